/**
 * Extra time for a server to answer, over several connections. A WebSocket delivers a message only when all of it
 * has arrived, and on a slow line a page of long messages takes longer than the wait for a dead connection. Without
 * extra time, a client that asks for that page again on each new connection would never get it.
 */

/** Makes it about a minute: then 16 KiB a second are enough. */
const FACTOR_MAX = 8;

/** A connection that lasted this long is not on such a line, or has received its page. */
const LASTING_MS = 60_000;

export class Patience {
  #factor = 1;

  /** The factor by which to wait longer than usual for an answer, on a connection that has `lasted` (milliseconds). */
  factor(lasted: number): number {
    return lasted < LASTING_MS ? this.#factor : 1;
  }

  /**
   * A connection that `lasted` (milliseconds) was given up without an answer. Did it owe a `long` one, which may have
   * a mebibyte of text?
   */
  gaveUp(lasted: number, long: boolean): void {
    const factor = long ? this.factor(lasted) * 2 : 1;
    this.#factor = Math.min(factor, FACTOR_MAX);
  }
}
