/** What an operator decides about storage. */

const CACHE_BYTES = 96 * 1024 * 1024;

/** How the cache is shared out, in KiB. What only reads has what SQLite gives everybody. */
export function cachesOf({ cacheBytes = CACHE_BYTES }: Pick<StoreSettings, 'cacheBytes'>): {
  readonly writerKiB: number;
  readonly searchKiB: number;
} {
  const searchKiB = Math.floor(cacheBytes / 1024 / 3);
  return { writerKiB: 2 * searchKiB, searchKiB };
}

export interface StoreSettings {
  /**
   * full: what is acknowledged survives a power cut. relaxed: it survives the end of the process, however sudden, and
   * the last moments before a power cut may be lost.
   */
  readonly durability: 'full' | 'relaxed';
  /** Messages older than this are deleted; Infinity keeps them. */
  readonly keepMessagesMs: number;
  /** Entries of the audit log older than this are erased; Infinity keeps them. */
  readonly keepAuditMs: number;
  /** Is what a message said before it was changed kept? */
  readonly keepEdits: boolean;
  /** Of all threads together, for pages of the files. */
  readonly cacheBytes?: number;
}
