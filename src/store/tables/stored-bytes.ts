/** Bytes of stored texts by account, and of guests, who are the author 0. */
import type { Writing } from './writing.ts';

/** Adds `bytes` to the texts of `author`; a negative number subtracts. */
export function countBytes(to: Pick<Writing, 'run'>, author: number, bytes: number): void {
  if (author === 0) {
    to.run('UPDATE state SET guest_bytes = max(0, guest_bytes + ?)', bytes);
    return;
  }
  to.run('UPDATE accounts SET stored_bytes = max(0, stored_bytes + ?) WHERE id = ?', bytes, author);
}
