/** The order of the conversations, in the list and for the keys that lead from one to the next. */
import { locale } from '../translations/texts.ts';
import type { Chat } from './chat.ts';
import type { Conversation } from './conversation.ts';

/** As a reader of the page's language expects it; `#room-9` comes before `#room-10`. */
const byLetters = new Intl.Collator(locale, { numeric: true });

function byName(one: Conversation, other: Conversation): number {
  // Some names are alike to a collator, and still have an order.
  return byLetters.compare(one.name, other.name) || (one.name < other.name ? -1 : 1);
}

/** By name; those that one is no longer in at the end. */
export function orderedRooms(chat: Chat): Conversation[] {
  return all(chat)
    .filter((one) => one.isRoom)
    .sort((one, other) => Number(one.left.value) - Number(other.left.value) || byName(one, other));
}

/** By when something was said last. */
export function orderedPeople(chat: Chat): Conversation[] {
  return all(chat)
    .filter((one) => !one.isRoom)
    .sort((one, other) => other.latest.value - one.latest.value || byName(one, other));
}

function all(chat: Chat): Conversation[] {
  return [...chat.conversations.value.values()];
}

/** All of them, as the list shows them. */
export function orderedConversations(chat: Chat): Conversation[] {
  return [...orderedRooms(chat), ...orderedPeople(chat)];
}

/** The one after the current one, round to the first; null where there is no other. */
export function nextConversation(chat: Chat): Conversation | null {
  return following(orderedConversations(chat), chat, () => true);
}

/** The one before the current one, round to the last; null where there is no other. */
export function previousConversation(chat: Chat): Conversation | null {
  return following(orderedConversations(chat).reverse(), chat, () => true);
}

/** The next one with something that was not read; null: all was. */
export function nextUnread(chat: Chat): Conversation | null {
  return following(orderedConversations(chat), chat, isUnread);
}

/** The one before with something that was not read; null: all was. */
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
