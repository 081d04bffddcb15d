/** What was read, here and on other devices. */
import { batch } from '@preact/signals';
import type { Unread } from '../../client/browser.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import { isKept } from './messages.ts';

/** Several messages that are seen at once are one mark. */
const TELL_MS = 400;

export class ReadMarks {
  readonly #chat: ChatState;
  readonly #told = new Map<string, number>();
  /** What is to be told soon. */
  readonly #due = new Map<string, number>();
  #cancelCount: (() => void) | null = null;

  constructor(chat: ChatState) {
    this.#chat = chat;
  }

  /** What the server counts as unread. */
  counted(conversations: readonly Unread[]): void {
    batch(() => {
      const counted = new Set<string>();
      for (const { with: name, count, mentions, newest, read } of conversations) {
        const conversation = this.#chat.conversation(name);
        counted.add(name);
        conversation.unread.value = count;
        conversation.mentions.value = mentions;
        conversation.newest.value = Math.max(conversation.newest.value, newest);
        if (read !== undefined) this.#told.set(name, Math.max(this.#told.get(name) ?? 0, read));
      }
      for (const conversation of this.#chat.conversations.value.values()) {
        if (counted.has(conversation.name) || conversation.kept.value === false) continue;
        conversation.unread.value = 0;
        conversation.mentions.value = 0;
      }
    });
    this.seen();
  }

  /** Somebody wrote in `conversation`. */
  arrived(conversation: Conversation, mentions: boolean): void {
    if (this.#isSeen(conversation)) return this.#tellSoon(conversation);
    // The line is drawn where reading stopped.
    if (conversation.unread.value === 0 && this.#chat.current.value === conversation) {
      conversation.readBefore.value = this.readUpTo(conversation, 0);
    }
    conversation.unread.value++;
    if (mentions) conversation.mentions.value++;
  }

  #isSeen(conversation: Conversation): boolean {
    const { current, isWatched } = this.#chat;
    if (current.value !== conversation || !isWatched.value) return false;
    return conversation.isOpen.value && conversation.atEnd.value;
  }

  /** The end of the conversation of now may have come into sight. */
  seen(): void {
    const conversation = this.#chat.current.value;
    if (conversation === null || !this.#isSeen(conversation)) return;
    if (conversation.window.value.later || conversation.loading.value !== null) return;
    if (conversation.unread.value === 0) return;
    batch(() => {
      conversation.unread.value = 0;
      conversation.mentions.value = 0;
    });
    this.#tellSoon(conversation);
  }

  /** The id of the message before the last `unread` of others, as far as it is known; 0: none. */
  readUpTo(conversation: Conversation, unread: number): number {
    const told = this.#told.get(conversation.name) ?? 0;
    if (unread === 0) return Math.max(told, this.#chat.newestOf(conversation));
    if (told > 0) return told;
    const others = conversation.window.value.items.filter((one) => isKept(one) && !one.own);
    const first = others.at(-unread) ?? others[0];
    return first !== undefined && isKept(first) ? first.id - 1 : 0;
  }

  #tellSoon(conversation: Conversation): void {
    if (!this.#chat.me.value.registered) return;
    const { name } = conversation;
    const isDue = this.#due.has(name);
    // What is in sight now: something else may be by then.
    this.#due.set(name, Math.max(this.#due.get(name) ?? 0, conversation.newestKept.value));
    if (!isDue) this.#chat.after(TELL_MS, () => this.#tell(name));
  }

  #tell(name: string): void {
    const upTo = this.#due.get(name) ?? 0;
    this.#due.delete(name);
    if (upTo <= (this.#told.get(name) ?? 0)) return;
    this.#told.set(name, upTo);
    // Where it fails, the count that comes with the next login says so.
    this.#chat.client.markRead(name, upTo).catch(() => this.#told.delete(name));
  }

  /** Another device has read `conversation`, up to the message `upTo`. */
  readElsewhere(conversation: Conversation, upTo: number): void {
    const { name } = conversation;
    this.#told.set(name, Math.max(this.#told.get(name) ?? 0, upTo));
    if (upTo >= this.#chat.newestOf(conversation)) {
      conversation.unread.value = 0;
      conversation.mentions.value = 0;
      return;
    }
    this.countSoon();
  }

  /** What is unread has become something else, and only the server knows what. */
  countSoon(): void {
    if (!this.#chat.me.value.registered || this.#chat.unread.value === 0) return;
    this.#cancelCount?.();
    this.#cancelCount = this.#chat.after(TELL_MS, () => {
      this.#cancelCount = null;
      this.#chat.client.unread().then(
        (counts) => this.counted(counts),
        () => {},
      );
    });
  }

  /** Nothing of it is to be read any more. */
  forget(conversation: Conversation): void {
    batch(() => {
      conversation.unread.value = 0;
      conversation.mentions.value = 0;
    });
  }
}
