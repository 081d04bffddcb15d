/** What commands answer with, as the members of their replies (protocol/commands). */
import type { KnownRoom, ReadMessage, Result } from '../chat/results.ts';
import type { ReplyData } from '../protocol/contracts.ts';
import { JSON_BYTES_MAX } from '../protocol/limits.ts';

type MessageDescription = ReplyData<'history'>['messages'][number];

import { fitting, jsonBytes, lastTexts } from './json-pages.ts';

/** Who answers `hello`. */
export const SERVER_NAME = 'chinwag';

/** The members of a reply, and the texts that follow its JSON. */
export interface ReplyParts {
  readonly data: object;
  readonly texts?: readonly Uint8Array[];
}

/** `version` is the server's. */
export function resultParts(result: Result, version: string): ReplyParts {
  switch (result.kind) {
    case 'hello':
      return { data: { server: SERVER_NAME, version } satisfies ReplyData<'hello'> };
    case 'welcome':
      return { data: welcomeData(result) };
    case 'messages':
      return messageParts(result.messages, { more: result.more });
    case 'context':
      return messageParts(result.messages, { more: result.more, with: result.with });
    case 'unread':
      return { data: { conversations: [...result.conversations] } satisfies ReplyData<'unread'> };
    case 'conversations': {
      const { conversations, more } = result;
      return { data: { conversations: [...conversations], more } satisfies Conversations };
    }
    case 'sessions': {
      const sessions = result.sessions.map(({ createdAt, ...session }) => ({
        ...session,
        created: createdAt,
      }));
      return { data: { sessions } satisfies ReplyData<'sessions'> };
    }
    case 'invitation':
      return { data: { code: result.code, expires: result.expiresAt } };
    case 'rooms': {
      const rooms = fitting(result.rooms.map(roomData), {});
      const more = result.more || rooms.length < result.rooms.length;
      return { data: { rooms, more } };
    }
    case 'room':
      return { data: roomData(result.room) };
    case 'members':
      return { data: membersData(result) };
    case 'bans':
      return { data: bansData(result) };
    case 'hold':
      return { data: untilData(result) };
    case 'reactions':
      return { data: { reactions: fitting(result.reactions, {}) } };
    case 'edits':
      return editParts(result);
    case 'presence':
      return { data: { people: peopleData(result) } };
    case 'names':
      return { data: namesData(result) };
    case 'audit':
      return { data: { entries: fitting(result.entries.map(actData), {}) } };
  }
}

type Conversations = ReplyData<'conversations'>;

type ResultOf<Kind> = Extract<Result, { kind: Kind }>;

function welcomeData(result: ResultOf<'welcome'>): ReplyData<'login'> {
  const { name, registered, operator, device, token } = result;
  return {
    name,
    registered,
    ...(operator ? { operator } : {}),
    ...(device === null ? {} : { device }),
    ...(token === null ? {} : { token }),
  };
}

/** A page always fits without its reactions. */
function messageParts(messages: readonly ReadMessage[], others: object): ReplyParts {
  const texts = messages.map(({ text }) => text);
  const data = { messages: messages.map(messageData), ...others };
  const reacted = data.messages.some(({ reactions }) => reactions !== undefined);
  // What surrounds it is smaller than what a page of the longest names leaves.
  if (!reacted || jsonBytes(data) <= JSON_BYTES_MAX - 128) return { data, texts };
  const plain = data.messages.map(({ reactions: _, ...message }) => message);
  return { data: { messages: plain, ...others }, texts };
}

/** Of a tombstone nothing is told that was said of its text: so the longest page fits. */
function messageData({ id, at, from, to, text, more }: ReadMessage): MessageDescription {
  const data: MessageDescription = { id, at, from, to, bytes: text.length };
  if (more === undefined) return data;
  if (more.guest) data.guest = true;
  if (more.reply !== null) data.reply = more.reply;
  if (more.deleted) {
    data.deleted = true;
    return data;
  }
  if (more.editedAt !== null) data.edited = more.editedAt;
  if (more.pinned) data.pinned = true;
  if (more.reactions.length > 0) {
    data.reactions = more.reactions.map(({ emoji, count, mine }) => ({
      emoji,
      count,
      ...(mine ? { mine } : {}),
    }));
  }
  return data;
}

function roomData(room: KnownRoom): ReplyData<'join'> {
  const { name, topic, access, guests, kept, slow, members, role, mutedUntil } = room;
  const mine = role === null ? {} : { role };
  const muted = mutedUntil === null ? {} : { muted: mutedUntil };
  return { room: name, topic, access, guests, kept, slow, members, ...mine, ...muted };
}

function membersData(result: ResultOf<'members'>): ReplyData<'who'> {
  const all = result.members.map(({ name, role, state, guest, mutedUntil }) => ({
    name,
    role,
    state,
    ...(guest ? { guest } : {}),
    ...(mutedUntil === null ? {} : { muted: mutedUntil }),
  }));
  const room = roomData(result.room);
  const people = [...fitting(all, room)];
  return { ...room, people, more: result.more || people.length < all.length };
}

function bansData(result: ResultOf<'bans'>): ReplyData<'bans'> {
  const bans = [...fitting(result.bans.map(banData), {})];
  return { bans, more: bans.length < result.bans.length };
}

function namesData(result: ResultOf<'names'>): ReplyData<'blocks'> {
  const names = [...fitting(result.names, {})];
  return { names, more: names.length < result.names.length };
}

function banData({ name, until }: ResultOf<'bans'>['bans'][number]) {
  return { name, ...untilData({ until }) };
}

/** A time that does not come is left out. */
function untilData({ until }: { until: number | null }): ReplyData<'ban'> {
  return until === null ? {} : { until };
}

/** The newest, where they are many or long. */
function editParts({ edits }: ResultOf<'edits'>): ReplyParts {
  const recent = lastTexts(edits.filter(({ text }) => text.length > 0)).toReversed();
  const shown = fitting(
    recent.map(({ at, text }) => ({ at, bytes: text.length })),
    {},
  );
  const texts = recent.slice(0, shown.length).map(({ text }) => text);
  return { data: { edits: shown.toReversed() }, texts: texts.toReversed() };
}

/** All who were asked for; without their texts where those do not fit. */
function peopleData({ people }: ResultOf<'presence'>): ReplyData<'presence'>['people'] {
  const all = people.map(({ name, state, text }) => ({
    name,
    state,
    ...(text === null ? {} : { text }),
  }));
  if (fitting(all, {}).length === all.length) return all;
  return people.map(({ name, state }) => ({ name, state }));
}

function actData(act: ResultOf<'audit'>['entries'][number]) {
  const { id, at, by, byAccount, what, room, whom, whomAccount, detail } = act;
  return {
    id,
    at,
    by,
    ...(byAccount === null ? {} : { byAccount }),
    what,
    ...(room === null ? {} : { room }),
    ...(whom === null ? {} : { whom }),
    ...(whomAccount === null ? {} : { whomAccount }),
    ...(detail === null ? {} : { detail }),
  };
}
