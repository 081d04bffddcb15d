/** A command's parameters. */
import type { Reason } from '../protocol/frames.ts';
import type { Answer, LATER, Refusal } from './answer.ts';
import type { Hub } from './hub.ts';
import type { Role } from './records.ts';
import type { Asked } from './refusals.ts';
import type { Actor, Session } from './session.ts';

/** What only some commands have; see protocol/command-schemas.ts. */
export interface Options {
  readonly password?: string | undefined;
  readonly token?: string | undefined;
  readonly device?: string | undefined;
  readonly alive?: true | undefined;
  readonly invitation?: string | undefined;
  readonly old?: string | undefined;
  readonly new?: string | undefined;
  readonly key?: string | undefined;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly since?: number | undefined;
  readonly until?: number | undefined;
  readonly beneath?: number | undefined;
  readonly limit?: number | undefined;
  readonly query?: string | undefined;
  readonly zone?: number | undefined;
  readonly upTo?: number | undefined;
  readonly session?: number | undefined;
  readonly room?: string | undefined;
  readonly access?: 'public' | 'private' | undefined;
  readonly guests?: boolean | undefined;
  readonly kept?: boolean | undefined;
  readonly topic?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly find?: string | undefined;
  readonly mine?: boolean | undefined;
  /** Where a page goes on that is in the order of names. */
  readonly afterName?: string | undefined;
  readonly why?: string | undefined;
  readonly seconds?: number | undefined;
  readonly role?: Role | undefined;
  readonly message?: number | undefined;
  readonly reply?: number | undefined;
  readonly emoji?: string | undefined;
  readonly off?: boolean | undefined;
  readonly on?: boolean | undefined;
  readonly text?: string | null | undefined;
}

/** What a command does not have is left as it was, but for the options. The text is lent. */
export interface Request {
  /** One's own name, or that of the other one. 1–20 code points. */
  name: string;
  /** SENDTO: the text is `bytes[start, end)`, 1–65535 code points of UTF-8. */
  bytes: Uint8Array;
  start: number;
  end: number;
  options: Options;
}

/** Why `actor` may not do this now, or Reason.none. */
export type Precondition = (hub: Hub, actor: Actor, request: Request) => Reason | Refusal;

interface AnyCommand extends Asked {
  /** Checked in this order: the first that objects gives the reason. */
  readonly preconditions: readonly Precondition[];
}

/** Also for who asks without being there. */
export interface OpenCommand extends AnyCommand {
  readonly needsConnection?: false;
  /** Does it, or begins to. May still refuse. */
  readonly run: (hub: Hub, actor: Actor, request: Request) => Answer | typeof LATER;
}

/** About the connection that it is given at: it means nothing elsewhere. */
export interface ConnectionCommand extends AnyCommand {
  readonly needsConnection: true;
  readonly run: (hub: Hub, session: Session, request: Request) => Answer | typeof LATER;
}

export type Command = OpenCommand | ConnectionCommand;
