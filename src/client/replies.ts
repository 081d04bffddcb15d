/** What replies say, checked: a server may be anybody's. */
import { decodeText } from '../protocol/bytes.ts';
import { nameFits } from '../protocol/names.ts';
import type { Reply, ReplyData } from './connection.ts';
import { isId, isText, readUnread, type Unread } from './happenings.ts';

/** A message of a conversation; `to` is null where the account is gone. */
export interface PastMessage {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  readonly to: string | null;
  readonly text: string;
}

/** Messages, oldest first; `more`: there are others beyond, in the direction that was asked for. */
export interface MessagePage {
  readonly messages: readonly PastMessage[];
  readonly more: boolean;
}

/** A device that may come back without the password. */
export interface KnownSession {
  /** For `revoke`. */
  readonly id: number;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly online: boolean;
  /** Is it this one? */
  readonly here: boolean;
}

export interface Welcome {
  readonly name: string;
  readonly registered: boolean;
  /** Logs in instead of the password; null where the server gave none. */
  readonly token: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/** What is sent back to the server has to fit a COMMAND: in UTF-16 code units, as PROTOCOL section 13 says. */
const TOKEN_LENGTH_MAX = 200;

/** The reply does not say what it should. */
export class ReplyError extends Error {
  override readonly name = 'ReplyError';
}

function nonsense(what: string): never {
  throw new ReplyError(`the server's answer makes no sense: ${what}`);
}

/** @throws ReplyError */
export function messagesOf({ json, bytes }: ReplyData): MessagePage {
  const { messages, more } = json;
  if (!Array.isArray(messages) || typeof more !== 'boolean') nonsense('messages');
  let end = 0;
  const read = messages.map((one: unknown): PastMessage => {
    const { id, at, from, to = null, bytes: length } = (one ?? {}) as Json;
    if (!isId(id) || !isId(at) || !isId(length)) return nonsense('a message');
    if (!isText(from) || (to !== null && !isText(to))) return nonsense('a name');
    const start = end;
    end += length;
    const text = end > bytes.length ? null : decodeText(bytes, start, end);
    return { id, at, from, to, text: text ?? nonsense('a text') };
  });
  return { messages: read, more };
}

/** @throws ReplyError */
export function unreadOf({ json }: ReplyData): Unread[] {
  return readUnread(json) ?? nonsense('conversations');
}

/** @throws ReplyError */
export function sessionsOf({ json }: ReplyData): KnownSession[] {
  if (!Array.isArray(json.sessions)) nonsense('sessions');
  return json.sessions.map((one: unknown): KnownSession => {
    const { id, label, created, online, here } = (one ?? {}) as Json;
    if (!isId(id) || typeof label !== 'string' || !isId(created)) return nonsense('a session');
    return { id, label, created, online: online === true, here: here === true };
  });
}

/** @throws ReplyError */
export function invitationOf({ json }: ReplyData): { code: string; expires: number } {
  const { code, expires } = json;
  if (!isText(code) || !isId(expires)) nonsense('an invitation');
  return { code, expires };
}

/** What a login or a registration answered; null where it said no more than ok. */
export function welcomeOf(data: ReplyData | null): Welcome | null {
  const { name, registered, token } = data?.json ?? {};
  if (!isText(name) || !nameFits(name)) return null;
  const isToken = isText(token) && token.length <= TOKEN_LENGTH_MAX;
  return { name, registered: registered === true, token: isToken ? token : null };
}

/** The id of a message that was sent; null where it is stored nowhere. */
export function messageIdOf(data: ReplyData | null): number | null {
  const id = data?.json.message;
  return isId(id) ? id : null;
}

/** The page of a reply; null where there is none. */
export function pageOf(reply: Reply): MessagePage | null {
  if (reply.kind !== 'ok' || reply.data === null) return null;
  try {
    return messagesOf(reply.data);
  } catch (error) {
    if (error instanceof ReplyError) return null;
    throw error;
  }
}
