/**
 * What a kind of stored change is, said once: from it follow the type `Change`, the rows of the log and what is read
 * back of them, and who may hear of it.
 */
import type { EventName } from '../../protocol/events/events.ts';
import type { Role } from '../../protocol/members.ts';

/** `C`: the change as it is appended. It holds the state afterwards, so that applying it needs no rules. */
export interface StoredKind<C extends { readonly kind: string }> {
  readonly kind: C['kind'];
  /** Its number in the log, for ever. Over LASTING_MAX, an entry goes with the accounts and rooms that it names. */
  readonly number: number;
  /** The name under which listeners ask for it: its event's, where it has one. */
  readonly heardAs: EventName | 'account' | 'device' | 'invitation' | 'audit';
  readonly heardBy: HeardBy;
  /**
   * The change is void once one of these is gone, for it was on its way at the time. Then it leaves no entry, and only
   * its record in the audit log is written. The message must be in the room, where both are given.
   */
  needs?(change: C): Needs;
  /** It leaves an entry even if it has changed nothing. */
  readonly always?: true;
  /** Its entry in the log. Left out: it has a text, and is written by code of its own. */
  entry?(change: C): EntryIds;
  /** The message that its entry names is where it ends: `upTo` for listeners. */
  readonly upTo?: true;
}

export interface Needs {
  readonly account?: number;
  readonly room?: number;
  /** Neither deleted nor erased. */
  readonly message?: number;
}

/**
 * Who may hear of a change. `self`: only the account that its entry has in `by`. `conversation`: also those who may see
 * the message that it is, or is about. `room`: also members of the room at the time.
 */
export type HeardBy = 'self' | 'conversation' | 'room';

/** The highest number of a kind whose entries stay although an account or room that they name is removed. */
export const LASTING_MAX = 13;

/** Ids only: names and secrets are in no entry. */
export interface EntryIds {
  /** The account that did it; for the state of a member in a room, the account concerned. 0: a guest, or nobody. */
  readonly by: number;
  /** An account; or a room, as minus its id. Left out: the other side of `message`, if it has one. */
  readonly to?: number;
  /** The message that it is about. */
  readonly message?: number;
  readonly more?: EntryMarks;
}

/** Whatever may be kept for ever; each only where it is not null, false or empty. */
export interface EntryMarks {
  /** Only the author sees it: the other person of the conversation has blocked them. */
  readonly hidden?: true;
  /** Something is undone: a reaction, a pin, a block. */
  readonly off?: true;
  readonly role?: Role;
  readonly voice?: true;
  readonly device?: number;
}

/** Describes a kind: see StoredKind. */
export function stored<C extends { readonly kind: string }>(kind: StoredKind<C>): StoredKind<C> {
  return kind;
}

/** The marks of a change that is on or undone. */
export function offUnless(on: boolean): EntryMarks {
  return on ? {} : { off: true };
}
