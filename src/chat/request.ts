/** A command's parameters. */
import type { Arguments, CommandName, ContractNamed } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { OwnerArguments, OwnerCommandName } from '../protocol/owner-contracts.ts';
import type { Answer, AnyCommandName, LATER, Refusal } from './answer.ts';
import type { Hub } from './hub.ts';
import type { Actor, Client } from './people/client.ts';
import type { NamedCommand } from './refusals.ts';

/** The arguments of a command of clients, or of the owner. */
type GivenTo<Name extends AnyCommandName> = Name extends CommandName
  ? Arguments<Name>
  : Name extends OwnerCommandName
    ? OwnerArguments<Name>
    : never;

/** A command's arguments, and its text, which is lent as `bytes[start, end)`. */
export interface Request<Name extends AnyCommandName = AnyCommandName> {
  given: GivenTo<Name>;
  /** 1 to TEXT_CODE_POINTS_MAX code points of UTF-8 where the command has a text; otherwise empty. */
  bytes: Uint8Array;
  start: number;
  end: number;
}

const NO_TEXT = new Uint8Array(0);

/** A request with the arguments `given` and no text. */
export function requestOf<Name extends AnyCommandName>(given: GivenTo<Name>): Request<Name> {
  return { given, bytes: NO_TEXT, start: 0, end: 0 };
}

/**
 * Lets a function with the parameters of one command stand where one for any command is expected: the command table
 * holds them all.
 */
type OfCommand<Run extends (...parameters: never[]) => unknown> = {
  bivarianceHack(...parameters: Parameters<Run>): ReturnType<Run>;
}['bivarianceHack'];

/** Is told the answer to a command. */
export type Done<Name extends AnyCommandName = AnyCommandName> = OfCommand<
  (answer: Answer<Name>) => void
>;

/** Why `actor` may not do this now, or Reason.none. */
export type Precondition<Name extends AnyCommandName = AnyCommandName> = OfCommand<
  (hub: Hub, actor: Actor, request: Request<Name>) => Reason | Refusal
>;

/** The implementation of a command. */
export interface Handler<Name extends AnyCommandName = AnyCommandName> {
  /** Checked in this order, after who may use the command: the first that objects gives the reason. */
  readonly preconditions?: readonly Precondition<Name>[];
  /** Executes the command, or begins to. May still refuse. */
  readonly run: OfCommand<
    (hub: Hub, actor: ActorOf<Name>, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

/** A command that makes no sense without a connection runs only for clients. */
type ActorOf<Name extends AnyCommandName> = Name extends CommandName
  ? ContractNamed<Name> extends { readonly connection: true }
    ? Client
    : Actor
  : Actor;

/** A command: its contract and its implementation. */
export interface Command<Name extends AnyCommandName = AnyCommandName> {
  readonly contract: NamedCommand['contract'];
  /** All of them, beginning with who may use the command. */
  readonly preconditions: readonly Precondition<Name>[];
  readonly run: OfCommand<
    (hub: Hub, actor: Actor, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

/** The first reason why `actor` may not use the command now, or Reason.none. */
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
