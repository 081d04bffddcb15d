/** Builds pages of messages from ids: current texts, in order, within limits. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { ReactionCount, StoredExtras, StoredMessage, StoredPage } from '../../chat/archive.ts';
import { REACTIONS_SHOWN } from '../../protocol/limits.ts';
import { HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { readMessageData } from '../database/message-data.ts';

/** Bytes of texts on a page; at least one message is always on it, however long. */
export const PAGE_BYTES_MAX = 1024 * 1024;
/** Messages on a page, whatever the limit asked for. */
const PAGE_MESSAGES_MAX = 1000;

/** The limit of a page that `wanted` messages were asked for. */
export function pageLimit(wanted: number): number {
  return Math.max(1, Math.min(wanted, PAGE_MESSAGES_MAX));
}

const NOTHING = new Uint8Array(0);

interface Row {
  readonly at: number;
  readonly from: number;
  readonly low: number;
  readonly high: number;
  readonly data: string | null;
  readonly text: Uint8Array | null;
  readonly edit: number | null;
  /** The edit that the other person sees, where that is not `edit`. */
  readonly seen: number | null;
  readonly deleted: number | null;
  /** 1: there are reactions to it. */
  readonly reacted: number;
}

export class Pages {
  readonly #message: StatementSync;
  readonly #edit: StatementSync;
  readonly #reactions: StatementSync;
  readonly #pinned: StatementSync;

  constructor(database: DatabaseSync) {
    this.#message = database.prepare(
      `SELECT at, author AS "from", low, high, data, text, edit, seen_edit AS seen, deleted,
         EXISTS (SELECT 1 FROM reactions WHERE reactions.message = log.id) AS reacted
       FROM log LEFT JOIN message_states AS state ON state.message = log.id
       WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN})`,
    );
    this.#edit = database.prepare('SELECT at, text FROM log WHERE id = ?');
    // In a room, reactions of blocked people are not shown, not even earlier ones.
    this.#reactions = database.prepare(
      `SELECT emoji, count(*) AS count, max(account = ?1) AS mine FROM reactions
       WHERE message = ?2 AND (hidden = 0 OR account = ?1)
         AND (?3 > 0 OR account NOT IN (SELECT blocked FROM blocks WHERE account = ?1))
       GROUP BY emoji ORDER BY min(entry) LIMIT ${REACTIONS_SHOWN}`,
    );
    this.#pinned = database.prepare('SELECT 1 FROM pins WHERE room = ? AND message = ?');
  }

  /** The message as `account` sees it; null: it is gone. */
  message(id: number, account: number): StoredMessage | null {
    const row = this.#message.get(id) as Row | undefined;
    if (row === undefined) return null;
    const { at, from, low, high } = row;
    const current = account === from ? row.edit : (row.seen ?? row.edit);
    const edit = current === null || current === id ? undefined : this.#edit.get(current);
    const text = (edit === undefined ? row.text : edit.text) as Uint8Array | null;
    const deleted = row.deleted === 1 || text === null;
    const message = {
      id,
      at,
      from,
      to: from === low ? high : low,
      text: deleted ? NOTHING : text,
    };
    const more = this.#extras(id, account, row, edit?.at as number | undefined, deleted);
    return more === null ? message : { ...message, more };
  }

  /**
   * At most `limit` of the messages `ids`, in that order, as far as their texts fit; `more` if some are left. Erased
   * ones are left out, and with `wholeOnly` deleted ones too.
   */
  page(
    ids: Iterable<number>,
    limit: number,
    account: number,
    { wholeOnly = false }: { readonly wholeOnly?: boolean } = {},
  ): StoredPage {
    const messages: StoredMessage[] = [];
    let bytes = 0;
    for (const id of ids) {
      const message = this.message(id, account);
      if (message === null || (wholeOnly && message.more?.deleted === true)) continue;
      bytes += message.text.length;
      if (messages.length === limit || (bytes > PAGE_BYTES_MAX && messages.length > 0)) {
        return { messages, more: true };
      }
      messages.push(message);
    }
    return { messages, more: false };
  }

  /** Null: it has no extras. */
  #extras(
    id: number,
    account: number,
    { low, data, reacted }: Row,
    editedAt: number | undefined,
    deleted: boolean,
  ): StoredExtras | null {
    const reactions = deleted || reacted === 0 ? [] : this.#reactionsTo(id, low, account);
    const pinned = low < 0 && this.#pinned.get(-low, id) !== undefined;
    const plain = data === null && editedAt === undefined && !deleted && !pinned;
    if (plain && reactions.length === 0) return null;
    const said = readMessageData(data);
    return { ...said, editedAt: editedAt ?? null, deleted, pinned, reactions };
  }

  #reactionsTo(id: number, low: number, account: number): readonly ReactionCount[] {
    return this.#reactions.all(account, id, low).map(({ emoji, count, mine }) => ({
      emoji: emoji as string,
      count: count as number,
      mine: mine === 1,
    }));
  }
}
