/** Loads pages of a conversation's history into its window. */
import { batch } from '@preact/signals';
import { CommandRefused, type PastMessage } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation, Loading } from './conversation.ts';
import { isKept, isUnsent, past } from './messages.ts';
import { problemOf } from './problems.ts';
import {
  goingOn,
  newestKept,
  oldestKept,
  opened,
  WINDOW_ITEMS_MAX,
  type Window,
  withEarlier,
  withLater,
  withUnsent,
} from './window.ts';

/** Reasons of failures that mean that there is no history. */
const NO_HISTORY: ReadonlySet<number> = new Set([
  Reason.accountNeeded,
  Reason.noSuchUser,
  Reason.notFound,
]);

const OUTSIDE: ReadonlySet<number> = new Set([Reason.notMember]);

/** How many messages at the end of a conversation are reloaded after a lost connection. */
const REFRESHED_MAX = 150;

/** How many messages are loaded on each side of a jump's target. */
const AROUND_COUNT = 50;

export class History {
  readonly #chat: ChatState;
  readonly #show: (name: string) => void;
  /** Counts the windows of a conversation: a page requested for an earlier window is dropped. */
  readonly #windows = new WeakMap<Conversation, number>();

  /** `open` opens the conversation with a name. */
  constructor(chat: ChatState, open: (name: string) => void) {
    this.#chat = chat;
    this.#show = open;
  }

  /** Loads the newest messages, if nothing was loaded yet. */
  async open(conversation: Conversation): Promise<void> {
    if (conversation.isOpen.value || conversation.loading.value !== null) return;
    await this.toNewest(conversation);
  }

  /** Goes to the end of the conversation, wherever the window is, and stays there as messages come. */
  async follow(conversation: Conversation): Promise<void> {
    conversation.follows.value = true;
    if (conversation.window.value.later) await this.toNewest(conversation);
  }

  /** Loads the newest messages into a new window; a page that is being loaded is dropped. */
  async toNewest(conversation: Conversation): Promise<void> {
    if (conversation.isOpen.value && !conversation.window.value.later) return;
    this.#turnAway(conversation);
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
      // A reader who went to the end meanwhile stays there.
      const { window, follows } = conversation;
      return withEarlier(window.value, this.#read(messages), more, follows.value);
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
   * Loads the message `id` into the window and scrolls to it; `isFound` is called when it is known to exist, so that
   * dialogs can close. @throws what `context` does, if the message cannot be loaded
   */
  async jump(id: number, isFound: () => void = () => {}): Promise<void> {
    const context = await this.#chat.client.context(id, AROUND_COUNT);
    const at = context.messages.findIndex((one) => one.id === id);
    if (at < 0) throw new CommandRefused('context', Reason.notFound, 'not found');
    isFound();
    const conversation = this.#chat.conversation(context.with);
    const window = conversation.window.value;
    conversation.follows.value = false;
    const isThere = window.items.some((one) => one.kind === 'message' && one.id === id);
    if (!isThere) {
      const messages = this.#read(context.messages);
      const { length } = messages;
      batch(() => {
        this.#turnAway(conversation);
        // Only loading them shows whether there are others on each side.
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
    this.#show(conversation.name);
  }

  /**
   * After a lost connection: reloads the messages in the window, and those that came after. The reader's place stays
   * where it is.
   */
  async refresh(conversation: Conversation): Promise<void> {
    if (!conversation.isOpen.value) return this.open(conversation);
    if (conversation.kept.value === false) return;
    const old = conversation.window.value;
    // A reader with unsent messages is at the end, where these will be.
    const isAway = !conversation.follows.value && !old.items.some(isUnsent);
    if (old.later && !isAway) return this.toNewest(conversation);
    // At the end, messages far before it are out of sight and need no reload.
    const isAtEnd = !old.later && conversation.atEnd.value;
    const known = old.items.filter(isKept);
    const first = known.at(isAtEnd ? -REFRESHED_MAX : 0)?.id ?? known[0]?.id ?? null;
    if (first === null) {
      conversation.isOpen.value = false;
      return this.open(conversation);
    }
    await this.#load(conversation, 'later', async (name) => {
      let fresh: Window = opened([], old.earlier || first !== known[0]?.id, true);
      const most = isAtEnd ? WINDOW_ITEMS_MAX : WINDOW_ITEMS_MAX * 2;
      const wanted = Math.min(old.items.length, most);
      while (fresh.later && (fresh.items.length < wanted || !old.later)) {
        const after = fresh.items.length === 0 ? first - 1 : newestKept(fresh);
        const { messages, more } = await this.#chat.client.history(name, { after });
        fresh = { ...fresh, items: [...fresh.items, ...this.#read(messages)], later: more };
        if (messages.length === 0 || fresh.items.length >= most) break;
      }
      return withUnkept(fresh, old);
    });
  }

  #read(messages: readonly PastMessage[]) {
    return messages.map((one) => past(one, this.#chat.me.value.name));
  }

  /** Starts a new window: pages requested before are dropped. */
  #turnAway(conversation: Conversation): void {
    this.#windows.set(conversation, this.#windowsOf(conversation) + 1);
    conversation.loading.value = null;
    conversation.meanwhile = null;
  }

  #windowsOf(conversation: Conversation): number {
    return this.#windows.get(conversation) ?? 0;
  }

  async #load(
    conversation: Conversation,
    loading: Loading,
    ask: (name: string) => Promise<Window>,
  ): Promise<void> {
    if (conversation.loading.value !== null) return;
    const windows = this.#windowsOf(conversation);
    const isOver = () => windows !== this.#windowsOf(conversation);
    conversation.loading.value = loading;
    conversation.meanwhile = [];
    try {
      if (!this.#chat.me.value.registered) throw new NoHistory();
      let window = await ask(conversation.name);
      if (isOver()) return;
      // Changes made during the loading may or may not be in the page.
      for (const change of conversation.meanwhile) window = change(window);
      batch(() => {
        conversation.window.value = goingOn(window, conversation.window.value);
        conversation.isOpen.value = true;
        conversation.kept.value = true;
        conversation.problem.value = null;
      });
    } catch (error) {
      if (isOver()) return;
      const isNone = error instanceof NoHistory || isRefusal(error, NO_HISTORY);
      batch(() => {
        if (isNone) conversation.isOpen.value = true;
        if (isNone) conversation.kept.value = false;
        // Not being in a room is shown in place of the composer.
        const isOutside = isRefusal(error, OUTSIDE);
        conversation.problem.value = isNone || isOutside ? null : problemOf(error);
      });
    } finally {
      if (!isOver()) {
        conversation.loading.value = null;
        conversation.meanwhile = null;
      }
    }
  }
}

class NoHistory extends Error {}

function isRefusal(error: unknown, reasons: ReadonlySet<number>): boolean {
  return error instanceof CommandRefused && reasons.has(error.reason);
}

/** The `fresh` messages, with those of `old` that are not in the history. */
function withUnkept(fresh: Window, old: Window): Window {
  const unkept = old.items.filter(
    (item) => item.kind === 'message' && !isKept(item) && !isUnsent(item),
  );
  return { ...fresh, items: [...fresh.items, ...unkept] };
}
