/** The texts that a message has had. */
import { question } from '../archive.ts';

/** One of them. */
export interface Revision {
  readonly at: number;
  readonly text: Uint8Array;
  /** Only the author sees it. */
  readonly hidden?: boolean;
}

/** Oldest first, ending with the current one. */
export const revisionsOf = question<{ readonly message: number }, readonly Revision[]>('revisions');
