/** The archive's interface: history, search, unread counts. `store/` implements it. */
import type { LogPage } from './delivery/log-entry.ts';
import type { AuditEntry } from './records.ts';

/** A message as it is stored. */
export interface StoredMessage {
  readonly id: number;
  readonly at: number;
  /** 0: by the guest `guest`. */
  readonly from: number;
  /** An account; or a room, as minus its id. */
  readonly to: number;
  /** The current text; empty where it was deleted. */
  readonly text: Uint8Array;
  /** Fields that few messages have. */
  readonly more?: StoredExtras;
}

export interface StoredExtras {
  readonly guest: string | null;
  readonly reply: number | null;
  /** When it was last edited; null: never. */
  readonly editedAt: number | null;
  readonly deleted: boolean;
  readonly pinned: boolean;
  /** Ordered by first use; at most `REACTIONS_SHOWN`. */
  readonly reactions: readonly ReactionCount[];
}

export interface ReactionCount {
  readonly emoji: string;
  readonly count: number;
  /** Is one's own among them? */
  readonly mine: boolean;
}

/** An earlier text of a message. */
export interface Revision {
  readonly at: number;
  readonly text: Uint8Array;
  /** Only the author sees it. */
  readonly hidden?: boolean;
}

/** The author of a stored message and who may see it: what a command checks. */
export interface MessageOwner {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly guest: string | null;
  readonly at: number;
  readonly deleted: boolean;
  readonly hidden: boolean;
}

/** Messages, oldest first; `more`: others lie beyond, in the direction asked for. */
export interface MessagePage {
  readonly messages: readonly StoredMessage[];
  readonly more: boolean;
}

/** Part of a conversation: the `limit` messages next to a position, or the newest. At most one position is not null. */
export interface Range {
  /** Only smaller ids, or earlier times. */
  readonly before: MessagePosition | null;
  /** Only larger ids, or this time and later. */
  readonly after: MessagePosition | null;
  readonly limit: number;
}

export type MessagePosition = { readonly id: number } | { readonly at: number };

export interface SearchQuery {
  /** All must occur: each is a word, or several consecutive words. */
  readonly phrases: readonly string[];
  /** The author; null for anyone. */
  readonly from: number | null;
  /** The other person of the conversation; a room as minus its id. */
  readonly with: number | null;
  /** Ids of the rooms that are searched. */
  readonly rooms: readonly number[];
  /** Only earlier than this time; only this time or later. */
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
  /** Those that mention the account, in a room. */
  readonly mentions: number;
  /** The newest message of the conversation, by anyone. */
  readonly newest: number;
  /** In a room: the last message read. */
  readonly read?: number;
}

/** A conversation of two people, or someone's notes to themselves. */
export interface StoredConversation {
  /** The other person; for notes, the account itself. */
  readonly peer: number;
  /** The newest message that the account may see. */
  readonly newest: number;
  readonly at: number;
}

/** Ordered by newest message, latest first; `more`: there are older ones. */
export interface ConversationPage {
  readonly conversations: readonly StoredConversation[];
  readonly more: boolean;
}

/**
 * Reads what is durable, including everything appended before the request. `done` is called later, with null when the
 * archive cannot be read now. A page ends early where its texts are large.
 */
export interface Archive {
  /** After a read that gave null: is the archive damaged, so that retrying is no use, at least for a while? */
  readonly damaged?: boolean;
  /** `peer`: an account; or a room, as minus its id, which `account` may read. Omits what `account` has blocked. */
  history(
    account: number,
    peer: number,
    range: Range,
    done: (page: MessagePage | null) => void,
  ): void;
  /**
   * Messages from others to `account` itself, not to rooms, with ids over `after`, oldest first; without those it has
   * already read.
   */
  missed(
    account: number,
    after: number,
    limit: number,
    done: (page: MessagePage | null) => void,
  ): void;
  /** Newest first. */
  search(account: number, query: SearchQuery, done: (page: MessagePage | null) => void): void;
  /** Conversations with unread messages, and all rooms that the account is in; newest message first. */
  unread(account: number, done: (counts: readonly UnreadCount[] | null) => void): void;
  /**
   * Conversations of `account` with people who are still there; where `beneath` is not null, only those whose newest
   * message has a smaller id.
   */
  conversations(
    account: number,
    beneath: number | null,
    limit: number,
    done: (page: ConversationPage | null) => void,
  ): void;
  /**
   * Has `account` ever written to the account `peer`, as far as messages are kept? Null where it cannot be read now.
   */
  wrote(account: number, peer: number, done: (wrote: boolean | null) => void): void;
  /** Null for a message that does not exist, and where the archive cannot be read now; `read` tells which. */
  message(id: number, done: (message: MessageOwner | null, read: boolean) => void): void;
  /** The texts of the message `id`, oldest first, ending with the current one. */
  revisions(id: number, done: (revisions: readonly Revision[] | null) => void): void;
  /** Reactions to a message, in the order they were made. */
  reactions(
    id: number,
    done: (
      reactions: readonly { emoji: string; account: number; hidden?: boolean }[] | null,
    ) => void,
  ): void;
  /** The messages pinned in `room`, oldest first, as `account` sees them. */
  pins(account: number, room: number, done: (page: MessagePage | null) => void): void;
  /** Log entries with ids larger than `after`, without erased ones. */
  entries(after: number, limit: number, done: (page: LogPage | null) => void): void;
  /** Newest first; only ids below `before`, and only the room `room`, where these are not null. */
  audit(
    before: number | null,
    room: number | null,
    limit: number,
    done: (entries: readonly AuditEntry[] | null) => void,
  ): void;
}
