/** What an answer says, and how a connection is told it. */
import { Reason } from '../protocol/frames.ts';
import type { Connection, Refusal } from './ports.ts';
import { FOREVER } from './records.ts';
import type { Answer } from './request.ts';

/** Why something was refused, or Reason.none. */
export function reasonOf(answer: Answer): Reason {
  if (typeof answer === 'number') return answer;
  return 'reason' in answer ? answer.reason : Reason.none;
}

export function answerWith(connection: Connection, answer: Answer): void {
  if (typeof answer !== 'number') {
    if ('kind' in answer) connection.result(answer);
    else if ('reason' in answer) connection.failure(answer.reason, answer.waitMs, answer.why);
    else connection.success(answer);
  } else if (answer === Reason.none) connection.success();
  else connection.failure(answer);
}

/** Reason.none, or too fast for so many milliseconds yet. */
export function pacedBy(waitMs: number): Reason | Refusal {
  return waitMs > 0 ? { reason: Reason.tooFast, waitMs } : Reason.none;
}

/** `reason` until the time `until`; one that never comes, or is over: nobody can say when it passes. */
export function refusedUntil(reason: Reason, until: number, now: number): Reason | Refusal {
  return until >= FOREVER || until <= now ? reason : { reason, waitMs: until - now };
}
