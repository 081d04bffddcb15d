/** A command's parameters. */
import type { Contract } from '../protocol/contract.ts';
import type { Arguments, CommandName, ContractNamed } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Answer, LATER, Refusal } from './answer.ts';
import type { Hub } from './hub.ts';
import type { Actor, Session } from './people/session.ts';

/** What a command is given: its arguments, and its text, which is lent as `bytes[start, end)`. */
export interface Request<Name extends CommandName = CommandName> {
  given: Arguments<Name>;
  /** 1–65535 code points of UTF-8 where the command has a text; otherwise empty. */
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** A function whose parameters may be those of one command where those of any are expected: the table has them all. */
type OfCommand<Run extends (...parameters: never[]) => unknown> = {
  bivarianceHack(...parameters: Parameters<Run>): ReturnType<Run>;
}['bivarianceHack'];

/** Why `actor` may not do this now, or Reason.none. */
export type Precondition<Name extends CommandName = CommandName> = OfCommand<
  (hub: Hub, actor: Actor, request: Request<Name>) => Reason | Refusal
>;

/** What does a command. */
export interface Handler<Name extends CommandName = CommandName> {
  /** Checked in this order, behind who may give the command: the first that objects gives the reason. */
  readonly preconditions?: readonly Precondition<Name>[];
  /** Does it, or begins to. May still refuse. */
  readonly run: OfCommand<
    (hub: Hub, actor: ActorOf<Name>, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

/** A command that makes no sense without a connection is given to one alone. */
type ActorOf<Name extends CommandName> =
  ContractNamed<Name> extends { readonly connection: true } ? Session : Actor;

/** A command: what it is, and what does it. */
export interface Command<Name extends CommandName = CommandName> {
  readonly contract: Contract;
  /** All of them, that of who may give it first. */
  readonly preconditions: readonly Precondition<Name>[];
  readonly run: OfCommand<
    (hub: Hub, actor: Actor, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

/** The first reason why `actor` may not give the command now, or Reason.none. */
export function objection(
  hub: Hub,
  actor: Actor,
  { preconditions }: Command,
  request: Request,
): Reason | Refusal {
  for (const precondition of preconditions) {
    const reason = precondition(hub, actor, request);
    if (reason !== Reason.none) return reason;
  }
  return Reason.none;
}
