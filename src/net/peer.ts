/** One connection, as seen by the code that manages all of them. */
import type { Socket } from 'node:net';
import type { Deadlines, Overdue, Standing } from './deadlines.ts';
import type { Unfinished } from './unfinished.ts';

export interface Peer extends Standing {
  readonly id: number;
  readonly address: string;
  /** Does it count towards the limit of its address? */
  readonly counted: boolean;
  /** The accepted socket, whatever wraps it. */
  readonly socket: Socket;
  readonly deadlines: Deadlines;
  readonly unfinished: Unfinished;
  /** Like `end`, but not because of the peer's state; it is told why, where its protocol can say so. */
  close(why: string): void;
  /** Closes at once; queued output is lost. */
  cut(why: string): void;
  /** Ends a connection that has exceeded a deadline; null: it has not. */
  stop(overdue: Overdue | null): void;
}
