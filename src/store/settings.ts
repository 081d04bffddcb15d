/** The operator's settings of storage. */

const CACHE_BYTES = 96 * 1024 * 1024;

/** Divides the cache among the threads, in KiB; the reader keeps SQLite's default. */
export function cachesOf({ cacheBytes = CACHE_BYTES }: Pick<StoreSettings, 'cacheBytes'>): {
  readonly writerKiB: number;
  readonly searchKiB: number;
} {
  const searchKiB = Math.floor(cacheBytes / 1024 / 3);
  return { writerKiB: 2 * searchKiB, searchKiB };
}

export interface StoreSettings {
  /**
   * full: acknowledged data survive a power cut. relaxed: they survive the end of the process, however sudden; the last
   * moments before a power cut may be lost.
   */
  readonly durability: 'full' | 'relaxed';
  /** Messages older than this are erased; Infinity keeps them. */
  readonly keepMessagesMs: number;
  /** Entries of the audit log older than this are erased; Infinity keeps them. */
  readonly keepAuditMs: number;
  /** Are earlier texts of edited messages kept? */
  readonly keepEdits: boolean;
  /** Bytes for pages of the files, for all threads together. */
  readonly cacheBytes?: number;
}
