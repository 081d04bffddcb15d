/** Changes to sent messages, by oneself and by others: edits, deletions, reactions, pins. */
import type { ClientEvent } from '../../client/browser.ts';
import type { ChatState } from './chat-state.ts';
import type { Conversation } from './conversation.ts';
import { type ChatMessage, reacted } from './messages.ts';
import { messageOf, withChange } from './window.ts';

type LifeEvent = Extract<ClientEvent, { kind: 'edited' | 'deleted' | 'reacted' }>;

export class MessageLife {
  readonly #chat: ChatState;

  constructor(chat: ChatState) {
    this.#chat = chat;
  }

  /** @throws what `edit` does */
  async edit(conversation: Conversation, id: number, text: string): Promise<void> {
    await this.#chat.client.edit(id, text);
    this.#edited(conversation, id, text, this.#chat.now());
  }

  /** Deletes one's own message, or another's. @throws what `delete` does */
  async remove(conversation: Conversation, id: number): Promise<void> {
    await this.#chat.client.delete(id);
    this.#removed(conversation, id);
  }

  /** @throws what `react` does */
  async react(conversation: Conversation, id: number, emoji: string): Promise<void> {
    const message = messageOf(conversation.window.value, id);
    const off = message?.reactions.some((one) => one.emoji === emoji && one.mine) === true;
    await this.#chat.client.react(id, emoji, { off });
    this.#reacted(conversation, id, emoji, true, off);
  }

  event(conversation: Conversation, what: LifeEvent): void {
    const { message: id } = what;
    switch (what.kind) {
      case 'edited':
        return this.#edited(conversation, id, what.text, what.at);
      case 'deleted':
        return this.#removed(conversation, id);
      case 'reacted': {
        const mine = what.by === this.#chat.me.value.name;
        return this.#reacted(conversation, id, what.emoji, mine, what.off);
      }
    }
  }

  pinned(conversation: Conversation, id: number, pinned: boolean): void {
    amend(conversation, id, (one) => ({ ...one, pinned }));
  }

  #edited(conversation: Conversation, id: number, text: string, edited: number): void {
    amend(conversation, id, (one) => ({ ...one, text, edited }));
  }

  #removed(conversation: Conversation, id: number): void {
    const gone = { text: '', deleted: true, pinned: false, reactions: [] };
    amend(conversation, id, (one) => ({ ...one, ...gone }));
  }

  #reacted(conversation: Conversation, id: number, emoji: string, mine: boolean, off: boolean) {
    // Not applied to a page being loaded, which may count it already.
    conversation.window.value = withChange(conversation.window.value, id, (one) => ({
      ...one,
      reactions: reacted(one.reactions, emoji, mine, off),
    }));
  }
}

function amend(
  conversation: Conversation,
  id: number,
  change: (message: ChatMessage) => ChatMessage,
): void {
  conversation.change((window) => withChange(window, id, change));
}
