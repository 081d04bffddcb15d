/** What an answer says. */
import { Reason } from '../protocol/frames.ts';
import type { Refusal } from './ports.ts';
import { FOREVER } from './records.ts';
import type { Answer } from './request.ts';

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
