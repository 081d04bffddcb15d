/** The listener of a connection: its opening and end, and everything the server says. */
import type { Vocabulary } from '../protocol/vocabulary.ts';
import type { Event } from './events.ts';
import type { Reply, Request } from './requests.ts';

/** The end of a connection; `why` is for people. */
export interface ConnectionEnd {
  /**
   * In this order: it never opened; the server is not trusted; it broke or was closed; the server violated the
   * protocol.
   */
  readonly kind: 'unreachable' | 'untrusted' | 'lost' | 'protocol';
  readonly why: string;
}

/** Its methods are called in the order in which the server's frames arrive. */
export interface ConnectionListener {
  opened(vocabulary: Vocabulary): void;
  reply(request: Request, reply: Reply): void;
  message(from: string, text: string): void;
  /** Only after `hello`. */
  event(event: Event): void;
  /** The send queue has drained: `congested` is false again. */
  drained(): void;
  /** The last call. Whether the requests in `owed` were executed will never be known. */
  ended(end: ConnectionEnd, owed: readonly Request[]): void;
}
