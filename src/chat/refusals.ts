/** Selects the refusals worth logging: failed logins, and forbidden acts. */
import type { Contract } from '../protocol/contract.ts';
import { Reason } from '../protocol/frames.ts';

/** The parts of a command that decide whether its refusal is logged. */
export interface NamedCommand {
  readonly contract: Pick<Contract, 'name' | 'scope' | 'tries' | 'connection'>;
}

/** For any command. */
const ALWAYS: ReadonlySet<Reason> = new Set([
  Reason.notPermitted,
  Reason.banned,
  Reason.tlsRequired,
  Reason.invitationNeeded,
]);

/** For commands with a password, a token or an invitation. */
const OF_TRIES: ReadonlySet<Reason> = new Set([Reason.tooFast, Reason.noSuchUser]);

/** Does not cover wrong passwords, which are reported on their own: see Observer.guessed. */
export function matters({ contract }: NamedCommand, reason: Reason): boolean {
  return ALWAYS.has(reason) || (contract.tries === true && OF_TRIES.has(reason));
}
