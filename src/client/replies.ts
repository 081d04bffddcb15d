/** What replies say of accounts and of what is unread, checked: a server may be anybody's. */
import { nameFits } from '../protocol/names.ts';
import type { Unread } from './events.ts';
import { isCount, isMessageId, isOptional, isText, type Json } from './json-checks.ts';
import { nonsense } from './reply-error.ts';
import type { Reply, ReplyData, Request } from './requests.ts';

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

/** A conversation with a person, or with oneself. */
export interface KnownConversation {
  readonly with: string;
  /** The id of its newest message, whoever wrote it. */
  readonly newest: number;
  /** When that was stored, in milliseconds since 1970. */
  readonly at: number;
}

/** Those with the newest messages first. */
export interface ConversationPage {
  readonly conversations: readonly KnownConversation[];
  /** There are others with older messages. */
  readonly more: boolean;
}

export interface Welcome {
  readonly name: string;
  readonly registered: boolean;
  /** Of the server. */
  readonly operator: boolean;
  /** Logs in instead of the password; null where the server gave none. */
  readonly token: string | null;
}

/** What is sent back to the server has to fit a COMMAND: in UTF-16 code units, as PROTOCOL-EXTENSIONS section 13 says. */
const TOKEN_LENGTH_MAX = 200;

/** @throws ReplyError */
export function unreadOf({ json }: ReplyData): Unread[] {
  return readUnread(json) ?? nonsense('conversations');
}

function readUnread({ conversations }: Json): Unread[] | null {
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

/** @throws ReplyError */
export function conversationsOf({ json }: ReplyData): ConversationPage {
  const { conversations, more } = json;
  if (!Array.isArray(conversations) || typeof more !== 'boolean') nonsense('conversations');
  const read = conversations.map((one: unknown): KnownConversation => {
    const { with: name, newest, at } = (one ?? {}) as Json;
    if (!isText(name) || !isCount(newest) || !isCount(at)) return nonsense('a conversation');
    return { with: name, newest, at };
  });
  return { conversations: read, more };
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
  const { name, registered, operator, token } = data?.json ?? {};
  if (!isText(name) || !nameFits(name)) return null;
  const isToken = isText(token) && token.length <= TOKEN_LENGTH_MAX;
  const known = { registered: registered === true, operator: operator === true };
  return { name, ...known, token: isToken ? token : null };
}

/** The id of a message that was sent; null where the server gave none, negative where it is kept nowhere. */
export function messageIdOf(data: ReplyData | null): number | null {
  const id = data?.json.message;
  return isMessageId(id) ? id : null;
}

/** The id of the message that `request` sent, where it is stored. */
export function storedIdOf(request: Request, reply: Reply): number | null {
  if (request.command !== 'sendto' || reply.kind !== 'ok') return null;
  const id = messageIdOf(reply.data);
  return id !== null && id >= 0 ? id : null;
}
