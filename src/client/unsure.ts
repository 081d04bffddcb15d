/**
 * Messages that may have to be sent again: those without a reply when the connection is lost, if the server can
 * recognize them by their keys; and those written while disconnected.
 */
import { asTyped } from '../protocol/manner.ts';
import type { Request, SendtoMore } from './connection.ts';

/** A message with its key, by which the server recognizes it when it is sent again. */
interface Sent {
  /** The request that the caller holds. */
  readonly request: Request & { command: 'sendto' };
  readonly text: string;
  /** Its options, with its key. */
  readonly more: SendtoMore;
  /** Was it sent before, so that it may be stored already? */
  readonly again: boolean;
}

/** The request that a reply answers. */
export interface Answered {
  /** The request that the caller holds. */
  readonly asked: Request;
  /** Was it sent before? Then the first attempt may have succeeded even if this one failed. */
  readonly again: boolean;
}

/** A message that will not be sent again, or not at all. */
export interface GivenUp {
  readonly request: Request;
  /** If so, it may or may not have been delivered. */
  readonly wasSent: boolean;
}

/**
 * Limit of the people and rooms known to store messages. A first message to others may not be stored, so it is not sent
 * again.
 */
const REGISTERED_MAX = 10_000;

/** Limit of the texts kept, in UTF-16 code units; a message beyond it is not sent again. */
const TEXT_LENGTH_MAX = 4 * 1024 * 1024;

/** The same limit as a number of messages, for short ones. */
const SENT_MAX = 10_000;

type Send = (name: string, text: string, more: SendtoMore) => Request;

export class Unsure {
  /** The start of all keys of this session; no other session has it. */
  readonly #keyStart: string;
  #keys = 0;
  readonly #registered = new Set<string>();
  readonly #sent = new Map<Request, Sent>();
  /** Messages to be sent again, or for the first time, in order. */
  #again: Sent[] = [];
  #textLength = 0;
  /** The sender of those messages: under another name they are not sent. */
  #person: string | null = null;

  /** `random` returns unguessable numbers in [0, 1). */
  constructor(random: () => number) {
    const part = (): string => random().toString(36).slice(2, 10);
    this.#keyStart = Array.from({ length: 4 }, part).join('');
  }

  newKey(): string {
    return `${this.#keyStart}-${++this.#keys}`;
  }

  sent(request: Request, text: string, more: SendtoMore): void {
    if (request.command !== 'sendto' || this.#isFull(text)) return;
    this.#textLength += text.length;
    this.#sent.set(request, { request, text, more, again: false });
  }

  /** Keeps a message of `person` until they are logged in again; null if too many wait. */
  wait(person: string, name: string, text: string, more: SendtoMore): Request | null {
    if (this.#isFull(text)) return null;
    this.#person = person;
    this.#textLength += text.length;
    const request = { command: 'sendto', name } as const;
    this.#again.push({ request, text, more, again: false });
    return request;
  }

  /** The number of messages that wait for a connection. */
  get waiting(): number {
    return this.#again.length;
  }

  #isFull(text: string): boolean {
    const count = this.#sent.size + this.#again.length;
    return count >= SENT_MAX || this.#textLength + text.length > TEXT_LENGTH_MAX;
  }

  /** The reply to `request` has come. */
  answered(request: Request, stored: boolean): Answered {
    const sent = this.#take(request);
    if (stored && request.command === 'sendto' && this.#registered.size < REGISTERED_MAX) {
      this.#registered.add(request.name);
    }
    return { asked: sent?.request ?? request, again: sent?.again ?? false };
  }

  /**
   * The connection was lost before the reply to `request`. Returns null if it will be sent again, otherwise the
   * caller's request, whose fate will never be known. `sendsAgain`: messages may be sent again.
   */
  lost(request: Request, sendsAgain: boolean): Request | null {
    const sent = this.#take(request);
    if (sent === undefined) return request;
    // A guest's message has no key.
    const isKnownAgain = sent.more.key !== undefined && this.#registered.has(sent.request.name);
    if (!sendsAgain || !isKnownAgain) return sent.request;
    this.#textLength += sent.text.length;
    this.#again.push({ ...sent, again: true });
    return null;
  }

  #take(request: Request): Sent | undefined {
    const sent = this.#sent.get(request);
    if (sent === undefined) return undefined;
    this.#sent.delete(request);
    this.#textLength -= sent.text.length;
    return sent;
  }

  /**
   * Sends the message of `request` by `send` once more, as people type it, since the server does not know how it is
   * meant. Returns whether it was meant in a way of its own.
   */
  sayTyped(request: Request, send: Send): boolean {
    const sent = this.#sent.get(request);
    if (sent?.more.as === undefined) return false;
    const { as, ...more } = sent.more;
    const text = asTyped(sent.text, as);
    this.#sent.delete(request);
    this.#textLength += text.length - sent.text.length;
    this.#sent.set(send(sent.request.name, text, more), { ...sent, text, more });
    return true;
  }

  /** `name` has logged in; returns the messages of anybody else, which are dropped. */
  entered(name: string): GivenUp[] {
    const given = name === this.#person ? [] : this.giveUp();
    this.#person = name;
    return given;
  }

  renamed(name: string): void {
    if (this.#person !== null) this.#person = name;
  }

  /** Sends the waiting messages by `send`. */
  resend(send: Send): void {
    const again = this.#again;
    this.#again = [];
    for (const sent of again) {
      this.#sent.set(send(sent.request.name, sent.text, sent.more), sent);
    }
  }

  /** Drops the waiting messages, and returns them. */
  giveUp(): GivenUp[] {
    const given = this.#again;
    this.#again = [];
    for (const { text } of given) this.#textLength -= text.length;
    return given.map(({ request, again }) => ({ request, wasSent: again }));
  }
}
