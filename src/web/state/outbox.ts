/** What is written here on its way to the server: shown at once, and with what became of it. */
import { ConnectionLost } from '../../client/browser.ts';
import type { Chat } from './chat.ts';
import type { Conversation } from './conversation.ts';
import { type ChatMessage, isUnsent, written } from './messages.ts';
import { problemOf } from './problems.ts';
import { messageOf, withChange, without } from './window.ts';

interface Waiting {
  readonly conversation: Conversation;
  readonly key: string;
}

export class Outbox {
  readonly #chat: Chat;
  /** What waits for a connection, in the order in which it was written. */
  readonly #waiting: Waiting[] = [];

  constructor(chat: Chat) {
    this.#chat = chat;
  }

  /** Is there anything that would be lost with the page? */
  get holds(): boolean {
    const conversations = [...this.#chat.conversations.peek().values()];
    return conversations.some(({ window }) => window.peek().items.some(isUnsent));
  }

  send(conversation: Conversation, text: string, reply: number | null): void {
    const { name, registered } = this.#chat.me.value;
    const message = written(name, text, reply, !registered, this.#chat.now());
    this.#chat.take(conversation, message);
    conversation.latest.value = message.at;
    void this.#send(conversation, message);
  }

  /** Sends again what failed. */
  retry(conversation: Conversation, key: string): void {
    const message = messageOf(conversation.window.value, key);
    if (message === null) return;
    conversation.change((window) => without(window, key));
    this.send(conversation, message.text, message.reply);
  }

  /** Lets go of what failed. */
  discard(conversation: Conversation, key: string): void {
    conversation.change((window) => without(window, key));
  }

  /** Goes on with what is not sent in `conversation`, which another page had before. */
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

  /** There is a connection again, and whoever wrote is logged in. */
  connected(): void {
    for (const { conversation, key } of this.#waiting.splice(0)) {
      const message = messageOf(conversation.window.value, key);
      if (message !== null) void this.#send(conversation, message);
    }
  }

  async #send(conversation: Conversation, { key, text, reply }: ChatMessage): Promise<void> {
    const become = (change: Partial<ChatMessage>) =>
      conversation.change((window) => withChange(window, key, (one) => ({ ...one, ...change })));
    if (!this.#chat.isOnline.value) {
      this.#waiting.push({ conversation, key });
      return become({ fate: 'waiting' });
    }
    become({ fate: 'sending', why: null });
    try {
      const id = await this.#chat.client.send(
        conversation.name,
        text,
        reply === null ? {} : { reply },
      );
      become({ id, fate: id !== null && id >= 0 ? 'stored' : 'delivered' });
      this.#chat.sent(conversation, id);
    } catch (error) {
      if (error instanceof ConnectionLost && !error.sent) {
        this.#waiting.push({ conversation, key });
        return become({ fate: 'waiting' });
      }
      const fate = error instanceof ConnectionLost ? 'unsure' : 'failed';
      become({ fate, why: problemOf(error) });
    }
  }
}
