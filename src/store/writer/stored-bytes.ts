/** How many bytes of texts there are of each account, and of guests, who are the author 0. */
import type { Statements } from '../database/statements.ts';

/** So many more bytes that `author` wrote are kept; fewer, where `bytes` is negative. */
export function countBytes(statements: Statements, author: number, bytes: number): void {
  if (author === 0) {
    statements.run('UPDATE state SET guest_bytes = max(0, guest_bytes + ?)', bytes);
    return;
  }
  statements.run(
    'UPDATE accounts SET stored_bytes = max(0, stored_bytes + ?) WHERE id = ?',
    bytes,
    author,
  );
}
