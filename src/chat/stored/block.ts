/** A person who is blocked, or no more. */
import { offUnless, stored } from './kind.ts';

/** `account` blocks `blocked`, or unblocks it. */
export interface Blocked {
  readonly kind: 'block';
  readonly account: number;
  readonly blocked: number;
  readonly on: boolean;
  /** Private rooms that `account` was invited to and is not in, and may not join any more. */
  readonly uninvited?: readonly number[];
}

export const block = stored<Blocked>({
  kind: 'block',
  number: 17,
  heardAs: 'blocked',
  heardBy: 'self',
  needs: ({ account }) => ({ account }),
  entry: ({ account, blocked, on }) => ({ by: account, to: blocked, more: offUnless(on) }),
});
