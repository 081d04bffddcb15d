/** Who is no stranger to somebody: whom they have written to, of their own accord. */
import type { Account } from './accounts.ts';
import type { Hub } from './hub.ts';

/** Have all `accounts` written to `other`? `done` is told later; null: that cannot be read now. */
export function allHaveWritten(
  hub: Hub,
  accounts: readonly Account[],
  other: Account,
  done: (all: boolean | null) => void,
): void {
  const [first, ...rest] = accounts;
  if (first === undefined) return done(true);
  hub.world.archive.wrote(first.id, other.id, (wrote) => {
    if (wrote === true) allHaveWritten(hub, rest, other, done);
    else done(wrote);
  });
}
