/** Messages between the main thread and the writer. */

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

/** Expired messages and audit entries that are held back, because the clock may be wrong. */
export interface HeldBack {
  readonly messages: number;
  /** The number of all messages. */
  readonly of: number;
  readonly audits: number;
  readonly ofAudits: number;
  /** The time by the clock. */
  readonly now: number;
}

/**
 * Faults for tests, shared with the writer: [0] an SQLite result code with which every commit fails (0: none; negative:
 * the writer dies), [1] the page limit of the database (0: none).
 */
export type Faults = Int32Array<SharedArrayBuffer>;

export type ToWriter =
  | PackedBatch
  /** The search index has forgotten these messages, so they may be erased. */
  | { readonly kind: 'forgotten'; readonly ids: readonly number[] }
  /** The files of the search index are wiped of forgotten messages. */
  | { readonly kind: 'wiped' }
  /** Asks for entries that are held back; `erase` lets them go. */
  | { readonly kind: 'retention'; readonly erase: boolean }
  /** Asks for entries with times in the future; `mend` mends them. */
  | { readonly kind: 'future'; readonly mend: boolean }
  | { readonly kind: 'close' };

export type FromWriter =
  | BatchResult
  | ({ readonly kind: 'ready' } & Snapshot)
  /** The folder cannot be used. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** These messages are about to be erased: the search index must forget them first. */
  | { readonly kind: 'forget'; readonly ids: readonly number[] }
  /** Nothing is left to forget: the files of the search index are to be wiped. */
  | { readonly kind: 'wipe'; readonly rewrite: boolean }
  /** Bytes of erased texts, by author. */
  | { readonly kind: 'released'; readonly bytes: ReadonlyMap<number, number> }
  /** Is anything being erased? */
  | { readonly kind: 'erasing'; readonly under: boolean }
  /** Answers in order: entries that were held back; entries with times in the future, with the newest time. */
  | { readonly kind: 'retention'; readonly held: HeldBack | null }
  | { readonly kind: 'future'; readonly found: FutureEntries | null; readonly newestAt: number }
  /** Instead of either answer, on a fault: nothing has changed. */
  | { readonly kind: 'unanswered'; readonly of: 'retention' | 'future'; readonly reason: string }
  /** A line for the operator: a note, or a warning that needs action. */
  | {
      readonly kind: 'note';
      readonly message: string;
      readonly details: Readonly<Record<string, string | number>>;
    }
  | { readonly kind: 'warning'; readonly message: string }
  /** The fault that stops the eraser; it tries again. */
  | { readonly kind: 'trouble'; readonly message: string };
