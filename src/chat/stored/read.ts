/** What somebody has read. */
import { stored } from './kind.ts';

/** `account` has read its conversation with `peer` up to the message `upTo`. */
export interface ReadUpTo {
  readonly kind: 'read';
  readonly account: number;
  /** An account; or a room, as minus its id. */
  readonly peer: number;
  readonly upTo: number;
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
