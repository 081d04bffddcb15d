/** Which refusals matter to whoever looks after a server: tries to get in, and what somebody may not do. */
import type { Contract } from '../protocol/contract.ts';
import { Reason } from '../protocol/frames.ts';

/** A command, as far as it matters that it is refused. */
export interface Asked {
  readonly contract: Pick<Contract, 'name' | 'tries' | 'connection'>;
}

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
export function matters({ contract }: Asked, reason: Reason): boolean {
  return ALWAYS.has(reason) || (contract.tries === true && OF_TRIES.has(reason));
}
