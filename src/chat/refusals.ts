/** Which refusals matter to whoever looks after a server: tries to get in, and what somebody may not do. */
import { Reason } from '../protocol/frames.ts';
import type { Command } from './request.ts';

/** Whatever was asked for. */
const ALWAYS: ReadonlySet<Reason> = new Set([
  Reason.notPermitted,
  Reason.banned,
  Reason.tlsRequired,
  Reason.invitationNeeded,
]);

/** Of what brings a password, a token or an invitation. */
const OF_TRIES: ReadonlySet<Reason> = new Set([Reason.tooFast, Reason.noSuchUser]);

/** A wrong password is told by itself: see Observer.guessed. */
export function matters({ tries = false }: Command, reason: Reason): boolean {
  return ALWAYS.has(reason) || (tries && OF_TRIES.has(reason));
}
