/** The environment of a session: its clock, transport and options, and its listener. */

import type { Capability } from '../protocol/capabilities.ts';
import type { AboutServer } from './about-server.ts';
import type { Clock } from './clock.ts';
import type { Connection, ConnectionEnd, Reply, Request } from './connection.ts';
import type { ClientEvent, Received } from './events.ts';
import type { Proof } from './standing-login.ts';
import type { ServerWay } from './transport.ts';

/** Its methods are called in the order in which things happen. */
export interface SessionListener {
  /** Connected, for the first time or again. */
  opened(again: boolean, server: AboutServer): void;
  reply(request: Request, reply: Reply): void;
  /** There will be no reply to `request`; if it `wasSent`, it may or may not have been executed. */
  unanswered(request: Request, wasSent: boolean): void;
  /** `missed`: the message was sent before the login. */
  message(message: Received, missed: boolean): void;
  /** Any other event of the server; only after `hello`. */
  event(event: ClientEvent): void;
  /** The connection is lost. The session goes on trying until it is `opened` again or closed. */
  lost(end: ConnectionEnd): void;
  /** Logged in again as `name`. */
  restored(name: string): void;
  /** Logging in again failed; does the session go on trying? Called once for each cause. */
  notRestored(name: string, reply: Reply, trying: boolean): void;
  /** The last call: the server was never reached, is not trusted, or does not speak the protocol. */
  ended(end: ConnectionEnd): void;
}

/** The clock, the way to the server, and the options of a session. */
export interface SessionWorld extends Clock, ServerWay {
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** The client's name in `hello`, for the server's log. */
  readonly client: string;
  /** The capabilities that it asks for; all when left out. */
  readonly events?: Capability[];
  /** How many missed messages to deliver at a login, at most. */
  readonly missedMax: number;
}

/** The session's current connection. */
export interface CurrentConnection {
  readonly connection: Connection;
  readonly connected: boolean;
  /** The reply to `request` is for `answer` alone; there is none where the connection is lost. */
  own(request: Request, answer: (reply: Reply) => void): void;
  /** Logs in if there is a connection; the reply goes to `cameBack`. */
  comeBack(name: string, proof: Proof): void;
}
