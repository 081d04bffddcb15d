/**
 * What the domain asks of storage: a log that makes changes durable; what is read is in archive.ts. Ids of log
 * entries, and so of messages, count up; accounts and devices have ids of their own, given by the hub.
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
 * An entry of the log. Each carries the state that it leaves behind, so that applying it needs no rules. A message
 * between two people has both in `from` and `to`; the text is UTF-8.
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
      /** What most messages have not; left out where it has none of it. */
      readonly more?: MessageExtras;
    }
  /** Registered, renamed, a new password: the record as it is from now on. Uses up an invitation; reserves an old name. */
  | {
      readonly kind: 'account';
      readonly account: AccountRecord;
      readonly invitation: string | null;
      readonly reservation: ReservationRecord | null;
      /** Of a guest who registers: accounts that it had blocked, and those that had blocked it. */
      readonly blocks?: {
        readonly blocked: readonly number[];
        readonly blockedBy: readonly number[];
      };
    }
  /** With its devices, its places and the texts that it wrote; the name stays reserved. */
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
  /** Created or changed: the record as it is from now on. With its first member where it is new. */
  | {
      readonly kind: 'room';
      readonly room: RoomRecord;
      readonly founders: readonly MemberRecord[];
      readonly audit: AuditRecord | null;
    }
  /** With its members, bans and messages. */
  | { readonly kind: 'room-removed'; readonly room: number; readonly audit: AuditRecord | null }
  /** Joined, or has another role or mute from now on. Uses up an invitation. */
  | {
      readonly kind: 'member';
      readonly member: MemberRecord;
      readonly audit: AuditRecord | null;
    }
  /** Left, or was put out; `ban`: and may not come back. */
  | {
      readonly kind: 'member-removed';
      readonly room: number;
      readonly account: number;
      readonly ban: BanRecord | null;
      readonly audit: AuditRecord | null;
    }
  /** Of somebody who is no member; takes the place of an earlier one of the same name. */
  | { readonly kind: 'ban'; readonly ban: BanRecord; readonly audit: AuditRecord | null }
  | {
      readonly kind: 'unban';
      readonly room: number;
      readonly name: string;
      readonly audit: AuditRecord | null;
    }
  /** `account`, which is no member, is muted until then when it joins. */
  | {
      readonly kind: 'room-mute';
      readonly room: number;
      readonly account: number;
      readonly until: number;
    }
  /**
   * `account` may join the private room. `unseen`: it does not, for it has blocked who invites; it takes as long, so that
   * nobody can tell.
   */
  | {
      readonly kind: 'room-invitation';
      readonly room: number;
      readonly account: number;
      readonly unseen?: true;
    }
  /** `account` does not want to hear of `blocked`, or does again. */
  | {
      readonly kind: 'block';
      readonly account: number;
      readonly blocked: number;
      readonly on: boolean;
      /** Private rooms that `account` may not join any more, in which it is not. */
      readonly uninvited?: readonly number[];
    }
  /** `message` says `text` from now on; what it said before is kept or not as configured. */
  | {
      readonly kind: 'edited';
      readonly message: number;
      /** Whose message it is; 0 for a guest. */
      readonly by: number;
      readonly text: Uint8Array;
      /** Accounts that it mentions now. */
      readonly mentions: readonly number[];
      /** Only who wrote it sees that: the other one, who has blocked them since, sees what was there before. */
      readonly hidden?: boolean;
    }
  /** A tombstone stays of `message`: its texts are erased, with its reactions. */
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
      /** Only who reacts sees it: the other one of the conversation has blocked them. */
      readonly hidden?: boolean;
    }
  /** The message of the room `room` is pinned, or no longer. */
  | {
      readonly kind: 'pin';
      readonly room: number;
      readonly message: number;
      readonly on: boolean;
      readonly audit: AuditRecord | null;
    }
  /** Somebody who may do more than others did something that changes nothing else that is kept. */
  | { readonly kind: 'audit'; readonly audit: AuditRecord };

export interface MessageExtras {
  /** The name of a guest; null where an account wrote it. */
  readonly guest: string | null;
  /** The message that it answers, in the same conversation. */
  readonly reply: number | null;
  /** Accounts that it mentions. */
  readonly mentions: readonly number[];
  /** Only its sender ever finds it: who it is for has blocked them. Never missed nor unread. */
  readonly hidden: boolean;
}

/** What became of an append. */
export type Outcome =
  /** It is durable: entry `id`, made at `at`. */
  | { readonly kind: 'durable'; readonly id: number; readonly at: number }
  /** A message with the same key is stored already, as entry `id`: this one is not. */
  | { readonly kind: 'repeated'; readonly id: number; readonly at: number }
  /** It is not stored, and never will be. */
  | { readonly kind: 'failed' };

/** How far somebody has got; needs no entry of its own, for only the last one counts. */
export type Cursor =
  /** The device (0: all plain clients together) has received what was sent to `account` up to `upTo`. */
  | {
      readonly kind: 'received';
      readonly account: number;
      readonly device: number;
      readonly upTo: number;
    }
  /** Nothing waits for `account` any more; `sender`: nothing of theirs. */
  | { readonly kind: 'caught-up'; readonly account: number };

export interface Log {
  /** Bytes of texts that were appended and are neither durable nor failed. */
  readonly pendingBytes: number;
  /**
   * Appends `change`. `done` is told what became of it: later, never before this returns, and in the order of the
   * appends. When one fails, those appended after it and not yet done fail too.
   */
  append(change: Change, done: (outcome: Outcome) => void): void;
  /** Set by the hub: told when the log has become longer, up to the entry `newest`, after that was said to all who waited. */
  grown: (newest: number) => void;
  /** Writes `cursor` down with what is written next; may be lost in a crash. */
  note(cursor: Cursor): void;
}

/** What was stored when the server started. */
export interface Stored {
  readonly accounts: readonly StoredAccount[];
  /** Bytes of texts that guests wrote and that are kept. */
  readonly guestBytes: number;
  readonly devices: readonly StoredDevice[];
  readonly invitations: readonly InvitationRecord[];
  readonly reservations: readonly ReservationRecord[];
  /** Larger than every id that was ever given to an entry, to an account, to a device, to a room. */
  readonly nextEntry: number;
  readonly nextAccount: number;
  readonly nextDevice: number;
  readonly nextRoom: number;
  readonly rooms: readonly RoomRecord[];
  readonly members: readonly MemberRecord[];
  readonly bans: readonly BanRecord[];
  /** Of people who left while they were muted, or have never come. */
  readonly roomMutes?: readonly {
    readonly room: number;
    readonly account: number;
    readonly until: number;
  }[];
  /** To private rooms. */
  readonly roomInvitations: readonly { readonly room: number; readonly account: number }[];
  readonly blocks: readonly { readonly account: number; readonly blocked: number }[];
}

export interface StoredAccount extends AccountRecord {
  /** Bytes of texts that it wrote and that are kept. */
  readonly storedBytes: number;
  /** Where its plain clients are. */
  readonly cursor: number;
  /** Messages that wait for it, by their sender. */
  readonly waiting: readonly { readonly from: number; readonly count: number }[];
}

export interface StoredDevice extends DeviceRecord {
  readonly cursor: number;
}
