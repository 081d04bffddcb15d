/**
 * Messages whose reply has not come: those that can be sent again without being doubled, and are; and those that were
 * written without a connection, and wait for one.
 */
import type { Request, SendtoMore } from './connection.ts';

/** A message, with the id of its own by which the server knows it again. */
interface Sent {
  /** The one that the caller has. */
  readonly request: Request & { command: 'sendto' };
  readonly text: string;
  /** With its key. */
  readonly more: SendtoMore;
  /** It was sent before, and that may have been stored. */
  readonly again: boolean;
}

/** What a reply answers. */
export interface Answered {
  /** The request that the caller has. */
  readonly asked: Request;
  /** It was sent before: if this time failed, nobody knows what became of the first. */
  readonly again: boolean;
}

/** A message that is not sent again, or not at all. */
export interface GivenUp {
  readonly request: Request;
  /** Then nobody knows what became of it. */
  readonly wasSent: boolean;
}

/** People known to be registered, and kept rooms: of a first message nobody knows whether it was stored. */
const REGISTERED_MAX = 10_000;

/** Of the texts that are kept; a message past it is not sent again. In UTF-16 code units. */
const TEXT_LENGTH_MAX = 4 * 1024 * 1024;

/** The same in messages, for short ones. */
const SENT_MAX = 10_000;

export class Unsure {
  /** Begins the keys of messages; no other session has it. */
  readonly #keyStart: string;
  #keys = 0;
  readonly #registered = new Set<string>();
  readonly #sent = new Map<Request, Sent>();
  /** To be sent again, in their order. */
  #again: Sent[] = [];
  #textLength = 0;
  /** Whose messages they are: nobody else sends them again. */
  #person: string | null = null;

  /** `random` answers numbers in [0, 1) that nobody can guess. */
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

  /** Keeps a message of `person` until they are logged in again; null where too many wait. */
  wait(person: string, name: string, text: string, more: SendtoMore): Request | null {
    if (this.#isFull(text)) return null;
    this.#person = person;
    this.#textLength += text.length;
    const request = { command: 'sendto', name } as const;
    this.#again.push({ request, text, more, again: false });
    return request;
  }

  /** How many wait for a connection. */
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
   * `request` has lost its connection; answers what nobody will ever know of, or null where it is sent again, if it
   * can be and `sendsAgain`.
   */
  lost(request: Request, sendsAgain: boolean): Request | null {
    const sent = this.#take(request);
    if (sent === undefined) return request;
    // A guest's has no key.
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

  /** `name` is logged in; answers the messages of somebody else's, which are not sent again. */
  entered(name: string): GivenUp[] {
    const given = name === this.#person ? [] : this.giveUp();
    this.#person = name;
    return given;
  }

  renamed(name: string): void {
    if (this.#person !== null) this.#person = name;
  }

  /** Sends again by `send` what was lost. */
  resend(send: (name: string, text: string, more: SendtoMore) => Request): void {
    const again = this.#again;
    this.#again = [];
    for (const sent of again) {
      this.#sent.set(send(sent.request.name, sent.text, sent.more), sent);
    }
  }

  /** They are not sent again. */
  giveUp(): GivenUp[] {
    const given = this.#again;
    this.#again = [];
    for (const { text } of given) this.#textLength -= text.length;
    return given.map(({ request, again }) => ({ request, wasSent: again }));
  }
}
