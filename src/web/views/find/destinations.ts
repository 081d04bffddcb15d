/** Where one can go from anywhere: conversations, rooms to look at, people who are here, and what else the page does. */
import type { RoomDescription } from '../../../client/browser.ts';
import { nameMayExist } from '../../../protocol/names.ts';
import type { Chat } from '../../state/chat.ts';
import type { Conversation } from '../../state/conversation.ts';
import { orderedConversations } from '../../state/order.ts';
import { ranking } from '../../text/ranking.ts';
import { findTexts as texts } from '../../translations/find-texts.ts';
import { t } from '../../translations/texts.ts';

/** More than these nobody reads: a letter more says what is meant. */
export const DESTINATIONS_MAX = 30;

export type Destination =
  | { readonly kind: 'conversation'; readonly name: string; readonly conversation: Conversation }
  /** Somebody, or a room, with whom there is no conversation yet; and what is known of them. */
  | { readonly kind: 'name'; readonly name: string; readonly hint: string }
  | { readonly kind: 'command'; readonly name: string; readonly act: () => void };

export type Command = Extract<Destination, { kind: 'command' }>;

/** What `query` may mean, the likeliest first. `rooms`: those that the server has for it; `last`: what is always there. */
export function destinationsOf(
  chat: Chat,
  query: string,
  rooms: readonly RoomDescription[],
  commands: readonly Command[],
  last: readonly Command[],
): readonly Destination[] {
  const conversations = recent(chat).map((conversation): Destination => {
    return { kind: 'conversation', name: conversation.name, conversation };
  });
  const known = new Set(conversations.map(({ name }) => name));
  known.add(chat.me.value.name);
  const people = chat.directory.online.value
    .filter((name) => !known.has(name))
    .map((name): Destination => ({ kind: 'name', name, hint: t(texts.hereNow) }));
  const others = rooms
    .filter(({ room }) => !known.has(room))
    .map(({ room: name, members }): Destination => {
      return { kind: 'name', name, hint: t(texts.publicRoom, { count: members }) };
    });
  const all = [...conversations, ...people, ...others, ...commands];
  const fitting = ranking(all, query, ({ name }) => name).slice(0, DESTINATIONS_MAX);
  const isKnown = all.some(({ kind, name }) => kind !== 'command' && name === query.trim());
  return [...fitting, ...(isKnown ? [] : stranger(query.trim())), ...last];
}

/** Those with something unread first, then those in which something was said last; the current one is at the end. */
function recent(chat: Chat): Conversation[] {
  const current = chat.current.value;
  const rank = (one: Conversation) =>
    one === current ? 3 : one.unread.value > 0 ? 0 : one.left.value ? 2 : 1;
  return orderedConversations(chat).sort(
    (one, other) => rank(one) - rank(other) || other.latest.value - one.latest.value,
  );
}

/** A name that nothing is known of: somebody who is registered, and not here. */
function stranger(name: string): Destination[] {
  return nameMayExist(name) ? [{ kind: 'name', name, hint: t(texts.somebody) }] : [];
}
