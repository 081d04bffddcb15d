/** EVENTs that tell what becomes of messages, of rooms and of the people in them. */
import { decodeText } from '../protocol/bytes.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import {
  isCount,
  isMessageId,
  isOneOf,
  isOptional,
  isRole,
  isState,
  isString,
  isText,
  type Json,
  type Role,
  type State,
} from './json-checks.ts';

/** Which message it is about, and whose: `to` is a person or a room. A negative id: it is kept nowhere. */
export interface OfMessage {
  readonly message: number;
  readonly from: string;
  readonly to: string;
}

const ACTS = [
  'joined',
  'left',
  'kicked',
  'banned',
  'unbanned',
  'muted',
  'unmuted',
  'role',
  'topic',
  'slow',
  'pinned',
  'unpinned',
  'invited',
  'kept',
  'removed',
] as const;

export type RoomAct = (typeof ACTS)[number];

const isAct = isOneOf(ACTS);

/** Something happened in a room; what does not belong to `what` is null. */
export interface RoomNews {
  readonly kind: 'room';
  readonly room: string;
  readonly what: RoomAct;
  readonly by: string;
  /** To whom it was done. */
  readonly name: string | null;
  readonly role: Role | null;
  /** Of a ban or a mute, in milliseconds since 1970; null: for good. */
  readonly until: number | null;
  readonly why: string | null;
  readonly topic: string | null;
  /** Between two messages of one member. */
  readonly seconds: number | null;
  /** That was pinned, or no longer is. */
  readonly message: number | null;
  /** Who put in whoever has joined, `by`: they did not ask to be. */
  readonly addedBy: string | null;
}

export type News =
  /** It says `text` from now on. */
  | (OfMessage & { readonly kind: 'edited'; readonly text: string; readonly at: number })
  /** Taken back by who wrote it, or removed by a moderator. `to` is null where that account is gone. */
  | (Omit<OfMessage, 'to'> & {
      readonly kind: 'deleted';
      readonly to: string | null;
      readonly by: string;
    })
  | (OfMessage & {
      readonly kind: 'reacted';
      readonly by: string;
      readonly emoji: string;
      /** It was taken back. */
      readonly off: boolean;
    })
  | RoomNews
  | { readonly kind: 'typing'; readonly from: string; readonly to: string }
  | {
      readonly kind: 'presence';
      readonly name: string;
      readonly state: State;
      readonly text: string | null;
    }
  /** Another device has blocked `name`, or does not any more. */
  | { readonly kind: 'blocked'; readonly name: string; readonly on: boolean };

/** Null: none of these, or it makes no sense. */
export function readNews({ json, bytes, start, end }: JsonPayload): News | null {
  switch (json.event) {
    case 'edited': {
      const of = ofMessage(json);
      const text = decodeText(bytes, start, end);
      if (of === null || text === null || text === '' || !isCount(json.at)) return null;
      return { kind: 'edited', ...of, text, at: json.at };
    }
    case 'deleted': {
      const { message, from, to, by } = json;
      if (!isMessageId(message) || !isText(from) || !isText(by)) return null;
      return to === null || isText(to) ? { kind: 'deleted', message, from, to, by } : null;
    }
    case 'reacted': {
      const of = ofMessage(json);
      const { by, emoji, off } = json;
      if (of === null || !isText(by) || !isText(emoji)) return null;
      return { kind: 'reacted', ...of, by, emoji, off: off === true };
    }
    case 'room':
      return readRoomNews(json);
    case 'typing': {
      const { from, to } = json;
      return isText(from) && isText(to) ? { kind: 'typing', from, to } : null;
    }
    case 'presence': {
      const { name, state, text } = json;
      if (!isText(name) || !isState(state) || !isOptional(text, isString)) return null;
      return { kind: 'presence', name, state, text: text || null };
    }
    case 'blocked':
      if (!isText(json.name) || typeof json.on !== 'boolean') return null;
      return { kind: 'blocked', name: json.name, on: json.on };
    default:
      return null;
  }
}

function ofMessage({ message, from, to }: Json): OfMessage | null {
  return isMessageId(message) && isText(from) && isText(to) ? { message, from, to } : null;
}

function readRoomNews(json: Json): RoomNews | null {
  const { room, what, by, name, role, until, why, topic, seconds, message, addedBy } = json;
  if (!isText(room) || !isAct(what) || !isText(by)) return null;
  if (!isOptional(name, isText) || !isOptional(role, isRole)) return null;
  if (!isOptional(why, isString) || !isOptional(topic, isString)) return null;
  if (!isOptional(until, isCount) || !isOptional(seconds, isCount)) return null;
  if (!isOptional(message, isMessageId) || !isOptional(addedBy, isText)) return null;
  return {
    kind: 'room',
    room,
    what,
    by,
    name: name ?? null,
    role: role ?? null,
    until: until ?? null,
    why: why || null,
    topic: topic ?? null,
    seconds: seconds ?? null,
    message: message ?? null,
    addedBy: addedBy ?? null,
  };
}
