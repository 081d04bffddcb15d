/** Reads the log as it is, entry by entry, for those who hear what happens. */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { LogEntry, LogExtras, LogPage } from '../../chat/log-entry.ts';
import type { Change } from '../../chat/storage.ts';
import {
  ACCOUNT,
  ACCOUNT_REMOVED,
  DELETED,
  DEVICE,
  DEVICE_REMOVED,
  EDIT,
  ERASED,
  HIDDEN,
  INVITATION,
  MEMBER,
  MEMBER_REMOVED,
  MESSAGE,
  ROOM,
  ROOM_REMOVED,
} from '../database/schema.ts';

/** A page ends behind this many bytes of texts. */
const PAGE_BYTES = 1024 * 1024;

const KINDS: ReadonlyMap<number, Change['kind']> = new Map([
  [MESSAGE, 'message'],
  [HIDDEN, 'message'],
  [EDIT, 'edited'],
  [DELETED, 'deleted'],
  [ACCOUNT, 'account'],
  [ACCOUNT_REMOVED, 'account-removed'],
  [DEVICE, 'device'],
  [DEVICE_REMOVED, 'device-removed'],
  [INVITATION, 'invitation'],
  [ROOM, 'room'],
  [ROOM_REMOVED, 'room-removed'],
  [MEMBER, 'member'],
  [MEMBER_REMOVED, 'member-removed'],
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
  readonly hidden: number;
}

/** What the log has beside its columns, of facts and of messages. */
type Data = Omit<LogExtras, 'author' | 'act'> & { readonly room?: number };

export class EntryQueries {
  readonly #rows: StatementSync;
  readonly #newest: StatementSync;
  readonly #said: StatementSync;
  readonly #act: StatementSync;

  constructor(database: DatabaseSync) {
    this.#rows = database.prepare(
      `SELECT id, at, kind, author, low, high, data, text FROM log WHERE id > ? AND kind <> ${ERASED}
       ORDER BY id LIMIT ?`,
    );
    this.#newest = database.prepare('SELECT ifnull(max(id), 0) AS id FROM log');
    // What is taken back, or of an account that is gone, is there until it is erased.
    this.#said = database.prepare(
      `SELECT author, low, high, ifnull(deleted, 0) OR author IN (SELECT account FROM erased) AS deleted,
         kind = ${HIDDEN} AS hidden
       FROM log LEFT JOIN message_states ON message = log.id
       WHERE log.id = ? AND kind IN (${MESSAGE}, ${HIDDEN})`,
    );
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

  /** Null: this version knows nothing of its kind. */
  #entry({ id, at, kind, author, low, high, data, text }: Row): LogEntry | null {
    const known = KINDS.get(kind);
    if (known === undefined) return null;
    const { room, ...others } = (data === null ? {} : withoutNulls(JSON.parse(data))) as Data;
    const said = this.#saidOf(known === 'message' ? id : others.message);
    const more: LogExtras = {
      ...others,
      ...(said?.hidden ? { hidden: true } : {}),
      ...(known === 'message' || said === null ? {} : { author: said.author }),
      ...this.#actOf(id),
    };
    const isErasing = said === null || said.deleted !== 0;
    return {
      id,
      at,
      kind: known,
      account: author,
      to: toOf(author, low, high) ?? (room === undefined ? null : -room) ?? saidTo(author, said),
      text: text === null || isErasing ? null : text,
      more,
    };
  }

  #saidOf(message: number | undefined): Said | null {
    if (message === undefined) return null;
    return (this.#said.get(message) ?? null) as Said | null;
  }

  #actOf(id: number): Pick<LogExtras, 'act'> {
    const row = this.#act.get(id) as { what: string; by: number } | undefined;
    return row === undefined || row.what === '' ? {} : { act: { what: row.what, by: row.by } };
  }
}

/** With whom `author` is in the conversation; itself, of notes. */
function toOf(author: number, low: number | null, high: number | null): number | null {
  if (low === null || high === null) return null;
  return low === author ? high : low;
}

function saidTo(account: number, said: Said | null): number | null {
  return said === null ? null : toOf(account, said.low, said.high);
}

function withoutNulls(data: object): object {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null));
}
