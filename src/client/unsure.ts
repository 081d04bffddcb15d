/** Messages whose reply has not come: those that can be sent again without being doubled, and are. */
import type { Request } from './connection.ts';

/** A message, with the id of its own by which the server knows it again. */
export interface Sent {
  readonly request: Request;
  readonly name: string;
  readonly text: string;
  readonly key: string;
}

/** People known to be registered: of a first message to somebody nobody knows whether it was stored. */
const REGISTERED_MAX = 10_000;

export class Unsure {
  /** Begins the keys of messages; no other session has it. */
  readonly #keyStart: string;
  #keys = 0;
  readonly #registered = new Set<string>();
  readonly #sent = new Map<Request, Sent>();
  /** To be sent again, in their order. */
  #again: Sent[] = [];

  /** `random` answers numbers in [0, 1). */
  constructor(random: () => number) {
    const word = (): string => random().toString(36).slice(2, 10);
    this.#keyStart = Array.from({ length: 4 }, word).join('');
  }

  nextKey(): string {
    return `${this.#keyStart}-${++this.#keys}`;
  }

  sent(sent: Sent): void {
    this.#sent.set(sent.request, sent);
  }

  /** The reply to `request` has come; answers the request that it was made for. */
  answered(request: Request, stored: boolean): Request {
    const sent = this.#sent.get(request);
    if (sent === undefined) return request;
    this.#sent.delete(request);
    if (stored && this.#registered.size < REGISTERED_MAX) this.#registered.add(sent.name);
    return sent.request;
  }

  /** `request` has lost its connection: is it kept, to be sent again? Otherwise, the request that it was made for. */
  lost(request: Request): Request | null {
    const sent = this.#sent.get(request);
    this.#sent.delete(request);
    if (sent === undefined) return request;
    if (!this.#registered.has(sent.name)) return sent.request;
    this.#again.push(sent);
    return null;
  }

  /** Sends again by `send` what was lost. */
  resend(send: (sent: Sent) => Request): void {
    const again = this.#again;
    this.#again = [];
    for (const sent of again) this.#sent.set(send(sent), sent);
  }

  /** They are not sent again; answers the requests. */
  giveUp(): Request[] {
    const given = this.#again.map(({ request }) => request);
    this.#again = [];
    return given;
  }
}
