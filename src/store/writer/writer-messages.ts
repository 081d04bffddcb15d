/** What the main thread and the writer say to each other. */

import type { FutureEntries } from '../clock/future-entries.ts';
import type { ClockAhead } from '../clock/store-clock.ts';
import type { StoreSettings } from '../settings.ts';
import type { BatchResult, PackedBatch } from './batch.ts';
import type { Snapshot } from './snapshot.ts';

export interface WriterData {
  readonly folder: string;
  readonly settings: StoreSettings;
  readonly faults: Faults | null;
  readonly clockAhead: ClockAhead | null;
}

/** What is too old by a clock that may be wrong: messages, and entries of the audit log. */
export interface HeldBack {
  readonly messages: number;
  /** Of how many. */
  readonly of: number;
  readonly audits: number;
  readonly ofAudits: number;
  /** What the clock says. */
  readonly now: number;
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
  /** What is held back? `erase`: it may go. */
  | { readonly kind: 'retention'; readonly erase: boolean }
  /** Which entries are later than now? `mend`: they are not to be. */
  | { readonly kind: 'future'; readonly mend: boolean }
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
  /** Answers, each in its turn: what was held back; which entries were later than now, and which is the newest time. */
  | { readonly kind: 'retention'; readonly held: HeldBack | null }
  | { readonly kind: 'future'; readonly found: FutureEntries | null; readonly newestAt: number }
  /** Instead of either: why not. Nothing has changed. */
  | { readonly kind: 'unanswered'; readonly of: 'retention' | 'future'; readonly reason: string }
  /** For the operator: to know, and to do something about. */
  | {
      readonly kind: 'note';
      readonly message: string;
      readonly details: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'warning'; readonly message: string }
  /** What keeps the eraser from its work; it tries again. */
  | { readonly kind: 'trouble'; readonly message: string };
