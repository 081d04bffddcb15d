/** What is asked of what is stored: history, search, what is unread. `store/` answers it. */
import type { LogPage } from './delivery/log-entry.ts';
import type { AuditEntry } from './records.ts';

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
  /** Only who wrote it sees it. */
  readonly hidden?: boolean;
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

/** A part of a conversation: the `limit` messages next to a position, or the newest. At most one is not null. */
export interface Range {
  /** Those with smaller ids, or made earlier than this time. */
  readonly before: MessagePosition | null;
  /** Those with larger ids, or made at this time or later. */
  readonly after: MessagePosition | null;
  readonly limit: number;
}

export type MessagePosition = { readonly id: number } | { readonly at: number };

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
  /** The newest of the conversation, whoever wrote it. */
  readonly newest: number;
  /** Of a room: up to which message it was read. */
  readonly read?: number;
}

/** A conversation of two people, or of one with oneself. */
export interface StoredConversation {
  /** The other one; oneself, of notes. */
  readonly peer: number;
  /** Its newest message that the one who asks may see. */
  readonly newest: number;
  readonly at: number;
}

/** Those with the newest messages first; `more`: there are others with older ones. */
export interface ConversationPage {
  readonly conversations: readonly StoredConversation[];
  readonly more: boolean;
}

/**
 * Reads what is durable, and everything that was appended before it was asked. `done` is called later, with null
 * when the archive cannot be read now. A page ends early where its texts are large.
 */
export interface Archive {
  /** Why nothing was read where that was null: because it is damaged, and no use to try again, or for a while. */
  readonly damaged?: boolean;
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
  /**
   * Conversations of `account` with people, not with those who are gone: those whose newest message has a smaller id
   * than `beneath`, where that is not null.
   */
  conversations(
    account: number,
    beneath: number | null,
    limit: number,
    done: (page: ConversationPage | null) => void,
  ): void;
  /** Has `account` ever written to `peer`, an account, as far as that is kept? Null where it cannot be read now. */
  wrote(account: number, peer: number, done: (wrote: boolean | null) => void): void;
  /** Null for a message that is not there, and where the archive cannot be read now: `read` tells. */
  message(id: number, done: (message: MessageOwner | null, read: boolean) => void): void;
  /** What the message `id` said, oldest first, ending with what it says now. */
  revisions(id: number, done: (revisions: readonly Revision[] | null) => void): void;
  /** Who reacted to it, in the order in which they did. */
  reactions(
    id: number,
    done: (
      reactions: readonly { emoji: string; account: number; hidden?: boolean }[] | null,
    ) => void,
  ): void;
  /** The messages that are pinned in `room`, oldest first, as `account` sees them. */
  pins(account: number, room: number, done: (page: MessagePage | null) => void): void;
  /** What the log has with larger ids than `after`, without what is erased. */
  entries(after: number, limit: number, done: (page: LogPage | null) => void): void;
  /** Newest first; with smaller ids than `before`, of the room `room`, where they are not null. */
  audit(
    before: number | null,
    room: number | null,
    limit: number,
    done: (entries: readonly AuditEntry[] | null) => void,
  ): void;
}
