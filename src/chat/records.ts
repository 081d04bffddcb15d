/** What storage keeps of accounts, devices, invitations and rooms, and who did what in them. */

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
 * A room. As a side of a conversation it is minus its id (`to` of its messages, `peer` of a question), so that a number
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

/** Somebody may not come into a room. Of an account by its id; of a guest by the address group, and the name. */
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
  /** The account that it was done to; null: a guest, or nobody. Its name is null where it is gone, that of `by` empty. */
  readonly whomId: number | null;
}

/** A name that nobody may have until `until`. */
export interface ReservationRecord {
  readonly name: string;
  readonly until: number;
}
