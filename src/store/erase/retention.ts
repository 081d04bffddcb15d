/**
 * Erases messages and audit entries past their retention. Where the clock has jumped far ahead and would expire most of
 * either, nothing is erased until the owner confirms that the clock is right.
 */
import type { DatabaseSync } from 'node:sqlite';
import { LogTimes } from '../clock/log-times.ts';
import { ClockSteps, type Now } from '../clock/store-clock.ts';
import { number } from '../database/database.ts';
import { ERASED, MESSAGE } from '../database/log-kinds.ts';
import type { StoreSettings } from '../settings.ts';
import { AUDIT_ERASED, ERASE_AUDIT } from '../tables/audit.ts';
import type { FromWriter, HeldBack } from '../writer/writer-messages.ts';

/** Expiring more than this share is suspect. */
const SHARE_MAX = 0.5;
const DAY_MS = 24 * 60 * 60 * 1000;
/**
 * A clock that is further ahead of the newest entry, or was set further forward, may be wrong. Servers are seldom off
 * for a week; clocks are wrong by hours or by months.
 */
const AHEAD_MS_MAX = 7 * DAY_MS;
/** How often routine erasures are logged. */
const TOLD_MS = DAY_MS;
/** Erased rows of the audit log that stay in place, as those of messages do: see Eraser. */
const AUDIT_DISTANCE = 1000;

type Kept = Pick<StoreSettings, 'keepMessagesMs' | 'keepAuditMs'>;

export class Retention {
  readonly #kept: Kept;
  readonly #now: Now;
  readonly #steps: ClockSteps;
  readonly #post: (message: FromWriter) => void;
  /** Erased since the last log line. */
  #messages = 0;
  #audits = 0;
  #toldAt = performance.now();

  constructor(kept: Kept, now: Now, post: (message: FromWriter) => void) {
    this.#kept = kept;
    this.#now = now;
    this.#steps = new ClockSteps(now);
    this.#post = post;
  }

  get isFinite(): boolean {
    const { keepMessagesMs, keepAuditMs } = this.#kept;
    return Number.isFinite(keepMessagesMs) || Number.isFinite(keepAuditMs);
  }

