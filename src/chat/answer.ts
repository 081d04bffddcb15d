/** How a command is answered. */
import type { CommandName, ReplyData } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Roster } from './name.ts';
import { FOREVER } from './records.ts';

/** What became of a message that was stored; with a negative id, of one that is remembered for a while. */
export interface Receipt {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The message that it answers. */
  readonly reply?: number;
}

/** A reason why not of which there is more to say. */
export interface Refusal {
  readonly reason: Reason;
  /** Milliseconds after which it may be tried again, where that is known. */
  readonly waitMs?: number | undefined;
  /** For people, where the words of the reason say too little. */
  readonly why?: string | undefined;
}

/** What was asked for, in the words of the command's contract. */
export interface Reply<Name extends CommandName = CommandName> {
  readonly data: ReplyData<Name>;
  /** Those of the entries of its list, in their order, where these have texts. */
  readonly texts?: readonly Uint8Array[];
}

/** How a command is answered: why not, Reason.none for success, or with what was asked for. */
export type Answer<Name extends CommandName = CommandName> =
  | Reason
  | Refusal
  | Roster
  | Reply<Name>
  | Receipt;

/** The command is answered later. */
export const LATER = -1;

/** Why something was refused, or Reason.none. */
export function reasonOf(answer: Answer): Reason {
  if (typeof answer === 'number') return answer;
  return 'reason' in answer ? answer.reason : Reason.none;
}

/** Reason.none, or too fast for so many milliseconds yet. */
export function pacedBy(waitMs: number): Reason | Refusal {
  return waitMs > 0 ? { reason: Reason.tooFast, waitMs } : Reason.none;
}

/** `reason` until the time `until`; one that never comes, or is over: nobody can say when it passes. */
export function refusedUntil(reason: Reason, until: number, now: number): Reason | Refusal {
  return until >= FOREVER || until <= now ? reason : { reason, waitMs: until - now };
}
