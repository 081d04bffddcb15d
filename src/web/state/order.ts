/** The order of conversations, in the list and for moving between them by keys. */
import { locale } from '../translations/texts.ts';
import type { Chat } from './chat.ts';
import type { Conversation } from './conversation.ts';

/** Alphabetical order in the page's language; `#room-9` comes before `#room-10`. */
const byLetters = new Intl.Collator(locale, { numeric: true });

function byName(one: Conversation, other: Conversation): number {
  // Names that the collator considers equal still need a fixed order.
  return byLetters.compare(one.name, other.name) || (one.name < other.name ? -1 : 1);
}

/** Rooms by name, those that one is no longer in at the end. */
export function orderedRooms(chat: Chat): Conversation[] {
  return all(chat)
    .filter((one) => one.isRoom)
    .sort((one, other) => Number(one.left.value) - Number(other.left.value) || byName(one, other));
}

/** Conversations with people, by the time of their last message. */
export function orderedPeople(chat: Chat): Conversation[] {
  return all(chat)
    .filter((one) => !one.isRoom)
    .sort((one, other) => other.latest.value - one.latest.value || byName(one, other));
}

function all(chat: Chat): Conversation[] {
  return [...chat.conversations.value.values()];
}

/** All conversations, in the order of the list. */
export function orderedConversations(chat: Chat): Conversation[] {
  return [...orderedRooms(chat), ...orderedPeople(chat)];
}

/** The conversation after the current one, wrapping around; null if there is no other. */
export function nextConversation(chat: Chat): Conversation | null {
  return following(orderedConversations(chat), chat, () => true);
}

/** The conversation before the current one, wrapping around; null if there is no other. */
export function previousConversation(chat: Chat): Conversation | null {
  return following(orderedConversations(chat).reverse(), chat, () => true);
}

/** The next conversation with unread messages; null if there is none. */
export function nextUnread(chat: Chat): Conversation | null {
  return following(orderedConversations(chat), chat, isUnread);
}

/** The previous conversation with unread messages; null if there is none. */
export function previousUnread(chat: Chat): Conversation | null {
  return following(orderedConversations(chat).reverse(), chat, isUnread);
}

function isUnread(conversation: Conversation): boolean {
  return conversation.unread.value > 0;
}

function following(
  order: readonly Conversation[],
  chat: Chat,
  isWanted: (conversation: Conversation) => boolean,
): Conversation | null {
  const current = chat.current.value;
  const at = current === null ? -1 : order.indexOf(current);
  const round = [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))];
  return round.find(isWanted) ?? null;
}
