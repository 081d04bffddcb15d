/** A command's parameters. */
import type { Arguments, CommandName } from '../protocol/contracts.ts';
import { Reason } from '../protocol/frames.ts';
import type { Answer, LATER, Refusal } from './answer.ts';
import type { Hub } from './hub.ts';
import type { Asked } from './refusals.ts';
import type { Actor, Session } from './session.ts';

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

interface AnyCommand<Name extends CommandName> extends Asked {
  /** Checked in this order: the first that objects gives the reason. */
  readonly preconditions: readonly Precondition<Name>[];
}

/** Also for who asks without being there. */
export interface OpenCommand<Name extends CommandName = CommandName> extends AnyCommand<Name> {
  readonly needsConnection?: false;
  /** Does it, or begins to. May still refuse. */
  readonly run: OfCommand<
    (hub: Hub, actor: Actor, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

/** About the connection that it is given at: it means nothing elsewhere. */
export interface ConnectionCommand<Name extends CommandName = CommandName>
  extends AnyCommand<Name> {
  readonly needsConnection: true;
  readonly run: OfCommand<
    (hub: Hub, session: Session, request: Request<Name>) => Answer<Name> | typeof LATER
  >;
}

export type Command<Name extends CommandName = CommandName> =
  | OpenCommand<Name>
  | ConnectionCommand<Name>;

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
