/** What the main thread and the one that searches say to each other. */
import type { Answer, Ask } from '../reader/archive-messages.ts';

export interface SearchData {
  readonly folder: string;
  /** Of the index. */
  readonly cacheKiB: number;
}

export type ToSearch =
  | Ask
  /** There is something new in the log. */
  | { readonly kind: 'follow' }
  /** Takes these out of the index, before they are erased. */
  | { readonly kind: 'forget'; readonly ids: readonly number[] }
  /** Nothing of what was forgotten may be in the files; with `rewrite`, not even a word. */
  | { readonly kind: 'wipe'; readonly rewrite: boolean };

export type FromSearch =
  | Answer
  /** It listens; what an earlier thread was told and has not done is to be said again. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'forgotten'; readonly ids: readonly number[] }
  | { readonly kind: 'wiped' }
  /** The index is made anew. */
  | { readonly kind: 'renewed'; readonly reason: string }
  /** It has got to the entry `upto` of the log, whose newest is `newest`, and goes on. */
  | { readonly kind: 'progress'; readonly upto: number; readonly newest: number }
  /** It has taken in everything that there was. */
  | { readonly kind: 'complete'; readonly upto: number }
  /** Null: it works. */
  | { readonly kind: 'indexing'; readonly trouble: string | null };
