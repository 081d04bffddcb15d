/** What an operator decides about storage. */

export interface StoreSettings {
  /**
   * full: what is acknowledged survives a power cut. relaxed: it survives the end of the process, however sudden, and
   * the last moments before a power cut may be lost.
   */
  readonly durability: 'full' | 'relaxed';
  /** Messages older than this are deleted; Infinity keeps them. */
  readonly keepMessagesMs: number;
  /** Is what a message said before it was changed kept? */
  readonly keepEdits: boolean;
}
