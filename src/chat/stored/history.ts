/** What was said in a conversation. */
import { question, type StoredPage } from '../archive.ts';

/** Part of a conversation: the `limit` messages next to a position, or the newest. At most one position is not null. */
export interface Range {
  /** Only smaller ids, or earlier times. */
  readonly before: MessagePosition | null;
  /** Only larger ids, or this time and later. */
  readonly after: MessagePosition | null;
  readonly limit: number;
}

export type MessagePosition = { readonly id: number } | { readonly at: number };

/** Oldest first, without what `account` has blocked. */
export const historyOf = question<
  {
    readonly account: number;
    /** An account; or a room, as minus its id, which `account` may read. */
    readonly peer: number;
    readonly range: Range;
  },
  StoredPage
>('history');

/** Has `account` ever written to the account `peer`, as far as messages are kept? */
export const hasWritten = question<{ readonly account: number; readonly peer: number }, boolean>(
  'wrote',
);
