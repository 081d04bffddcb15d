/** EVENTs as the client understands them. What a server sends is checked before anything relies on it. */
import { decodeText } from '../protocol/bytes.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import { nameFits } from '../protocol/names.ts';
import { isCount, isMessageId, isOptional, isText, type Json } from './json-checks.ts';
import { type News, readNews } from './news.ts';
import type { Reply, Request } from './requests.ts';

/** A message that somebody sent: other people's text, see `oneLine` before showing it. */
export interface Received {
  readonly from: string;
  /** A person, or a room. */
  readonly to: string;
  readonly text: string;
  /** Where it is stored; negative or null: it is kept nowhere. */
  readonly id: number | null;
  /** Milliseconds since 1970; null where the server did not say. */
  readonly at: number | null;
  /** Did a guest write it, in a room? */
  readonly guest: boolean;
  /** The message that it answers. */
  readonly reply: number | null;
}

export interface Unread {
  /** A person, or a room. */
  readonly with: string;
  /** Counted up to 1000. */
  readonly count: number;
  /** How many of those in a room mention whoever is logged in. */
  readonly mentions: number;
  /** The id of the newest message. */
  readonly newest: number;
  /** Of a room: the id of the message up to which it was read, where the server says so. */
  readonly read?: number;
}

/** What a client is told unasked. */
export type Happening =
  | { readonly kind: 'message'; readonly message: Received }
  /** After a login: how far this device has received, and what was not read. */
  | { readonly kind: 'unread'; readonly place: number; readonly conversations: readonly Unread[] }
  | { readonly kind: 'read'; readonly with: string; readonly upTo: number }
  | { readonly kind: 'renamed'; readonly name: string }
  /** `again`: it is not about who is logged in, who may come back. */
  | { readonly kind: 'closing'; readonly why: string; readonly again: boolean }
  | News;

/** What an EVENT other than a reply says; null where this version does not understand it. */
export function readHappening(payload: JsonPayload): Happening | null {
  const { json } = payload;
  switch (json.event) {
    case 'message': {
      const message = readMessage(payload);
      return message === null ? null : { kind: 'message', message };
    }
    case 'unread': {
      const conversations = readUnread(json);
      if (conversations === null || !isCount(json.place)) return null;
      return { kind: 'unread', place: json.place, conversations };
    }
    case 'read':
      if (!isText(json.with) || !isCount(json.upTo)) return null;
      return { kind: 'read', with: json.with, upTo: json.upTo };
    case 'renamed':
      return isText(json.name) && nameFits(json.name) ? { kind: 'renamed', name: json.name } : null;
    case 'closing':
      if (!isText(json.why)) return null;
      return { kind: 'closing', why: json.why, again: json.again === true };
    default:
      return readNews(payload);
  }
}

function readMessage({ json, bytes, start, end }: JsonPayload): Received | null {
  const { from, to, id, at, guest, reply } = json;
  const text = decodeText(bytes, start, end);
  if (!isText(from) || !isText(to) || text === null || text === '') return null;
  if (!isOptional(id, isMessageId) || !isOptional(at, isCount)) return null;
  if (!isOptional(reply, isMessageId)) return null;
  return {
    from,
    to,
    text,
    id: id ?? null,
    at: at ?? null,
    guest: guest === true,
    reply: reply ?? null,
  };
}

/** Is it kept? Then it comes again, with what was missed or in the history. */
export function isStored<Message extends Pick<Received, 'id'>>(
  message: Message,
): message is Message & { readonly id: number } {
  return message.id !== null && message.id >= 0;
}

/** The reply to `request`; null where it makes no sense. */
export function readReply(payload: JsonPayload, request: Request): Reply | null {
  const { json, bytes, start, end } = payload;
  const why = typeof json.why === 'string' ? json.why : '';
  switch (json.result) {
    case 'ok':
      if (request.command === 'list') return readNames(payload);
      return { kind: 'ok', data: { json, bytes: bytes.slice(start, end) } };
    case 'failure':
      return readFailure(json, why);
    case 'malformed':
      return { kind: 'malformed', detail: why };
    default:
      return null;
  }
}

function readFailure({ reason, wait }: Json, detail: string): Reply | null {
  if (!isCount(reason)) return null;
  const failure = { kind: 'failure', reason, detail } as const;
  return isCount(wait) ? { ...failure, wait } : failure;
}

function readNames({ json, bytes, start, end }: JsonPayload): Reply | null {
  const names = decodeText(bytes, start, end)?.split('\n');
  // Each is ended by a line feed, so nothing follows the last.
  if (names?.pop() !== '' || names.length !== json.names) return null;
  return { kind: 'names', names };
}

/** The conversations of an `unread`, as an event or a reply. */
export function readUnread({ conversations }: Json): Unread[] | null {
  if (!Array.isArray(conversations)) return null;
  const read: Unread[] = [];
  for (const one of conversations as unknown[]) {
    const { with: name, count, newest, mentions, read: upTo } = (one ?? {}) as Json;
    if (!isText(name) || !isCount(count) || !isCount(newest)) return null;
    if (!isOptional(mentions, isCount) || !isOptional(upTo, isCount)) return null;
    const marked = typeof upTo === 'number' ? { read: upTo } : {};
    read.push({ with: name, count, mentions: mentions ?? 0, newest, ...marked });
  }
  return read;
}
