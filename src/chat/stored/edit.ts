/** New texts of messages. */
import { question } from '../archive.ts';
import { stored } from './kind.ts';

/** `message` gets the text `text`; whether the old one is kept depends on the configuration. */
export interface MessageEdited {
  readonly kind: 'edited';
  readonly message: number;
  /** The author of the message; 0 for a guest. */
  readonly by: number;
  readonly text: Uint8Array;
  /** Ids of the accounts that it mentions now. */
  readonly mentions: readonly number[];
  /** Only the author sees the edit: the other person, who has blocked them since, still sees the old text. */
  readonly hidden?: boolean;
}

export const edited = stored<MessageEdited>({
  kind: 'edited',
  number: 8,
  heardAs: 'edited',
  heardBy: 'conversation',
  needs: ({ message }) => ({ message }),
});

/** A text that a message has, or has had. */
export interface Revision {
  readonly at: number;
  readonly text: Uint8Array;
  /** Only the author sees it. */
  readonly hidden?: boolean;
}

/** Oldest first, ending with the current one. */
export const revisionsOf = question<{ readonly message: number }, readonly Revision[]>('revisions');
