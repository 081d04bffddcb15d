/** A change as the log remembers it: what a listener can be told again after a restart. */
import type { Role } from '../records.ts';
import type { Change } from '../storage.ts';

/** Ids, and a text where it has one. Whoever or whatever an id names may be gone by now. */
export interface LogEntry {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly kind: Change['kind'];
  /** Who did it; of what somebody has in a room, such as a ban, whose it is. 0: a guest, or nobody. */
  readonly account: number;
  /** To whom, or where: an account; or a room, as minus its id. Null: to nobody. */
  readonly to: number | null;
  /** What a message or an edit says; null: it is no such thing, or that is erased. */
  readonly text: Uint8Array | null;
  /** What few have. */
  readonly more: LogExtras;
}

/** Each is there where it is not null, false or empty. */
export interface LogExtras {
  /** Of a message: the name of the guest who wrote it. */
  readonly guest?: string;
  /** Of a message: the one that it answers. */
  readonly reply?: number;
  /** Only who did it sees it: the other one of the conversation has blocked them. */
  readonly hidden?: true;
  /** The message that it is about. */
  readonly message?: number;
  /** Who wrote that message; 0: a guest. Not there where it is erased. */
  readonly author?: number;
  /** It is taken back: a reaction, a pin, a block. */
  readonly off?: true;
  /** Of a reaction that is still there. */
  readonly emoji?: string;
  readonly role?: Role;
  /** Up to which message somebody has read. */
  readonly upTo?: number;
  readonly device?: number;
  /** What somebody did who may do more than others, as the audit log has it, and who: 0: a guest. */
  readonly act?: { readonly what: string; readonly by: number };
}

/** Entries, oldest first. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** All entries with ids up to this one were looked at. */
  readonly upTo: number;
  /** There are others beyond. */
  readonly more: boolean;
}
