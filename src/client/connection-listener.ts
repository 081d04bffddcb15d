/** What a connection tells of itself, and of what the server says. */
import type { Event } from './events.ts';
import type { Reply, Request } from './requests.ts';

/** How a connection came to its end; `why` is for people. */
export interface ConnectionEnd {
  /**
   * It never opened; the server is not to be trusted; it broke or was closed; the server did what the
   * protocol does not allow.
   */
  readonly kind: 'unreachable' | 'untrusted' | 'lost' | 'protocol';
  readonly why: string;
}

/** Who hears what the server says, in the order in which it arrives. */
export interface ConnectionListener {
  opened(): void;
  reply(request: Request, reply: Reply): void;
  message(from: string, text: string): void;
  /** Only after `hello`. */
  event(event: Event): void;
  /** What was sent is on its way: `congested` is false again. */
  drained(): void;
  /** The last call. Nobody will ever know what became of the requests in `owed`. */
  ended(end: ConnectionEnd, owed: readonly Request[]): void;
}
