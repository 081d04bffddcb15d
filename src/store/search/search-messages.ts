/** Messages between the main thread and the search thread. */
import type { Searching } from '../../chat/stored/search.ts';
import type { Ask, QueryResult } from '../reader/archive-messages.ts';

export interface SearchData {
  readonly folder: string;
  /** The cache of the index. */
  readonly cacheKiB: number;
}

export type ToSearch =
  | Ask<Searching>
  /** The log has grown. */
  | { readonly kind: 'follow' }
  /** Removes these entries from the index, before they are erased. */
  | { readonly kind: 'forget'; readonly ids: readonly number[] }
  /** Wipes forgotten texts from the files; with `rewrite`, every word of them. */
  | { readonly kind: 'wipe'; readonly rewrite: boolean };

export type FromSearch =
  | QueryResult
  /** The thread listens. Unfinished work of an earlier thread must be posted again. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'forgotten'; readonly ids: readonly number[] }
  | { readonly kind: 'wiped' }
  /** The index is being rebuilt. */
  | { readonly kind: 'renewed'; readonly reason: string }
  /** The index has got to the entry `upto` of the log, whose newest is `newest`, and goes on. */
  | { readonly kind: 'progress'; readonly upto: number; readonly newest: number }
  /** The index has caught up. */
  | { readonly kind: 'complete'; readonly upto: number }
  /** Null: indexing works. */
  | { readonly kind: 'indexing'; readonly trouble: string | null };
