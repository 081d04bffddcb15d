/** Read marks and unread counts, here and on other devices. */
import { batch } from '@preact/signals';
import type { Unread } from '../../client/browser.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import { isKept } from './messages.ts';

/** Messages seen within this time are reported as one mark. */
const TELL_MS = 400;

export class ReadMarks {
  readonly #chat: ChatState;
  readonly #told = new Map<string, number>();
  /** Marks to be reported soon, by conversation. */
  readonly #due = new Map<string, number>();
  #cancelCount: (() => void) | null = null;

  constructor(chat: ChatState) {
    this.#chat = chat;
  }

  /** Takes the server's counts of unread messages. */
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

  /** A message of another person arrived in `conversation`. */
  arrived(conversation: Conversation, mentions: boolean): void {
    if (this.#isSeen(conversation)) return this.#tellSoon(conversation);
    // The line goes where reading stopped.
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

  /** The end of the current conversation may have come into sight. */
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

  /** The id of the message before the last `unread` messages of others; 0 if unknown. */
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
    // The mark is fixed now, because another conversation may be in sight by then.
    this.#due.set(name, Math.max(this.#due.get(name) ?? 0, conversation.newestKept.value));
    if (!isDue) this.#chat.after(TELL_MS, () => this.#tell(name));
  }

  #tell(name: string): void {
    const upTo = this.#due.get(name) ?? 0;
    this.#due.delete(name);
    if (upTo <= (this.#told.get(name) ?? 0)) return;
    this.#told.set(name, upTo);
    // If it fails, the counts of the next login show it.
    this.#chat.client.markRead(name, upTo).catch(() => this.#told.delete(name));
  }

  /** Another device has read `conversation` up to the message `upTo`. */
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

  /** The unread counts have changed in a way that only the server knows. */
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

  /** Drops the marks of `conversation`. */
  forget(conversation: Conversation): void {
    batch(() => {
      conversation.unread.value = 0;
      conversation.mentions.value = 0;
    });
  }
}
