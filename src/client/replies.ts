/** What replies say of accounts and of what is unread, checked: a server may be anybody's. */
import { nameFits } from '../protocol/names.ts';
import type { ReplyData } from './connection.ts';
import { readUnread, type Unread } from './happenings.ts';
import { isCount, isMessageId, isText, type Json } from './json-checks.ts';
import { nonsense } from './reply-error.ts';

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

/** What is sent back to the server has to fit a COMMAND: in UTF-16 code units, as PROTOCOL section 13 says. */
const TOKEN_LENGTH_MAX = 200;

/** @throws ReplyError */
export function unreadOf({ json }: ReplyData): Unread[] {
  return readUnread(json) ?? nonsense('conversations');
}

/** @throws ReplyError */
export function sessionsOf({ json }: ReplyData): KnownSession[] {
  if (!Array.isArray(json.sessions)) nonsense('sessions');
  return json.sessions.map((one: unknown): KnownSession => {
    const { id, label, created, online, here } = (one ?? {}) as Json;
    if (!isCount(id) || typeof label !== 'string' || !isCount(created))
      return nonsense('a session');
    return { id, label, created, online: online === true, here: here === true };
  });
}

/** @throws ReplyError */
export function invitationOf({ json }: ReplyData): { code: string; expires: number } {
  const { code, expires } = json;
  if (!isText(code) || !isCount(expires)) nonsense('an invitation');
  return { code, expires };
}

/** What a login or a registration answered; null where it said no more than ok. */
export function welcomeOf(data: ReplyData | null): Welcome | null {
  const { name, registered, token } = data?.json ?? {};
  if (!isText(name) || !nameFits(name)) return null;
  const isToken = isText(token) && token.length <= TOKEN_LENGTH_MAX;
  return { name, registered: registered === true, token: isToken ? token : null };
}

/** The id of a message that was sent; null where the server gave none, negative where it is kept nowhere. */
export function messageIdOf(data: ReplyData | null): number | null {
  const id = data?.json.message;
  return isMessageId(id) ? id : null;
}
