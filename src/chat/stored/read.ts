/** What somebody has read. */
import { question } from '../archive.ts';
import { stored } from './kind.ts';

/** `account` has read its conversation with `peer` up to the message `upTo`. */
export interface ReadUpTo {
  readonly kind: 'read';
  readonly account: number;
  /** An account; or a room, as minus its id. */
  readonly peer: number;
  readonly upTo: number;
  /** The time up to which it was read, where it is later than that of the message. */
  readonly at?: number;
}

export const read = stored<ReadUpTo>({
  kind: 'read',
  number: 14,
  heardAs: 'read',
  heardBy: 'self',
  needs: ({ account }) => ({ account }),
  entry: ({ account, peer, upTo }) => ({ by: account, to: peer, message: upTo }),
  upTo: true,
});

/** How far `account` has read its conversation with `peer`: up to the message `upTo`; 0: nothing. `at` null: not known. */
export const markerOf = question<
  { readonly account: number; readonly peer: number },
  { readonly upTo: number; readonly at: number | null }
>('marker');