  /** Call once, before anything is written; logs what is about to be erased or is held back. */
  open(database: DatabaseSync): void {
    if (!this.isFinite) return;
    this.#judge(database, isFarAhead(database, this.#now()));
    const from = number(database, 'SELECT held FROM state');
    const { count: messages } = database
      .prepare(
        `SELECT count(*) AS count FROM log NOT INDEXED WHERE id >= ? AND id < ? AND kind = ${MESSAGE}`,
      )
      .get(from, this.#bound(database, this.#kept.keepMessagesMs)) as { count: number };
    const audits = this.#forgetAudits(database, from);
    if (messages + audits > 0) this.#tell('what is too old is erased', messages, audits);
    this.#messages -= messages;
  }

  /** The oldest expired messages and other log entries, at most `limit`. */
  tooOld(database: DatabaseSync, limit: number): number[] {
    if (!this.isFinite) return [];
    const step = this.#steps.take();
    if (Math.abs(step) > AHEAD_MS_MAX) this.#judge(database, step > 0);
    const from = number(database, 'SELECT held FROM state');
    this.#audits += this.#forgetAudits(database, from);
    const old = this.#oldEntries(database, from, limit);
    this.#messages += old.filter(({ kind }) => kind === MESSAGE).length;
    if (this.#messages + this.#audits > 0 && performance.now() - this.#toldAt > TOLD_MS) {
      this.#tell('what was too old was erased', this.#messages, this.#audits);
      this.#messages = 0;
      this.#audits = 0;
    }
    return old.map(({ id }) => id);
  }

  /** Expired entries that are held back; null: none. */
  heldBack(database: DatabaseSync): HeldBack | null {
    const upTo = number(database, 'SELECT held FROM state');
    if (upTo === 0 || !this.isFinite) return null;
    const { keepMessagesMs, keepAuditMs } = this.#kept;
    const messages = `log INDEXED BY conversations WHERE kind = ${MESSAGE}`;
    const audits = `audit WHERE NOT (${AUDIT_ERASED})`;
    const count = (what: string, id: number) => {
      const counted = database.prepare(`SELECT count(*) AS count FROM ${what} AND id < ?`);
      return (counted.get(id) as { count: number }).count;
    };
    // Not through the log: some audit entries are no longer in it.
    const old = database.prepare(`SELECT count(*) AS count FROM ${audits} AND id < ? AND at < ?`);
    const oldest = Number.isFinite(keepAuditMs) ? this.#now() - keepAuditMs : 0;
    return {
      messages: count(messages, Math.min(upTo, this.#bound(database, keepMessagesMs))),
      of: count(messages, upTo),
      audits: (old.get(upTo, oldest) as { count: number }).count,
      ofAudits: count(audits, upTo),
      now: this.#now(),
    };
  }

  /** Takes the clock as right: it is trusted up to now. */
  confirm(database: DatabaseSync): void {
    if (this.heldBack(database) === null) return;
    database.prepare('UPDATE state SET held = 0, newest_at = max(newest_at, ?)').run(this.#now());
  }

  /** `suspect`: the clock may be wrong. */
  #judge(database: DatabaseSync, suspect: boolean): void {
    const isHeld = number(database, 'SELECT held FROM state') > 0;
    if (!isHeld && !suspect) return;
    if (!isHeld) database.exec('UPDATE state SET held = next_entry');
    const held = this.heldBack(database);
    if (held === null || !isMost(held)) {
      database.exec('UPDATE state SET held = 0');
      if (isHeld) {
        this.#post({ kind: 'note', message: 'nothing is held back any more', details: {} });
      }
      return;
    }
    const { messages, of, audits, ofAudits, now } = held;
    this.#post({
      kind: 'warning',
      message:
        `by the clock (${iso(now)}) ${messages} of ${of} messages are older than --keep-messages, and ${audits} of ` +
        `${ofAudits} entries of the audit log older than --keep-audit; none of them is erased until it is set right, ` +
        'or "chinwag retention --erase" says that it is right',
    });
  }

  #oldEntries(database: DatabaseSync, from: number, limit: number): { id: number; kind: number }[] {
    const { keepMessagesMs } = this.#kept;
    if (!Number.isFinite(keepMessagesMs)) return [];
    const rows = database
      .prepare(
        `SELECT id, at, kind FROM log WHERE kind <> ${ERASED} AND id >= ? ORDER BY id LIMIT ?`,
      )
      .all(from, limit) as { id: number; at: number; kind: number }[];
    const oldest = this.#now() - keepMessagesMs;
    return rows.filter(({ at }) => at < oldest);
  }

  /**
   * Forgets expired audit entries from `from` on.
   * @returns how many
   */
  #forgetAudits(database: DatabaseSync, from: number): number {
    const { keepAuditMs } = this.#kept;
    if (!Number.isFinite(keepAuditMs)) return 0;
    const oldest = this.#now() - keepAuditMs;
    const first = database
      .prepare(`SELECT at FROM audit WHERE id >= ? AND NOT (${AUDIT_ERASED}) ORDER BY id LIMIT 1`)
      .get(from);
    if (first === undefined || (first.at as number) >= oldest) return 0;
    const { changes } = database
      .prepare(`${ERASE_AUDIT} WHERE id >= ? AND at < ? AND NOT (${AUDIT_ERASED})`)
      .run(from, oldest);
    database.exec(
      `DELETE FROM audit WHERE ${AUDIT_ERASED} AND id < (
         SELECT id FROM audit WHERE ${AUDIT_ERASED} ORDER BY id DESC LIMIT 1 OFFSET ${AUDIT_DISTANCE})`,
    );
    return Number(changes);
  }

  /** The id of the first entry that is not expired. */
  #bound(database: DatabaseSync, keepMs: number): number {
    if (!Number.isFinite(keepMs)) return 0;
    return new LogTimes(database).firstAt(this.#now() - keepMs);
  }

  #tell(message: string, messages: number, audits: number): void {
    this.#post({ kind: 'note', message, details: { messages, audits } });
    this.#toldAt = performance.now();
  }
}

function isMost({ messages, of, audits, ofAudits }: HeldBack): boolean {
  return messages > SHARE_MAX * of || audits > SHARE_MAX * ofAudits;
}

/** Is `now` so far ahead of the newest entry that the clock may be wrong? */
export function isFarAhead(database: DatabaseSync, now: number): boolean {
  const newestAt = number(database, 'SELECT newest_at FROM state');
  return newestAt > 0 && now - newestAt > AHEAD_MS_MAX;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
