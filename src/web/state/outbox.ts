/** The outbox: messages on their way to the server, shown at once with their delivery states. */
import { computed, signal } from '@preact/signals';
import { ConnectionLost } from '../../client/browser.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import type { Directory } from './directory.ts';
import { type ChatMessage, isUnsent, retyped, written } from './messages.ts';
import { problemOf } from './problems.ts';
import { handBack } from './refused.ts';
import { messageOf, withChange, without } from './window.ts';

interface Waiting {
  readonly conversation: Conversation;
  readonly key: string;
}

/** After this long without a reply, a message is shown as waiting. */
const LATE_MS = 2000;

export class Outbox {
  readonly #chat: ChatState;
  readonly #directory: Directory;
  /** Messages that wait for a connection, in the order in which they were written. */
  readonly #waiting = signal<readonly Waiting[]>([]);
  /** Sent messages without a reply, by key; true if the reply is late. */
  readonly #underway = signal<ReadonlyMap<string, boolean>>(new Map());
  /** The number of messages that wait for a connection, or whose reply is late. */
  readonly waiting = computed(() => {
    const isLost = this.#chat.line.value.kind !== 'online';
    const late = [...this.#underway.value.values()].filter((isLate) => isLate || isLost);
    return this.#waiting.value.length + late.length;
  });

  constructor(chat: ChatState, directory: Directory) {
    this.#chat = chat;
    this.#directory = directory;
  }

  /** Is there anything that would be lost if the page were closed? */
  get holds(): boolean {
    const conversations = [...this.#chat.conversations.peek().values()];
    return conversations.some(({ window }) => window.peek().items.some(isUnsent));
  }

  send(conversation: Conversation, text: string, more: Pick<ChatMessage, 'reply' | 'as'>): void {
    const { name, registered } = this.#chat.me.value;
    const message = written(name, text, more, !registered, this.#chat.now());
    this.#chat.take(conversation, message);
    conversation.latest.value = message.at;
    void this.#send(conversation, message);
  }

  /** Sends a failed message again. */
  retry(conversation: Conversation, key: string): void {
    const message = messageOf(conversation.window.value, key);
    if (message === null) return;
    conversation.change((window) => without(window, key));
    this.send(conversation, message.text, message);
  }

  /** Drops a failed message. */
  discard(conversation: Conversation, key: string): void {
    conversation.change((window) => without(window, key));
  }

  /** Takes over the unsent messages of `conversation` from an earlier chat. */
  takeOver(conversation: Conversation): void {
    for (const item of conversation.window.value.items) {
      if (item.kind !== 'message') continue;
      if (item.fate === 'waiting') void this.#send(conversation, item);
      else if (item.fate === 'sending') {
        conversation.change((window) =>
          withChange(window, item.key, (one) => ({ ...one, fate: 'unsure' })),
        );
      }
    }
  }

  /** Connected and logged in again: sends the waiting messages. */
  connected(): void {
    const waiting = this.#waiting.peek();
    this.#wait([]);
    for (const { conversation, key } of waiting) {
      const message = messageOf(conversation.window.value, key);
      if (message !== null) void this.#send(conversation, message);
    }
  }

  /** Sets the waiting messages, and stores them in the browser: the page may close before there is a connection. */
  #wait(waiting: readonly Waiting[]): void {
    this.#waiting.value = waiting;
    const texts = new Map<string, string>();
    for (const { conversation, key } of waiting) {
      const { name, window } = conversation;
      const message = messageOf(window.peek(), key);
      if (message === null) continue;
      const text = retyped(message);
      const before = texts.get(name);
      texts.set(name, before === undefined ? text : `${before}\n${text}`);
    }
    this.#chat.keepWaiting(texts);
  }

  async #send(conversation: Conversation, message: ChatMessage): Promise<void> {
    const { key, text, reply, as } = message;
    const become = (change: Partial<ChatMessage>) =>
      conversation.change((window) => withChange(window, key, (one) => ({ ...one, ...change })));
    const wait = () => {
      this.#wait([...this.#waiting.peek(), { conversation, key }]);
      become({ fate: 'waiting' });
    };
    if (!this.#chat.isOnline.value) {
      wait();
      // Reconnects now instead of after the pause, since there is a message to send.
      if (this.#chat.line.peek().kind === 'lost') this.#chat.client.check();
      return;
    }
    become({ fate: 'sending', why: null });
    const arrived = this.#watch(key);
    try {
      const more = { ...(reply !== null && { reply }), ...(as !== null && { as }) };
      const id = await this.#chat.client.send(conversation.name, text, more);
      become({ id, fate: id !== null && id >= 0 ? 'stored' : 'delivered' });
      this.#sent(conversation, id);
    } catch (error) {
      if (error instanceof ConnectionLost && !error.sent) return wait();
      if (handBack(this.#chat, this.#directory, conversation, message, error)) return;
      const fate = error instanceof ConnectionLost ? 'unsure' : 'failed';
      become({ fate, why: problemOf(error) });
    } finally {
      arrived();
    }
  }

  /** A message written here has arrived. */
  #sent(conversation: Conversation, id: number | null): void {
    conversation.spokeAt.value = this.#chat.now();
    if (id !== null && id >= 0 && conversation.kept.value === false) conversation.kept.value = null;
    if (id !== null && id > 0) conversation.newest.value = Math.max(conversation.newest.value, id);
    // The first message to a public room joins it.
    if (conversation.isRoom && conversation.room.value?.role == null) {
      void this.#directory.describe(conversation);
    }
  }

  /** Watches the message `key`, just sent; returns the function to call when its reply comes. */
  #watch(key: string): () => void {
    const become = (isLate: boolean) => {
      this.#underway.value = new Map(this.#underway.peek()).set(key, isLate);
    };
    become(false);
    const cancel = this.#chat.after(LATE_MS, () => become(true));
    return () => {
      cancel();
      const rest = new Map(this.#underway.peek());
      rest.delete(key);
      this.#underway.value = rest;
    };
  }
}
