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
      readonly from: number;
      readonly to: number;
      /** The sender's own id for it: a second message with the same is not stored. Null for none. */
      readonly key: string | null;
      /** Nobody is logged in as `to`: it counts as waiting. */
      readonly waits: boolean;
      readonly text: Uint8Array;
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
      readonly peer: number;
      readonly upTo: number;
    };

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

/** A message as it was stored. */
export interface StoredMessage {
  readonly id: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly text: Uint8Array;
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
  /** The other one in the conversation. */
  readonly with: number | null;
  /** Made earlier than this time; at this time or later. */
  readonly before: number | null;
  readonly after: number | null;
  /** Only messages with smaller ids: the next page. */
  readonly beneath: number | null;
  readonly limit: number;
}

/** The unread messages of one conversation, counted up to a limit of the archive's. */
export interface UnreadCount {
  readonly peer: number;
  readonly count: number;
  /** The newest of the conversation. */
  readonly newest: number;
}

/**
 * Reads what is durable, and everything that was appended before it was asked. `done` is called later, with null
 * when the archive cannot be read now. A page ends early where its texts are large.
 */
export interface Archive {
  history(
    account: number,
    peer: number,
    range: Range,
    done: (page: MessagePage | null) => void,
  ): void;
  /** What others sent to `account` with ids over `after`, oldest first; without what it has read already. */
  missed(
    account: number,
    after: number,
    limit: number,
    done: (page: MessagePage | null) => void,
  ): void;
  /** Newest first. */
  search(account: number, query: SearchQuery, done: (page: MessagePage | null) => void): void;
  /** Conversations with anything unread; those with the newest messages first. */
  unread(account: number, done: (counts: readonly UnreadCount[] | null) => void): void;
}

/** What was stored when the server started. */
export interface Stored {
  readonly accounts: readonly StoredAccount[];
  readonly devices: readonly StoredDevice[];
  readonly invitations: readonly InvitationRecord[];
  readonly reservations: readonly ReservationRecord[];
  /** Larger than every id that was ever given to an account, and to a device. */
  readonly nextAccount: number;
  readonly nextDevice: number;
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
