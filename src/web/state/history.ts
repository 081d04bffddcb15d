/** Brings pages of a conversation's history into its window. */
import { batch } from '@preact/signals';
import { CommandRefused, type PastMessage } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Chat } from './chat.ts';
import type { Conversation, Loading } from './conversation.ts';
import { isKept, isUnsent, past } from './messages.ts';
import { problemOf } from './problems.ts';
import {
  newestKept,
  oldestKept,
  opened,
  WINDOW_ITEMS_MAX,
  type Window,
  withEarlier,
  withLater,
  withUnsent,
} from './window.ts';

/** Failures that say that there is no history to ask for. */
const NO_HISTORY: ReadonlySet<number> = new Set([
  Reason.accountNeeded,
  Reason.noSuchUser,
  Reason.notFound,
]);

const OUTSIDE: ReadonlySet<number> = new Set([Reason.notMember]);

/** On each side of a message that is jumped to. */
const AROUND_COUNT = 50;

export class History {
  readonly #chat: Chat;
  readonly #loads = new WeakMap<Conversation, Promise<void>>();

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  /** The newest messages, where nothing was asked for yet. */
  async open(conversation: Conversation): Promise<void> {
    if (conversation.isOpen.value || conversation.loading.value !== null) return;
    await this.toNewest(conversation);
  }

  /** The newest messages, wherever the window is, and whatever it is waiting for. */
  async toNewest(conversation: Conversation): Promise<void> {
    if (conversation.loading.value !== null) await this.#loads.get(conversation);
    if (conversation.isOpen.value && !conversation.window.value.later) return;
    await this.#load(conversation, 'first', async (name) => {
      const { messages, more } = await this.#chat.client.history(name);
      return opened(this.#read(messages), more, false);
    });
  }

  async earlier(conversation: Conversation): Promise<void> {
    const { earlier } = conversation.window.value;
    const before = oldestKept(conversation.window.value);
    if (!earlier || before === null) return;
    await this.#load(conversation, 'earlier', async (name) => {
      const { messages, more } = await this.#chat.client.history(name, { before });
      return withEarlier(conversation.window.value, this.#read(messages), more);
    });
  }

  async later(conversation: Conversation): Promise<void> {
    if (!conversation.window.value.later) return;
    await this.#load(conversation, 'later', async (name) => {
      const after = newestKept(conversation.window.value);
      const { messages, more } = await this.#chat.client.history(name, { after });
      return withLater(conversation.window.value, this.#read(messages), more);
    });
  }

  /**
   * Brings the message `id` into the window, and into sight; whatever is before it can go when `isFound` is called.
   * @throws what `context` does, where it is not to be had
   */
  async jump(id: number, isFound: () => void = () => {}): Promise<void> {
    const context = await this.#chat.client.context(id, AROUND_COUNT);
    isFound();
    const conversation = this.#chat.conversation(context.with);
    const window = conversation.window.value;
    const isThere = window.items.some((one) => one.kind === 'message' && one.id === id);
    if (!isThere) {
      const messages = this.#read(context.messages);
      const { length } = messages;
      const at = messages.findIndex((one) => one.id === id);
      batch(() => {
        // Whether there are others on each side is only known when they are asked for.
        conversation.window.value = withUnsent(
          opened(messages, at > 0 || length > 1, true),
          window,
        );
        conversation.isOpen.value = true;
        conversation.kept.value = true;
        conversation.problem.value = null;
      });
      if (length - at <= 1) await this.later(conversation);
    }
    const count = (conversation.target.value?.count ?? 0) + 1;
    conversation.target.value = { id, count };
    this.#chat.open(conversation.name);
  }

  /**
   * After a lost connection: what is in the window is asked for again, and what came after it. What was being read stays
   * where it is.
   */
  async refresh(conversation: Conversation): Promise<void> {
    if (!conversation.isOpen.value || conversation.kept.value !== true) return;
    const old = conversation.window.value;
    // Who wrote something is where it will be.
    if (old.later && old.items.some(isUnsent)) return this.toNewest(conversation);
    const first = oldestKept(old);
    if (first === null) {
      conversation.isOpen.value = false;
      return this.open(conversation);
    }
    await this.#load(conversation, 'later', async (name) => {
      let fresh: Window = opened([], old.earlier, true);
      const wanted = Math.min(old.items.length, WINDOW_ITEMS_MAX);
      while (fresh.later && (fresh.items.length < wanted || !old.later)) {
        const after = fresh.items.length === 0 ? first - 1 : newestKept(fresh);
        const { messages, more } = await this.#chat.client.history(name, { after });
        fresh = { ...fresh, items: [...fresh.items, ...this.#read(messages)], later: more };
        if (messages.length === 0 || fresh.items.length >= WINDOW_ITEMS_MAX) break;
      }
      return kept(old, fresh);
    });
  }

  #read(messages: readonly PastMessage[]) {
    return messages.map((one) => past(one, this.#chat.me.value.name));
  }

  async #load(
    conversation: Conversation,
    loading: Loading,
    ask: (name: string) => Promise<Window>,
  ): Promise<void> {
    if (conversation.loading.value !== null) return;
    const load = this.#loadNow(conversation, loading, ask);
    this.#loads.set(conversation, load);
    await load;
  }

  async #loadNow(
    conversation: Conversation,
    loading: Loading,
    ask: (name: string) => Promise<Window>,
  ): Promise<void> {
    conversation.loading.value = loading;
    conversation.meanwhile = [];
    try {
      if (!this.#chat.me.value.registered) throw new NoHistory();
      let window = await ask(conversation.name);
      // What came while the page was on its way may be in it, or not.
      for (const change of conversation.meanwhile) window = change(window);
      batch(() => {
        conversation.window.value = withUnsent(window, conversation.window.value);
        conversation.isOpen.value = true;
        conversation.kept.value = true;
        conversation.problem.value = null;
      });
    } catch (error) {
      const isNone = error instanceof NoHistory || isRefusal(error, NO_HISTORY);
      batch(() => {
        if (isNone) conversation.isOpen.value = true;
        if (isNone) conversation.kept.value = false;
        // Who is not in a room is told so where one writes.
        const isOutside = isRefusal(error, OUTSIDE);
        conversation.problem.value = isNone || isOutside ? null : problemOf(error);
      });
    } finally {
      conversation.loading.value = null;
      conversation.meanwhile = null;
    }
  }
}

class NoHistory extends Error {}

function isRefusal(error: unknown, reasons: ReadonlySet<number>): boolean {
  return error instanceof CommandRefused && reasons.has(error.reason);
}

/** The `fresh` messages, under the keys that they had; and what is not in the history: what was not sent yet, say. */
function kept(old: Window, fresh: Window): Window {
  const keys = new Map<number, string>();
  for (const item of old.items) {
    if (item.kind === 'message' && item.id !== null) keys.set(item.id, item.key);
  }
  const items = fresh.items.map((item) => {
    if (item.kind !== 'message' || item.id === null) return item;
    return { ...item, key: keys.get(item.id) ?? item.key };
  });
  const others = old.items.filter((item) => item.kind === 'message' && !isKept(item));
  return { ...fresh, items: [...items, ...others] };
}
