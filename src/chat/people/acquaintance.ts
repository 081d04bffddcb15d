/**
 * Decides who counts as a stranger to a person: those whom the person has never written to. Only the archive knows, so
 * it is asked where it matters, and nowhere else.
 */
import { Reason } from '../../protocol/frames.ts';
import type { Hub } from '../hub.ts';
import { withoutReserve } from '../limits/shares.ts';
import { hasWritten } from '../stored/history.ts';
import type { Account, Actor } from './client.ts';

/** Answers remembered per account. */
const REMEMBERED_MAX = 1000;

/** Have all `accounts` written to `other`? `done` is called now or later; null: that cannot be read now. */
export function allHaveWritten(
  hub: Hub,
  accounts: readonly Account[],
  other: Account,
  done: (all: boolean | null) => void,
): void {
  const [first, ...rest] = accounts;
  if (first === undefined) return done(true);
  hub.world.archive.ask(hasWritten, { account: first.id, peer: other.id }, (wrote) => {
    if (wrote === true) allHaveWritten(hub, rest, other, done);
    else done(wrote);
  });
}

/**
 * Why no more messages of `sender`, through `actor`, can wait for `recipient`, who is away, or Reason.none. A reserve
 * is kept for people whom `recipient` has written to; new accounts among the strangers share one sender's limit per
 * address group. `unknown`: it must be found out first whether they are strangers.
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

/**
 * Finds out whether `recipient`, who is away, has written to `sender`. The answer is known when `done` is called, and
 * stays so while they are away.
 */
export function learn(hub: Hub, recipient: Account, sender: Account, done: () => void): void {
  const { waiting } = recipient;
  waiting.acquaintances ??= new Map();
  // A login replaces this map, so a late answer must not go into the new one.
  const { acquaintances } = waiting;
  const asked = { account: recipient.id, peer: sender.id };
  hub.world.archive.ask(hasWritten, asked, (wrote) => {
    if (acquaintances.size >= REMEMBERED_MAX) acquaintances.clear();
    if (wrote !== null) acquaintances.set(sender.id, wrote);
    done();
  });
}
