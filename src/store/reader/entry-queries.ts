/** Reads the log entry by entry, for bots and listeners of events. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogEntry, LogExtras, LogPage } from '../../chat/delivery/log-entry.ts';
import type { Change } from '../../chat/storage.ts';
import { LASTING_MAX, type StoredKind } from '../../chat/stored/kind.ts';
import { storedKinds } from '../../chat/stored-list.ts';
import { ERASED, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { KIND } from '../database/schema.ts';

/** A page ends after this many bytes of texts. */
const PAGE_BYTES = 1024 * 1024;

const KINDS = new Map<number, StoredKind<Change>>([
  ...Object.values(storedKinds).map((kind) => [kind.number, kind] as const),
  [HIDDEN, storedKinds.message],
]);

interface Row {
  readonly id: number;
  readonly at: number;
  readonly kind: number;
  readonly author: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly data: string | null;
  readonly text: Uint8Array | null;
}

interface Said {
  readonly author: number;
  readonly low: number;
  readonly high: number;
  readonly deleted: number;
  /** Its author or its room is gone. */
  readonly gone: number;
  readonly hidden: number;
}

/** The JSON data of facts and messages, beside the columns. */
type Data = Omit<LogExtras, 'author' | 'act'> & { readonly room?: number };

export class EntryQueries {
  readonly #rows: StatementSync;
  readonly #newest: StatementSync;
  readonly #said: StatementSync;
  readonly #emoji: StatementSync;
  readonly #act: StatementSync;

  constructor(database: DatabaseSync) {
    this.#rows = database.prepare(
      `SELECT id, at, kind, author, low, high, data, text FROM log WHERE id > ? AND kind <> ${ERASED}
       ORDER BY id LIMIT ?`,
    );
    this.#newest = database.prepare('SELECT ifnull(max(id), 0) AS id FROM log');
    this.#said = database.prepare(
      `SELECT author, low, high, ifnull(deleted, 0) AS deleted,
         author IN (SELECT account FROM erased) OR low IN (SELECT low FROM erasures WHERE account = 0) AS gone,
         kind = ${HIDDEN} AS hidden
       FROM log LEFT JOIN message_states ON message = log.id
       WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN})`,
    );
    this.#emoji = database.prepare('SELECT emoji FROM reactions WHERE entry = ?');
    this.#act = database.prepare('SELECT what, by_id AS by FROM audit WHERE id = ?');
  }

  page(after: number, limit: number): LogPage {
    const entries: LogEntry[] = [];
    let upTo = after;
    let rows = 0;
    let bytes = 0;
    for (const row of this.#rows.iterate(after, limit + 1) as Iterable<unknown> as Iterable<Row>) {
      if (rows === limit || bytes > PAGE_BYTES) return { entries, upTo, more: true };
      rows++;
      upTo = row.id;
      const entry = this.#entry(row);
      if (entry === null) continue;
      entries.push(entry);
      bytes += entry.text?.length ?? 0;
    }
    const { id } = this.#newest.get() as { id: number };
    return { entries, upTo: Math.max(upTo, id), more: false };
  }

  /** Null: this version does not know its kind, or its text is gone. */
  #entry(row: Row): LogEntry | null {
    const { id, at, kind, author, text } = row;
    const known = KINDS.get(kind);
    if (known === undefined) return null;
    const isMessage = known.kind === 'message';
    const isText = known.entry === undefined;
    const { room, ...others } = dataOf(row, known);
    const said = this.#saidOf(isMessage ? id : others.message);
    // Texts of removed accounts and earlier texts of deleted messages are hidden at once; they are only not erased yet.
    if (isText && (said === null || said.gone)) return null;
    if (isText && !isMessage && said?.deleted) return null;
    const more: LogExtras = {
      ...others,
      ...(said?.hidden ? { hidden: true } : {}),
      ...(isMessage || said === null ? {} : { author: said.author }),
      ...this.#emojiOf(row),
      ...this.#actOf(id),
    };
    return {
      id,
      at,
      kind: known.kind,
      account: author,
      to: toOf(row) ?? (room === undefined ? null : -room) ?? saidTo(author, said),
      text: said?.deleted ? null : text,
      more,
    };
  }

  #saidOf(message: number | undefined): Said | null {
    if (message === undefined) return null;
    return (this.#said.get(message) ?? null) as Said | null;
  }

  #emojiOf({ id, kind }: Row): Pick<LogExtras, 'emoji'> {
    if (kind !== KIND.reaction) return {};
    return (this.#emoji.get(id) ?? {}) as Pick<LogExtras, 'emoji'>;
  }

  #actOf(id: number): Pick<LogExtras, 'act'> {
    const row = this.#act.get(id) as { what: string; by: number } | undefined;
    return row === undefined || row.what === '' ? {} : { act: { what: row.what, by: row.by } };
  }
}

function dataOf({ kind, high, data }: Row, { upTo }: StoredKind<Change>): Data {
  const said = data === null ? {} : withoutNulls(JSON.parse(data));
  if (high === null || kind <= LASTING_MAX) return said;
  return { ...said, ...(upTo ? { upTo: high } : { message: high }) };
}

function toOf({ kind, author, low, high }: Row): number | null {
  if (low === null || kind > LASTING_MAX) return low;
  return otherOf(author, low, high ?? low);
}

/** The other person in the conversation with `author`; the author, for notes. */
function otherOf(author: number, low: number, high: number): number {
  return low === author ? high : low;
}

function saidTo(account: number, said: Said | null): number | null {
  return said === null ? null : otherOf(account, said.low, said.high);
}

function withoutNulls(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
