/** Puts pages of messages together: from ids in order to texts, within limits. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessagePage, StoredMessage } from '../chat/storage.ts';
import { MESSAGE } from './schema.ts';

/** Texts of a page; one message is always in it, however long. */
export const PAGE_BYTES_MAX = 1024 * 1024;
/** Messages of a page, whatever is asked for. */
export const PAGE_MESSAGES_MAX = 1000;

export class Pages {
  readonly #message: StatementSync;

  constructor(database: DatabaseSync) {
    this.#message = database.prepare(
      `SELECT id, at, author, low, high, text FROM log WHERE id = ? AND kind = ${MESSAGE}`,
    );
  }

  /** Null: it is gone. */
  message(id: number): StoredMessage | null {
    const row = this.#message.get(id) as Record<string, number> | undefined;
    if (row === undefined) return null;
    const { author: from, low, high } = row as { author: number; low: number; high: number };
    return {
      id,
      at: row.at as number,
      from,
      to: from === low ? high : low,
      text: row.text as unknown as Uint8Array,
    };
  }

  /**
   * At most `limit` of the messages `ids`, in that order, as far as their texts fit; `more` if some are left.
   * Those that are gone are left out.
   */
  page(ids: Iterable<number>, limit: number): MessagePage {
    const messages: StoredMessage[] = [];
    let bytes = 0;
    for (const id of ids) {
      const message = this.message(id);
      if (message === null) continue;
      bytes += message.text.length;
      if (messages.length === limit || (bytes > PAGE_BYTES_MAX && messages.length > 0)) {
        return { messages, more: true };
      }
      messages.push(message);
    }
    return { messages, more: false };
  }
}
