/** With whom somebody has conversations. */
import { question } from '../archive.ts';

/** A conversation of two people, or someone's notes to themselves. */
export interface StoredConversation {
  /** The other person; for notes, the account itself. */
  readonly peer: number;
  /** The newest message that the account may see. */
  readonly newest: number;
  readonly at: number;
}

/** Ordered by newest message, latest first; `more`: there are older ones. */
export interface StoredConversations {
  readonly conversations: readonly StoredConversation[];
  readonly more: boolean;
}

/** Conversations of `account` with people who are still there. */
export const conversationsOf = question<
  {
    readonly account: number;
    /** Only those whose newest message has a smaller id; null: all. */
    readonly beneath: number | null;
    readonly limit: number;
  },
  StoredConversations
>('conversations');
