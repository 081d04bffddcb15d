/** One connection, as those see it who look after all of them. */
import type { Socket } from 'node:net';
import type { Deadlines, Overdue, Standing } from './deadlines.ts';
import type { Unfinished } from './unfinished.ts';

export interface Peer extends Standing {
  readonly id: number;
  readonly address: string;
  /** Is it counted against its address? */
  readonly counted: boolean;
  /** What was accepted, whatever wraps it. */
  readonly socket: Socket;
  readonly deadlines: Deadlines;
  readonly unfinished: Unfinished;
  /** Like `end`, by no decision about who is there; the peer is told why, where it understands that. */
  close(why: string): void;
  /** Closes at once; what is queued is lost. */
  cut(why: string): void;
  /** Ends what has gone on for too long; null: nothing has. */
  stop(overdue: Overdue | null): void;
}
