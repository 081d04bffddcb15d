/**
 * How long a server may be silent, over several connections. A WebSocket tells of a message when all of it is there, and
 * a page of long messages takes longer on a slow line than a dead connection is waited for. Whoever gave up while one
 * was owed, and asks for the same on the next connection, would never get it.
 */
import type { Request } from './requests.ts';

/** Their replies may have a mebibyte of text. */
const LONG_REPLIES: ReadonlySet<Request['command']> = new Set([
  'history',
  'missed',
  'search',
  'context',
  'pins',
  'edits',
]);

/** A minute: then even 16 KiB a second are enough. */
const FACTOR_MAX = 8;

/** A connection that held for so long is not on such a line, or has what it asked for. */
const LASTING_MS = 60_000;

export class Patience {
  #factor = 1;

  /** By how much longer than usual an answer is waited for on a connection that has `lasted` for so many milliseconds. */
  factor(lasted: number): number {
    return lasted < LASTING_MS ? this.#factor : 1;
  }

  /** A connection that `lasted` so many milliseconds was given up, `owed` without replies. */
  gaveUp(lasted: number, owed: readonly Request[]): void {
    const isLong = owed.some(({ command }) => LONG_REPLIES.has(command));
    const factor = isLong ? this.factor(lasted) * 2 : 1;
    this.#factor = Math.min(factor, FACTOR_MAX);
  }
}
