/** A single message. */
import { question } from '../archive.ts';

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
