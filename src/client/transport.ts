/** The seam between the client and what carries its bytes: TCP here, a WebSocket in a browser. */
import type { LoadVocabulary } from './vocabulary.ts';

/** A host that says nothing at all is given up after this long; the system would take minutes. */
export const CONNECT_MS_MAX = 10_000;

/** A connection that is being opened or is open. */
export interface Transport {
  /** Is more waiting to be sent than is good? `TransportEvents.drained` says when it no longer is. */
  readonly congested: boolean;
  /** Sends `bytes`, which nobody changes from then on. */
  send(bytes: Uint8Array): void;
  /** Stops `TransportEvents.data`, and with it the peer, until `resume`. */
  pause(): void;
  resume(): void;
  /** Closes when what was sent is on its way. No event follows. */
  close(): void;
  /** Closes at once, for nobody answers: what is not on its way is not sent any more. No event follows. */
  abort(): void;
}

/** Who hears of it. Nothing is called before the transport was handed out. */
export interface TransportEvents {
  opened(): void;
  data(chunk: Uint8Array): void;
  drained(): void;
  /**
   * It is over, or never opened; `why`, for people, follows the words "cannot connect: ". With `untrusted` it
   * was given up because of who the server is or is not: trying again is no use.
   */
  closed(why: string, untrusted?: boolean): void;
}

/** Begins to open a transport. Whoever wants another calls it again. */
export type OpenTransport = (events: TransportEvents) => Transport;

/** How to reach one server, and to understand it. */
export interface ServerWay {
  readonly open: OpenTransport;
  readonly loadVocabulary: LoadVocabulary;
}

export interface Way extends ServerWay {
  /** Can nobody else listen to what the server is told? */
  readonly confidential: boolean;
}
