/** Messages. */
import type { Manner } from '../../protocol/manner.ts';
import { question } from '../archive.ts';
import { stored } from './kind.ts';

/** A message between two people names both in `from` and `to`; the text is UTF-8. */
export interface MessageSent {
  readonly kind: 'message';
  /** 0: a guest, in a room. */
  readonly from: number;
  /** An account; or a room, as minus its id. */
  readonly to: number;
  /** The sender's own id for it: a second message with the same is not stored. Null for none. */
  readonly key: string | null;
  /** Nobody is logged in as `to`: it counts as waiting. */
  readonly waits: boolean;
  readonly text: Uint8Array;
  /** Fields that few messages have; left out where all are empty. */
  readonly more?: MessageExtras;
}

export interface MessageExtras {
  /** The name of a guest; null where an account wrote it. */
  readonly guest: string | null;
  /** The message that it answers, in the same conversation. */
  readonly reply: number | null;
  /** How it is meant; null: it is just said. */
  readonly as: Manner | null;
  /** Ids of the accounts that it mentions. */
  readonly mentions: readonly number[];
  /** Only its sender ever finds it: the recipient has blocked them. Never missed nor unread. */
  readonly hidden: boolean;
}

export const message = stored<MessageSent>({
  kind: 'message',
  number: 1,
  heardAs: 'message',
  heardBy: 'conversation',
});

/** The author of a stored message and who may see it: what a command checks. */
export interface MessageOwner {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly guest: string | null;
  readonly at: number;
  readonly deleted: boolean;
  readonly hidden: boolean;
}

/** `message` is null where there is none with this id. */
export const messageWith = question<
  { readonly id: number },
  { readonly message: MessageOwner | null }
>('message');
