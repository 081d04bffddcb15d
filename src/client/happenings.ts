/** EVENTs as the client understands them. What a server sends is checked before anything relies on it. */
import { decodeText } from '../protocol/bytes.ts';
import type { JsonPayload } from '../protocol/json-frames.ts';
import { nameFits } from '../protocol/names.ts';
import type { Reply, Request } from './connection.ts';

/** A message that somebody sent: other people's text, see `oneLine` before showing it. */
export interface Received {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  /** Where it is stored; null: it is kept nowhere. */
  readonly id: number | null;
  /** Milliseconds since 1970; null where it is not stored. */
  readonly at: number | null;
}

export interface Unread {
  readonly with: string;
  /** Counted up to 1000. */
  readonly count: number;
  /** The id of the newest message. */
  readonly newest: number;
}

/** What a client is told unasked. */
export type Happening =
  | { readonly kind: 'message'; readonly message: Received }
  /** After a login: how far this device has received, and what was not read. */
  | { readonly kind: 'unread'; readonly place: number; readonly conversations: readonly Unread[] }
  | { readonly kind: 'read'; readonly with: string; readonly upTo: number }
  | { readonly kind: 'renamed'; readonly name: string }
  | { readonly kind: 'closing'; readonly why: string };

type Json = Readonly<Record<string, unknown>>;

/** What an EVENT other than a reply says; null where this version does not understand it. */
export function readHappening({ json, bytes, start, end }: JsonPayload): Happening | null {
  switch (json.event) {
    case 'message': {
      const { from, to, id = null, at = null } = json;
      const text = decodeText(bytes, start, end);
      if (!isText(from) || !isText(to) || text === null || text === '') return null;
      if ((id !== null && !isId(id)) || (at !== null && !isId(at))) return null;
      return { kind: 'message', message: { from, to, text, id, at } };
    }
    case 'unread': {
      const conversations = readUnread(json);
      if (conversations === null || !isId(json.place)) return null;
      return { kind: 'unread', place: json.place, conversations };
    }
    case 'read':
      if (!isText(json.with) || !isId(json.upTo)) return null;
      return { kind: 'read', with: json.with, upTo: json.upTo };
    case 'renamed':
      return isText(json.name) && nameFits(json.name) ? { kind: 'renamed', name: json.name } : null;
    case 'closing':
      return isText(json.why) ? { kind: 'closing', why: json.why } : null;
    default:
      return null;
  }
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
      return isId(json.reason) ? { kind: 'failure', reason: json.reason, detail: why } : null;
    case 'malformed':
      return { kind: 'malformed', detail: why };
    default:
      return null;
  }
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
    const { with: name, count, newest } = (one ?? {}) as Json;
    if (!isText(name) || !isId(count) || !isId(newest)) return null;
    read.push({ with: name, count, newest });
  }
  return read;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A number that counts something. */
export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
