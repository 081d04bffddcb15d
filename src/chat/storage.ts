/**
 * The domain's interface to storage: a log that makes changes durable; archive.ts has the queries. Ids of log entries,
 * and so of messages, count up; accounts and devices have ids of their own, given by the hub.
 */
import type {
  AccountRecord,
  AuditRecord,
  BanRecord,
  DeviceRecord,
  InvitationRecord,
  MemberRecord,
  ReservationRecord,
  RoomRecord,
} from './records.ts';

/**
 * An entry of the log. Each holds the state after the change, so that applying it needs no rules. A message between two
 * people names both in `from` and `to`; the text is UTF-8.
 */
export type Change =
  | {
      readonly kind: 'message';
      /** 0: a guest, in a room. */
      readonly from: number;
      /** An account; or a room, as minus its id. */
      readonly to: number;
      /** The sender's own id for it: a second message with the same is not stored. Null for none. */
      readonly key: string | null;
      /** Nobody is logged in as `to`: it counts as waiting. */
      readonly waits: boolean;
      readonly text: Uint8Array;
      /** Fields that few messages have; left out where all are empty. */
      readonly more?: MessageExtras;
    }
  /** Registered, renamed, or a new password: the new record. Uses up an invitation; reserves an old name. */
  | {
      readonly kind: 'account';
      readonly account: AccountRecord;
      readonly invitation: string | null;
      readonly reservation: ReservationRecord | null;
      /** For a guest who registers: accounts that it had blocked, and those that had blocked it. */
      readonly blocks?: {
        readonly blocked: readonly number[];
        readonly blockedBy: readonly number[];
      };
    }
  /** Includes its devices, positions and texts; the name stays reserved. */
  | {
      readonly kind: 'account-removed';
      readonly account: number;
      readonly reservation: ReservationRecord;
    }
  | { readonly kind: 'device'; readonly device: DeviceRecord }
  | { readonly kind: 'device-removed'; readonly account: number; readonly device: number }
  | { readonly kind: 'invitation'; readonly invitation: InvitationRecord }
  /** `account` has read its conversation with `peer` up to the message `upTo`. */
  | {
      readonly kind: 'read';
      readonly account: number;
      /** An account; or a room, as minus its id. */
      readonly peer: number;
      readonly upTo: number;
    }
  /** Created or changed: the new record. Includes the first member where the room is new. */
  | {
      readonly kind: 'room';
      readonly room: RoomRecord;
      readonly founders: readonly MemberRecord[];
      readonly audit: AuditRecord | null;
    }
  /** Includes its members, bans and messages. */
  | { readonly kind: 'room-removed'; readonly room: number; readonly audit: AuditRecord | null }
  /** Joined, or has a new role or mute. Uses up an invitation. */
  | {
      readonly kind: 'member';
      readonly member: MemberRecord;
      readonly audit: AuditRecord | null;
    }
  /** Left, or was put out; `ban`: and may not come back. */
  | ({
      readonly kind: 'member-removed';
      readonly room: number;
      readonly account: number;
      readonly ban: BanRecord | null;
      readonly audit: AuditRecord | null;
    } & Replacing)
  /** For a person who is not a member; replaces an earlier ban of the same name. */
  | ({
      readonly kind: 'ban';
      readonly ban: BanRecord;
      readonly audit: AuditRecord | null;
    } & Replacing)
  | {
      readonly kind: 'unban';
      readonly room: number;
      readonly name: string;
      readonly audit: AuditRecord | null;
    }
  /** `account`, which is not a member, is muted until then once it joins. */
  | {
      readonly kind: 'room-mute';
      readonly room: number;
      readonly account: number;
      readonly until: number;
    }
  /**
   * `account` may join the private room. `unseen`: it may not, since it has blocked the inviter; the entry takes as
   * long, so that nobody can tell.
   */
  | {
      readonly kind: 'room-invitation';
      readonly room: number;
      readonly account: number;
      readonly unseen?: true;
    }
  /** `account` blocks `blocked`, or unblocks it. */
  | {
      readonly kind: 'block';
      readonly account: number;
      readonly blocked: number;
      readonly on: boolean;
      /** Private rooms that `account` was invited to and is not in, and may not join any more. */
      readonly uninvited?: readonly number[];
    }
  /** `message` gets the text `text`; whether the old one is kept depends on the configuration. */
  | {
      readonly kind: 'edited';
      readonly message: number;
      /** The author of the message; 0 for a guest. */
      readonly by: number;
      readonly text: Uint8Array;
      /** Ids of the accounts that it mentions now. */
      readonly mentions: readonly number[];
      /** Only the author sees the edit: the other person, who has blocked them since, still sees the old text. */
      readonly hidden?: boolean;
    }
  /** `message` is reduced to a tombstone: its texts and reactions are erased. */
  | {
      readonly kind: 'deleted';
      readonly message: number;
      readonly by: number;
      readonly audit: AuditRecord | null;
    }
  | {
      readonly kind: 'reaction';
      readonly message: number;
      readonly account: number;
      readonly emoji: string;
      readonly on: boolean;
      /** Only the person who reacts sees it: the other person of the conversation has blocked them. */
      readonly hidden?: boolean;
    }
  /** The message is pinned in the room `room`, or unpinned. */
  | {
      readonly kind: 'pin';
      readonly room: number;
      readonly message: number;
      readonly on: boolean;
      readonly audit: AuditRecord | null;
    }
  /** An act of moderation that changes nothing else in storage. */
  | { readonly kind: 'audit'; readonly audit: AuditRecord };

/** The bans that a ban replaces, besides that of exactly its name. */
export interface Replacing {
  /** Other spellings of its name; left out where there are none. */
  readonly replaced?: readonly string[];
}

export interface MessageExtras {
  /** The name of a guest; null where an account wrote it. */
  readonly guest: string | null;
  /** The message that it answers, in the same conversation. */
  readonly reply: number | null;
  /** Ids of the accounts that it mentions. */
  readonly mentions: readonly number[];
  /** Only its sender ever finds it: the recipient has blocked them. Never missed nor unread. */
  readonly hidden: boolean;
}

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
  readonly roomMutes?: readonly {
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
  /** Messages waiting for it, by sender. */
  readonly waiting: readonly { readonly from: number; readonly count: number }[];
}

export interface StoredDevice extends DeviceRecord {
  readonly cursor: number;
}
