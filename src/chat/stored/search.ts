/** Searching messages. */
import { question, type StoredPage } from '../archive.ts';

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

/** What a search is given; `account` is who searches. */
export interface Searching {
  readonly account: number;
  readonly query: SearchQuery;
}

/** Newest first. The index of words answers it, not a table. */
export const foundBy = question<Searching, StoredPage>('search');
