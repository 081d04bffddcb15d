/** What the main thread and the writer say to each other. */
import type { BatchResult, PackedBatch } from './batch.ts';
import type { StoreSettings } from './settings.ts';
import type { Snapshot } from './snapshot.ts';

export interface WriterData {
  readonly folder: string;
  readonly settings: StoreSettings;
  readonly faults: Faults | null;
}

/**
 * For tests, shared with the writer: [0] a result code of SQLite that every commit fails with (0: none; negative: the
 * writer dies), [1] how many pages the database may have (0: any number).
 */
export type Faults = Int32Array<SharedArrayBuffer>;

export type ToWriter =
  | PackedBatch
  /** These messages are in the search index no more, and may go. */
  | { readonly kind: 'forgotten'; readonly ids: readonly number[] }
  /** The files of the search index hold nothing of what was forgotten. */
  | { readonly kind: 'wiped' }
  | { readonly kind: 'close' };

export type FromWriter =
  | BatchResult
  | ({ readonly kind: 'ready' } & Snapshot)
  /** The folder cannot be used. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** These messages are about to be erased: the search index is to forget them first. */
  | { readonly kind: 'forget'; readonly ids: readonly number[] }
  /** Nothing is left to forget: the files of the search index are to be wiped. */
  | { readonly kind: 'wipe'; readonly rewrite: boolean }
  /** Bytes of texts that were deleted, by who wrote them. */
  | { readonly kind: 'released'; readonly bytes: ReadonlyMap<number, number> }
  /** Is anything being erased? */
  | { readonly kind: 'erasing'; readonly under: boolean }
  /** What keeps the eraser from its work; it tries again. */
  | { readonly kind: 'trouble'; readonly message: string };
