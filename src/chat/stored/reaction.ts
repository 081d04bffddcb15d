/** Reactions to messages. */
import { question } from '../archive.ts';

export interface StoredReaction {
  readonly emoji: string;
  readonly account: number;
  /** Only the one who reacted sees it. */
  readonly hidden?: boolean;
}

/** In the order in which they were made. */
export const reactionsTo = question<{ readonly message: number }, readonly StoredReaction[]>(
  'reactions',
);
