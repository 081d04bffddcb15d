/**
 * What the domain asks of storage: a log that makes changes durable, and an archive that is read. Ids of log
 * entries, and so of messages, count up; accounts and devices have ids of their own, given by the hub.
 */

/** A registered person, as stored. Times are milliseconds since 1970. */
export interface AccountRecord {
  readonly id: number;
  readonly name: string;
  /** What the password is checked against (a PHC string); null for an account that has none. */
  readonly password: string | null;
  readonly createdAt: number;
  /** A server operator. */
  readonly operator: boolean;
  /** Plain clients are told in a line what they cannot show: an edit, a reaction, who is kicked. */
  readonly notices: boolean;
}

/** A device that may come back without the password. */
export interface DeviceRecord {
  readonly id: number;
  readonly account: number;
  /** What its owner calls it: 1–40 characters. */
  readonly label: string;
  /** SHA-256 of its token, in base64url. */
  readonly token: string;
  readonly createdAt: number;
}

/** May be used once, to register. */
export interface InvitationRecord {
  readonly code: string;
  /** The account that made it; 0 for the owner of the server. */
  readonly by: number;
  readonly expiresAt: number;
}

/**
 * A room. Its place in a conversation is minus its id (`to` of its messages, `peer` of a question), so that a number
 * tells whom a message is for: an account, or a room.
 */
export interface RoomRecord {
  readonly id: number;
  /** With its `#`. One that is for some people, without a name of its own, has `#~` and a number. */
  readonly name: string;
  readonly topic: string;
  /** Everybody sees it and may join, or nobody sees it who was not invited. */
  readonly access: 'public' | 'private';
  /** May guests join? */
  readonly guests: boolean;
  /** Is what is said in it stored? */
  readonly kept: boolean;
  /** Seconds between two messages of one member; 0 for none. */
  readonly slow: number;
  readonly createdAt: number;
}

export type Role = 'owner' | 'moderator' | 'member';

export interface MemberRecord {
  readonly room: number;
  readonly account: number;
  readonly role: Role;
  /** May say nothing until then; 0: may. Infinity does not travel as JSON: for good is `FOREVER`. */
  readonly mutedUntil: number;
}

/** Later than everything; an integer that every storage can hold. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/** Somebody may not come into a room. Of an account by its id; of a guest by the address, and the name. */
export interface BanRecord {
  readonly room: number;
  readonly account: number | null;
  /** The name at the time, by which it is lifted again. */
  readonly name: string;
  readonly address: string | null;
  readonly until: number;
}

/** What somebody did who may do more than others: for the operator to read. Names are those of the time. */
export interface AuditRecord {
  /** Who did it; 0 for a guest. */
  readonly by: number;
  readonly byName: string;
  /** In which room; 0 for none. */
  readonly room: number;
  readonly roomName: string;
  /** Such as `kick`: the command. */
  readonly what: string;
  /** To whom, where it was to somebody. */
  readonly whom: string | null;
  /** Why, for how long, or which role: in words. */
  readonly detail: string | null;
}

/** An entry of the audit log. */
export interface AuditEntry extends AuditRecord {
  readonly id: number;
  readonly at: number;
}

/** A name that nobody may have until `until`. */
export interface ReservationRecord {
  readonly name: string;
  readonly until: number;
}

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
  /** `account` may join the private room. */
  | { readonly kind: 'room-invitation'; readonly room: number; readonly account: number }
  /** `account` does not want to hear of `blocked`, or does again. */
  | {
      readonly kind: 'block';
      readonly account: number;
      readonly blocked: number;
      readonly on: boolean;
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
  /** Only its sender ever finds it: who it is for has blocked them. Never waits, is never missed nor unread. */
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
export type Place =
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
  /** Writes `place` down with what is written next; may be lost in a crash. */
  note(place: Place): void;
}

/** A message as it is stored. */
export interface StoredMessage {
  readonly id: number;
  readonly at: number;
  /** 0: the guest `guest`. */
  readonly from: number;
  /** An account; or a room, as minus its id. */
  readonly to: number;
  /** What it says now; empty where it was deleted. */
  readonly text: Uint8Array;
  /** What most messages have not. */
  readonly more?: StoredExtras;
}

export interface StoredExtras {
  readonly guest: string | null;
  readonly reply: number | null;
  /** When it was changed last; null: never. */
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** In the order of their first; at most `REACTIONS_SHOWN`. */
  readonly reactions: readonly ReactionCount[];
}

export interface ReactionCount {
  readonly emoji: string;
  readonly count: number;
  /** One's own among them. */
  readonly mine: boolean;
}

/** What a message said before. */
export interface Revision {
  readonly at: number;
  readonly text: Uint8Array;
}

