/** The stored records of accounts, devices, invitations, rooms and the audit log. */
import type { Role } from '../protocol/members.ts';

/** A registered person, as stored. Times are milliseconds since 1970. */
export interface AccountRecord {
  readonly id: number;
  readonly name: string;
  /** The hash that passwords are checked against (a PHC string); null for an account without a password. */
  readonly password: string | null;
  readonly createdAt: number;
  /** Is it a server operator? */
  readonly operator: boolean;
  /** Are plain clients told in a line what they cannot show: an edit, a reaction, a kick? */
  readonly notices: boolean;
}

/** A device that can log in without the password. */
export interface DeviceRecord {
  readonly id: number;
  readonly account: number;
  /** Its owner's name for it: 1 to DEVICE_CHARACTERS_MAX characters. */
  readonly label: string;
  /** SHA-256 of its token, in base64url. */
  readonly token: string;
  readonly createdAt: number;
}

/** In the place of the id of an account: the owner of the server, who has none. */
export const OWNER_ID = 0;

/** A code that allows one registration. */
export interface InvitationRecord {
  readonly code: string;
  /** The account that made it, or OWNER_ID. */
  readonly by: number;
  readonly expiresAt: number;
}

/**
 * Who finds a room, and who may come in. A public one is listed and open, a private one neither; an unlisted one is
 * open to whoever knows its name, a closed one is listed and by invitation.
 */
export type Access = 'public' | 'private' | 'unlisted' | 'closed';

/**
 * A room. As the other side of a conversation it is minus its id (`to` of its messages, `peer` of a query), so that one
 * number identifies an account or a room.
 */
export interface RoomRecord {
  readonly id: number;
  /** With its `#`. A group, which has no name of its own, has `#~` and a number. */
  readonly name: string;
  readonly topic: string;
  readonly access: Access;
  /** Are topics for moderators and owners? In a group everybody sets them. */
  readonly topicLocked: boolean;
  /** Do only members speak? */
  readonly membersOnly: boolean;
  /** Do only owners, moderators and members with a voice speak? */
  readonly moderated: boolean;
  readonly noCtcp: boolean;
  /** May guests join? */
  readonly guests: boolean;
  /** Are its messages stored? */
  readonly kept: boolean;
  /** Seconds between two messages of one member; 0 for no limit. */
  readonly slow: number;
  readonly createdAt: number;
}

export interface MemberRecord {
  readonly room: number;
  readonly account: number;
  readonly role: Role;
  readonly voice: boolean;
  /** The end of a mute; 0: not muted. For good it is `FOREVER`, as JSON has no Infinity. */
  readonly mutedUntil: number;
}

/** Later than any time; an integer that any storage can hold. */
export const FOREVER = Number.MAX_SAFE_INTEGER;

/** A ban from a room: of an account by its id; of a guest by the address group, and the name. */
export interface BanRecord {
  readonly room: number;
  readonly account: number | null;
  /** The name at the time, by which the ban is lifted. */
  readonly name: string;
  readonly address: string | null;
  readonly until: number;
}

/** An act of moderation, for the operator to read. Names are those of the time. */
export interface AuditRecord {
  /** The account that acted; 0 for a guest. */
  readonly by: number;
  readonly byName: string;
  /** The room; 0 for none. */
  readonly room: number;
  readonly roomName: string;
  /** The command, such as `kick`. */
  readonly what: string;
  /** The name of the person concerned; null: none. */
  readonly whom: string | null;
  /** The reason, duration or role, in words. */
  readonly detail: string | null;
}

/** An entry of the audit log. */
export interface StoredAct extends AuditRecord {
  readonly id: number;
  readonly at: number;
  /**
   * The account concerned; null: a guest, or none. `whom` is null where that account is gone, and `byName` empty where
   * its author's is.
   */
  readonly whomId: number | null;
}

/** A name that nobody may take until `until`. */
export interface ReservationRecord {
  readonly name: string;
  readonly until: number;
}
