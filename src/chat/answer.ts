/** The answer to a command. */
import type { CommandName, ReplyData } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Manner } from '../protocol/manner.ts';
import type { OwnerCommandName, OwnerReplyData } from '../protocol/owner-contracts.ts';
import type { Roster } from './name.ts';
import { FOREVER } from './records.ts';

/** Receipt of a stored message; a negative id belongs to one that is only remembered for a while. */
export interface Receipt {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The message that it answers. */
  readonly reply?: number;
  /** How it is meant; left out: it is just said. */
  readonly as?: Manner;
}

/** `receipt` as the hearers of the message get it; the same object for most. */
export function receiptWith(
  receipt: Receipt,
  { reply, as }: { readonly reply: number | null; readonly as: Manner | null },
): Receipt {
  if (reply === null && as === null) return receipt;
  return { ...receipt, ...(reply !== null && { reply }), ...(as !== null && { as }) };
}

/** A reason for refusal, with details. */
export interface Refusal {
  readonly reason: Reason;
  /** Milliseconds after which a retry may succeed, where that is known. */
  readonly waitMs?: number | undefined;
  /** An explanation for people, where the reason alone says too little. */
  readonly why?: string | undefined;
}

/** A command of clients, or of the server's owner. */
export type AnyCommandName = CommandName | OwnerCommandName;

type DataOf<Name extends AnyCommandName> = Name extends CommandName
  ? ReplyData<Name>
  : Name extends OwnerCommandName
    ? OwnerReplyData<Name>
    : never;

/** The result of a query, as the command's contract describes it. */
export interface Reply<Name extends AnyCommandName = AnyCommandName> {
  readonly data: DataOf<Name>;
  /** The texts of the list's entries, in their order, where these have texts. */
  readonly texts?: readonly Uint8Array[];
  /** The list goes on before its beginning, so that is left out where not all of it fits a frame. */
  readonly goesBack?: true;
}

/** A reason for refusal, Reason.none for success, or the result. */
export type Answer<Name extends AnyCommandName = AnyCommandName> =
  | Reason
  | Refusal
  | Roster
  | Reply<Name>
  | Receipt;

/** The command is answered later. */
export const LATER = -1;

/** The reason for a refusal, or Reason.none. */
export function reasonOf(answer: Answer): Reason {
  if (typeof answer === 'number') return answer;
  return 'reason' in answer ? answer.reason : Reason.none;
}

/** Reason.none, or too fast for another `waitMs` milliseconds. */
export function pacedBy(waitMs: number): Reason | Refusal {
  return waitMs > 0 ? { reason: Reason.tooFast, waitMs } : Reason.none;
}

/** `reason`, until the time `until`; without a wait where that never comes, or is past. */
export function refusedUntil(reason: Reason, until: number, now: number): Reason | Refusal {
  return until >= FOREVER || until <= now ? reason : { reason, waitMs: until - now };
}
