/**
 * The domain's interface to storage: a log that makes changes durable; archive.ts has the queries. Ids of log entries,
 * and so of messages, count up; accounts and devices have ids of their own, given by the hub.
 */
import type {
  AccountRecord,
  BanRecord,
  DeviceRecord,
  InvitationRecord,
  MemberRecord,
  ReservationRecord,
  RoomRecord,
} from './records.ts';
import type { StoredKind } from './stored/kind.ts';
import type { storedKinds } from './stored-list.ts';

type Kinds = typeof storedKinds;

/** The name of a kind of change. */
export type ChangeName = keyof Kinds;

/** A change of the kind `Name`: see stored/. */
export type ChangeOf<Name extends ChangeName> =
  Kinds[Name] extends StoredKind<infer Described> ? Described : never;

/** A change that can be appended to the log. */
export type Change = { readonly [Name in ChangeName]: ChangeOf<Name> }[ChangeName];

/** The result of an append. */
export type Outcome =
  /** It is durable: entry `id`, made at `at`. */
  | { readonly kind: 'durable'; readonly id: number; readonly at: number }
  /** A message with the same key is stored already, as entry `id`; this one is not. */
  | { readonly kind: 'repeated'; readonly id: number; readonly at: number }
  /** It is not stored, and never will be. */
  | { readonly kind: 'failed' };

/** A position in the log; it needs no entry of its own, since only the latest counts. */
export type Cursor =
  /** The device (0: all plain clients together) has received everything sent to `account` up to `upTo`. */
  | {
      readonly kind: 'received';
      readonly account: number;
      readonly device: number;
      readonly upTo: number;
    }
  /** Nothing waits for `account` any more; `sender`: nothing of theirs. */
  | { readonly kind: 'caught-up'; readonly account: number };

export interface Log {
  /** Bytes of texts that were appended and are neither durable nor failed yet. */
  readonly pendingBytes: number;
  /**
   * Appends `change`. `done` gets the outcome: later, never before this returns, and in the order of the appends. When
   * one fails, those appended after it and not yet done fail too.
   */
  append(change: Change, done: (outcome: Outcome) => void): void;
  /** Set by the hub: told when the log has become longer, up to the entry `newest`, after that was said to all who waited. */
  grown: (newest: number) => void;
  /** Writes `cursor` with the next entry; it may be lost in a crash. */
  note(cursor: Cursor): void;
}

/** The stored state when the server started. */
export interface Stored {
  readonly accounts: readonly StoredAccount[];
  /** How many messages of `from` wait for `account`. */
  readonly waiting: readonly {
    readonly account: number;
    readonly from: number;
    readonly count: number;
  }[];
  /** Bytes of guests' stored texts. */
  readonly guestBytes: number;
  readonly devices: readonly StoredDevice[];
  readonly invitations: readonly InvitationRecord[];
  readonly reservations: readonly ReservationRecord[];
  /** Each larger than every id ever given to an entry, account, device or room. */
  readonly nextEntry: number;
  readonly nextAccount: number;
  readonly nextDevice: number;
  readonly nextRoom: number;
  readonly rooms: readonly RoomRecord[];
  readonly members: readonly MemberRecord[];
  readonly bans: readonly BanRecord[];
  /** Mutes of people who are not in the room. */
  readonly roomMutes: readonly {
    readonly room: number;
    readonly account: number;
    readonly until: number;
  }[];
  /** Only for private rooms. */
  readonly roomInvitations: readonly { readonly room: number; readonly account: number }[];
  readonly blocks: readonly { readonly account: number; readonly blocked: number }[];
}

export interface StoredAccount extends AccountRecord {
  /** Bytes of its stored texts. */
  readonly storedBytes: number;
  /** What its plain clients have received. */
  readonly cursor: number;
}

export interface StoredDevice extends DeviceRecord {
  readonly cursor: number;
}
