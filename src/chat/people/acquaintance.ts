/**
 * Who is no stranger to somebody: whom they have written to, of their own accord. Only the archive knows, so it is asked
 * where it matters, and nowhere else.
 */
import { Reason } from '../../protocol/frames.ts';
import type { Hub } from '../hub.ts';
import { withoutReserve } from '../limits/shares.ts';
import type { Account, Actor } from './session.ts';

/** Of one account's, so many answers are remembered at a time. */
const REMEMBERED_MAX = 1000;

/** Have all `accounts` written to `other`? `done` is told now or later; null: that cannot be read now. */
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

/**
 * Why no message more of `sender`, by `actor`, can wait for `recipient`, who is away, or Reason.none. Strangers leave a
 * reserve to those whom `recipient` has written to; those of them whose accounts are new have the share of one sender
 * for all of an address. `unknown`: it has to be asked whether they are strangers.
 */
export function mayWait(
  hub: Hub,
  { share }: Actor,
  sender: Account,
  { waiting }: Account,
): Reason | 'unknown' {
  const { waitingMax, waitingPerSenderMax, reserve } = hub.settings;
  if (waiting.total >= waitingMax || waiting.of(sender.id) >= waitingPerSenderMax) {
    return Reason.quotaReached;
  }
  const isCrowded =
    waiting.total >= withoutReserve(waitingMax, reserve) ||
    (waiting.ofShare(share) >= waitingPerSenderMax && hub.isStranger(sender.person));
  if (!isCrowded) return Reason.none;
  const known = waiting.acquaintances?.get(sender.id);
  if (known === undefined) return 'unknown';
  return known ? Reason.none : Reason.quotaReached;
}

/** Asks whether `recipient`, who is away, has written to `sender`; it is known for as long as they are, when `done` is called. */
export function learn(hub: Hub, recipient: Account, sender: Account, done: () => void): void {
  const { waiting } = recipient;
  waiting.acquaintances ??= new Map();
  // Another, once they have been here.
  const { acquaintances } = waiting;
  hub.world.archive.wrote(recipient.id, sender.id, (wrote) => {
    if (acquaintances.size >= REMEMBERED_MAX) acquaintances.clear();
    if (wrote !== null) acquaintances.set(sender.id, wrote);
    done();
  });
}
