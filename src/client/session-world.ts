/** What a session needs of the world, and who hears of it. */

import type { Capability } from '../protocol/events/capabilities.ts';
import type { Clock } from './clock.ts';
import type { Connection, ConnectionEnd, Reply, Request } from './connection.ts';
import type { ClientEvent, Received } from './events.ts';
import type { Proof } from './standing-login.ts';
import type { ServerWay } from './transport.ts';

/** Who hears what happens, in the order in which it does. */
export interface SessionListener {
  /** Connected, for the first time or again. */
  opened(again: boolean): void;
  reply(request: Request, reply: Reply): void;
  /** There is no reply to `request`: where it `wasSent`, nobody knows whether it was executed. */
  unanswered(request: Request, wasSent: boolean): void;
  /** `missed`: it had been sent before the login. */
  message(message: Received, missed: boolean): void;
  /** Anything else that the server tells; after `hello` only. */
  event(event: ClientEvent): void;
  /** The connection is lost. The session goes on trying until it is `opened` again or closed. */
  lost(end: ConnectionEnd): void;
  /** Logged in again as `name`. */
  restored(name: string): void;
  /** Logging in again failed; does the session go on trying? Told once for each cause. */
  notRestored(name: string, reply: Reply, trying: boolean): void;
  /** The last call: the server was never reached, is not trusted, or does not speak the protocol. */
  ended(end: ConnectionEnd): void;
}

/** What a session needs of the world. */
export interface SessionWorld extends Clock, ServerWay {
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** What the client says that it is with `hello`. */
  readonly client: string;
  /** What it wants to hear of; left out: everything. */
  readonly events?: Capability[];
  /** Of what was missed, no more than this is brought at a login. */
  readonly missedMax: number;
}

/** The session's connection of now. */
export interface Line {
  readonly connection: Connection;
  readonly connected: boolean;
  /** The reply to `request` is for `answer` alone; there is none where the connection is lost. */
  own(request: Request, answer: (reply: Reply) => void): void;
  /** Logs in where there is a connection; the reply comes to `cameBack`. */
  comeBack(name: string, proof: Proof): void;
}
