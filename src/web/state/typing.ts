/** Typing notifications, of others and of oneself. */
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';

/** A client repeats the notification within this time while its user types (docs/PROTOCOL-EXTENSIONS.md section 18). */
const TELL_AGAIN_MS = 5000;
const SHOWN_MS = 10_000;

export class Typing {
  readonly #chat: ChatState;
  readonly #cancels = new Map<string, () => void>();
  readonly #told = new Map<string, number>();

  constructor(chat: ChatState) {
    this.#chat = chat;
  }

  /** `name` is typing in `conversation`. */
  began(conversation: Conversation, name: string): void {
    const key = `${conversation.name} ${name}`;
    this.#cancels.get(key)?.();
    this.#cancels.set(
      key,
      this.#chat.after(SHOWN_MS, () => this.stopped(conversation, name)),
    );
    const { typing } = conversation;
    if (!typing.value.includes(name)) typing.value = [...typing.value, name];
  }

  stopped(conversation: Conversation, name: string): void {
    const key = `${conversation.name} ${name}`;
    this.#cancels.get(key)?.();
    this.#cancels.delete(key);
    const { typing } = conversation;
    if (typing.value.includes(name)) typing.value = typing.value.filter((one) => one !== name);
  }

  /** Reports that the logged-in person types in `conversation`. */
  tell(conversation: Conversation): void {
    const now = this.#chat.now();
    const told = this.#told.get(conversation.name) ?? -Infinity;
    if (now - told < TELL_AGAIN_MS || !this.#chat.isOnline.value) return;
    this.#told.set(conversation.name, now);
    // A failure is ignored: the notification is only momentary.
    this.#chat.client.typing(conversation.name).catch(() => {});
  }

  /** The message was sent: the next key is reported again. */
  sent(conversation: Conversation): void {
    this.#told.delete(conversation.name);
  }
}
