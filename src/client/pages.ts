/** Pages of messages in replies, checked: a server may be anybody's. */
import { decodeText } from '../protocol/bytes.ts';
import type { Reply, ReplyData } from './connection.ts';
import { isCount, isMessageId, isOptional, isString, isText, type Json } from './json-checks.ts';
import { nonsense, ReplyError } from './reply-error.ts';

/** So many have reacted with `emoji`. */
export interface Reaction {
  readonly emoji: string;
  readonly count: number;
  /** Is one's own among them? */
  readonly mine: boolean;
}

/** A message of a conversation; `to` is null where the account is gone. */
export interface PastMessage {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly from: string;
  /** A person, or a room. */
  readonly to: string | null;
  /** Empty where it was deleted. */
  readonly text: string;
  /** Did a guest write it? */
  readonly guest: boolean;
  /** The message that it answers. */
  readonly reply: number | null;
  /** When it was changed last. */
  readonly edited: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** The first few kinds; `reactions` has them all, with names. */
  readonly reactions: readonly Reaction[];
}

/** Messages, oldest first; `more`: there are others beyond, in the direction that was asked for. */
export interface MessagePage {
  readonly messages: readonly PastMessage[];
  readonly more: boolean;
}

/** A message among those before and after it. */
export interface Context extends MessagePage {
  /** The conversation: a person, or a room. */
  readonly with: string;
}

/** What a message said, from then on. */
export interface Edit {
  readonly at: number;
  readonly text: string;
}

/** @throws ReplyError */
export function messagesOf({ json, bytes }: ReplyData): MessagePage {
  const { messages, more } = json;
  if (!Array.isArray(messages) || typeof more !== 'boolean') nonsense('messages');
  const texts = new Texts(bytes);
  return { messages: messages.map((one: unknown) => readMessage(one, texts)), more };
}

/** @throws ReplyError */
export function contextOf(data: ReplyData): Context {
  const { with: partner } = data.json;
  if (!isText(partner)) nonsense('a conversation');
  return { with: partner, ...messagesOf(data) };
}

/** @throws ReplyError */
export function editsOf({ json, bytes }: ReplyData): Edit[] {
  if (!Array.isArray(json.edits)) nonsense('edits');
  const texts = new Texts(bytes);
  return json.edits.map((one: unknown): Edit => {
    const { at, bytes: length } = (one ?? {}) as Json;
    if (!isCount(at)) return nonsense('an edit');
    return { at, text: texts.next(length) };
  });
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

function readMessage(one: unknown, texts: Texts): PastMessage {
  const json = (one ?? {}) as Json;
  const { id, at, from, to, bytes, reply, edited, reactions } = json;
  if (!isCount(id) || !isCount(at)) return nonsense('a message');
  if (!isText(from) || !isOptional(to, isText)) return nonsense('a name');
  if (!isOptional(reply, isMessageId) || !isOptional(edited, isCount)) nonsense('a message');
  return {
    id,
    at,
    from,
    to: to ?? null,
    text: texts.next(bytes),
    guest: json.guest === true,
    reply: reply ?? null,
    edited: edited ?? null,
    deleted: json.deleted === true,
    pinned: json.pinned === true,
    reactions: reactions === undefined ? [] : readReactions(reactions),
  };
}

function readReactions(reactions: unknown): Reaction[] {
  if (!Array.isArray(reactions)) return nonsense('reactions');
  return reactions.map((one: unknown): Reaction => {
    const { emoji, count, mine } = (one ?? {}) as Json;
    if (!isString(emoji) || !isCount(count)) return nonsense('a reaction');
    return { emoji, count, mine: mine === true };
  });
}

/** The texts that follow the JSON, one after the other. */
class Texts {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next one, of so many bytes. */
  next(length: unknown): string {
    if (!isCount(length)) return nonsense('a length');
    const start = this.#at;
    this.#at += length;
    const text = this.#at > this.#bytes.length ? null : decodeText(this.#bytes, start, this.#at);
    return text ?? nonsense('a text');
  }
}
