/** The interface of a transport, which carries the client's bytes: TCP, TLS or a WebSocket. */
import type { LoadVocabulary } from './vocabulary.ts';

/** How long to wait for a host that does not answer at all; the system would take minutes. */
export const CONNECT_MS_MAX = 10_000;

/** A connection that is being opened or is open. */
export interface Transport {
  /** Is more waiting to be sent than is good? `TransportEvents.drained` says when it no longer is. */
  readonly congested: boolean;
  /** Sends `bytes`, which nobody changes from then on. */
  send(bytes: Uint8Array): void;
  /** Stops reading, and by back-pressure the peer, until `resume`. */
  pause(): void;
  resume(): void;
  /** Closes once everything sent has left. No event follows. */
  close(): void;
  /** Closes at once, because the peer is dead: data that has not left is dropped. No event follows. */
  abort(): void;
}

/** The transport's callbacks. None is called before `OpenTransport` has returned. */
export interface TransportEvents {
  opened(): void;
  data(chunk: Uint8Array): void;
  drained(): void;
  /**
   * The transport has closed, or never opened; `why`, for people, follows the words "cannot connect: ".
   * `untrusted`: it was given up because the server's identity was not accepted, so trying again is no use.
   */
  closed(why: string, untrusted?: boolean): void;
}

/** Starts to open a new transport at each call. */
export type OpenTransport = (events: TransportEvents) => Transport;

/** How to reach a server and parse what it sends. */
export interface ServerWay {
  readonly open: OpenTransport;
  readonly loadVocabulary: LoadVocabulary;
}

export interface Way extends ServerWay {
  /** Is the connection safe from eavesdroppers: encrypted, or within this machine? */
  readonly confidential: boolean;
}
