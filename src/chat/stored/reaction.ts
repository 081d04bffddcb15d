/** Reactions to messages. */
import { question } from '../archive.ts';
import { offUnless, stored } from './kind.ts';

export interface Reacted {
  readonly kind: 'reaction';
  readonly message: number;
  readonly account: number;
  readonly emoji: string;
  readonly on: boolean;
  /** Only the person who reacts sees it: the other person of the conversation has blocked them. */
  readonly hidden?: boolean;
}

export const reaction = stored<Reacted>({
  kind: 'reaction',
  number: 15,
  heardAs: 'reacted',
  heardBy: 'conversation',
  needs: ({ account, message }) => ({ account, message }),
  entry: ({ account, message, on, hidden }) => ({
    by: account,
    message,
    more: hidden ? { ...offUnless(on), hidden } : offUnless(on),
  }),
});

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
