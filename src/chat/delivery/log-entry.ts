/** A change as it is read back from the log for listeners, also after a restart. */
import type { Manner } from '../../protocol/manner.ts';
import { question } from '../archive.ts';
import type { ChangeName } from '../storage.ts';
import type { EntryMarks } from '../stored/kind.ts';

/** Ids, and a text where it has one. What an id names may be gone by now. */
export interface LogEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: ChangeName;
  /**
   * The account that did it; for the state of a member in a room, such as a ban, the account concerned. 0: a guest, or
   * nobody.
   */
  readonly account: number;
  /** The recipient or place: an account; or a room, as minus its id. Null: none. */
  readonly to: number | null;
  /** The text of a message or an edit; null: another kind, or erased. */
  readonly text: Uint8Array | null;
  /** Fields that few entries have. */
  readonly more: LogExtras;
}

/** Each is present only where it is not null, false or empty. */
export interface LogExtras extends EntryMarks {
  /** For a message: the name of the guest who wrote it. */
  readonly guest?: string;
  /** For a message: the one that it answers. */
  readonly reply?: number;
  /** For a message: how it is meant. */
  readonly as?: Manner;
  /** The message that it is about. */
  readonly message?: number;
  /** The author of that message; 0: a guest. Left out where it is erased. */
  readonly author?: number;
  /** For a reaction that still exists. */
  readonly emoji?: string;
  /** The last message that was read. */
  readonly upTo?: number;
  /** An act of moderation, as in the audit log, and its author; 0: a guest. */
  readonly act?: { readonly what: string; readonly by: number };
}

/** Entries, oldest first. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** All entries with ids up to this one are covered. */
  readonly upTo: number;
  /** There are more entries after these. */
  readonly more: boolean;
}

/** Log entries with ids larger than `after`, without erased ones. */
export const logEntries = question<{ readonly after: number; readonly limit: number }, LogPage>(
  'entries',
);
