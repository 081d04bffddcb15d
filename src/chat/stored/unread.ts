/** What somebody has not received, or not read. */
import { question, type StoredPage } from '../archive.ts';

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

/**
 * Messages from others to `account` itself, not to rooms, with ids over `after`, oldest first; without those it has
 * already read.
 */
export const missedBy = question<
  { readonly account: number; readonly after: number; readonly limit: number },
  StoredPage
>('missed');

/** Conversations with unread messages, newest message first. */
export const unreadBy = question<{ readonly account: number }, readonly UnreadCount[]>('unread', {
  seesCursors: true,
});
