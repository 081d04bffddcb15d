/** Erases earlier texts of messages where these are no longer kept. */
import type { DatabaseSync } from 'node:sqlite';

/** Marks all of them for the eraser. */
export function doomEarlierTexts(database: DatabaseSync): void {
  const states = 'message_states AS state WHERE state.edit IS NOT NULL';
  database.exec('BEGIN IMMEDIATE');
  try {
    const { changes: edits } = database
      .prepare(
        `INSERT OR IGNORE INTO doomed SELECT entry FROM edits JOIN ${states}
           AND state.message = edits.message AND entry <> state.edit AND entry IS NOT state.seen_edit`,
      )
      .run();
    const { changes: messages } = database
      .prepare(
        `INSERT OR IGNORE INTO doomed SELECT log.id FROM log JOIN ${states}
           AND log.id = state.message AND log.id IS NOT state.seen_edit
             AND text IS NOT NULL`,
      )
      .run();
    if (Number(edits) + Number(messages) > 0) database.exec('UPDATE state SET unwiped = 1');
    database.exec('COMMIT');
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