/** Who may see a stored message, and who wrote it: what a command on it looks at. */
export interface MessageOwner {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly guest: string | null;
  readonly at: number;
  readonly deleted: boolean;
  readonly hidden: boolean;
}

/** Messages, oldest first; `more`: there are others beyond, in the direction that was asked for. */
export interface MessagePage {
  readonly messages: readonly StoredMessage[];
  readonly more: boolean;
}

/** A part of a conversation: the `limit` messages next to a place, or the newest. At most one is not null. */
export interface Range {
  /** Those with smaller ids, or made earlier than this time. */
  readonly before: MessagePlace | null;
  /** Those with larger ids, or made at this time or later. */
  readonly after: MessagePlace | null;
  readonly limit: number;
}

export type MessagePlace = { readonly id: number } | { readonly at: number };

export interface SearchQuery {
  /** All of them must occur: a word, or several for words one after the other. */
  readonly phrases: readonly string[];
  /** Who wrote it; null for anybody. */
  readonly from: number | null;
  /** The other one in the conversation; a room as minus its id. */
  readonly with: number | null;
  /** Rooms whose messages may be found, by their ids. */
  readonly rooms: readonly number[];
  /** Made earlier than this time; at this time or later. */
  readonly before: number | null;
  readonly after: number | null;
  /** Only messages with smaller ids: the next page. */
  readonly beneath: number | null;
  readonly limit: number;
}

/** The unread messages of one conversation, counted up to a limit of the archive's. */
export interface UnreadCount {
  /** An account; or a room, as minus its id. */
  readonly peer: number;
  readonly count: number;
  /** Those that mention one, of a room. */
  readonly mentions: number;
  /** The newest of the conversation. */
  readonly newest: number;
}

/**
 * Reads what is durable, and everything that was appended before it was asked. `done` is called later, with null
 * when the archive cannot be read now. A page ends early where its texts are large.
 */
export interface Archive {
  /** `peer`: an account; or a room, as minus its id, and `account` may read it. Never what `account` has blocked. */
  history(
    account: number,
    peer: number,
    range: Range,
    done: (page: MessagePage | null) => void,
  ): void;
  /**
   * What others sent to `account` itself, not to rooms, with ids over `after`, oldest first; without what it has read
   * already.
   */
  missed(
    account: number,
    after: number,
    limit: number,
    done: (page: MessagePage | null) => void,
  ): void;
  /** Newest first. */
  search(account: number, query: SearchQuery, done: (page: MessagePage | null) => void): void;
  /** Conversations with anything unread, and the rooms that it is in; those with the newest messages first. */
  unread(account: number, done: (counts: readonly UnreadCount[] | null) => void): void;
  /** Null for a message that is not there, and where the archive cannot be read now: `read` tells. */
  message(id: number, done: (message: MessageOwner | null, read: boolean) => void): void;
  /** What the message `id` said, oldest first, ending with what it says now. */
  revisions(id: number, done: (revisions: readonly Revision[] | null) => void): void;
  /** Who reacted to it, in the order in which they did. */
  reactions(
    id: number,
    done: (reactions: readonly { emoji: string; account: number }[] | null) => void,
  ): void;
  /** The messages that are pinned in `room`, oldest first, as `account` sees them. */
  pins(account: number, room: number, done: (page: MessagePage | null) => void): void;
  /** Newest first; with smaller ids than `before`, of the room `room`, where they are not null. */
  audit(
    before: number | null,
    room: number | null,
    limit: number,
    done: (entries: readonly AuditEntry[] | null) => void,
  ): void;
}

/** What was stored when the server started. */
export interface Stored {
  readonly accounts: readonly StoredAccount[];
  readonly devices: readonly StoredDevice[];
  readonly invitations: readonly InvitationRecord[];
  readonly reservations: readonly ReservationRecord[];
  /** Larger than every id that was ever given to an account, to a device, to a room. */
  readonly nextAccount: number;
  readonly nextDevice: number;
  readonly nextRoom: number;
  readonly rooms: readonly RoomRecord[];
  readonly members: readonly MemberRecord[];
  readonly bans: readonly BanRecord[];
  /** To private rooms. */
  readonly roomInvitations: readonly { readonly room: number; readonly account: number }[];
  readonly blocks: readonly { readonly account: number; readonly blocked: number }[];
}

export interface StoredAccount extends AccountRecord {
  /** Bytes of texts that it wrote and that are kept. */
  readonly storedBytes: number;
  /** Where its plain clients are. */
  readonly place: number;
  /** Messages that wait for it, by their sender. */
  readonly waiting: readonly { readonly from: number; readonly count: number }[];
}

export interface StoredDevice extends DeviceRecord {
  readonly place: number;
}
