/** Finds the id for a time. Ids and times of the log grow together, so this needs no index. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessagePosition } from '../../chat/stored/history.ts';

export class LogTimes {
  readonly #entry: StatementSync;
  readonly #newest: StatementSync;

  constructor(database: DatabaseSync) {
    this.#entry = database.prepare('SELECT id, at FROM log WHERE id >= ? ORDER BY id LIMIT 1');
    this.#newest = database.prepare('SELECT max(id) AS id FROM log');
  }

  /** The id that messages must be above (`forward`) or below. */
  bound(position: MessagePosition, forward: boolean): number {
    if ('id' in position) return position.id;
    return forward ? this.firstAt(position.at) - 1 : this.firstAt(position.at);
  }

  /** The smallest id that an entry made at `at` or later can have. */
  firstAt(at: number): number {
    let low = 0;
    let high = Number(this.#newest.get()?.id ?? 0) + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const entry = this.#entry.get(middle) as { id: number; at: number } | undefined;
      // An id without an entry has the time of the next one.
      if (entry === undefined || entry.at >= at) high = middle;
      else low = entry.id + 1;
    }
    return low;
  }
}
