/** A conversation that outlives its connections: it reconnects, and logs in again under the same name. */
import { Reason } from '../protocol/frames.ts';
import { Connection, type ConnectionEnd, type Reply, type Request } from './connection.ts';
import { Pauses } from './reconnection.ts';
import type { OpenTransport } from './transport.ts';

/** Who hears what happens, in the order in which it does. */
export interface SessionListener {
  /** Connected, for the first time or again. */
  opened(again: boolean): void;
  reply(request: Request, reply: Reply): void;
  /** The connection ended before the reply: nobody knows whether the request was executed. */
  unanswered(request: Request): void;
  message(from: string, text: string): void;
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
export interface SessionWorld {
  readonly open: OpenTransport;
  /** Calls `task` after `ms`; answers what calls it off. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/** A connection that held for so long was a good one: pauses are short again. */
export const STEADY_MS = 5000;

/** Failures of a login that pass: the server has not yet noticed that the old connection is dead, say. */
const PASSING: ReadonlySet<number> = new Set([
  Reason.nameInUse,
  Reason.tooFast,
  Reason.serverFull,
  Reason.tooManyConnections,
]);

export class Session {
  readonly #world: SessionWorld;
  readonly #listener: SessionListener;
  /** Between connections, and between attempts to log in again. */
  readonly #pauses: Pauses;
  readonly #loginPauses: Pauses;
  #connection: Connection;
  #connected = false;
  #everOpened = false;
  #paused = false;
  /** Whom the server knows this connection as. */
  #name: string | null = null;
  /** Who was logged in when the connection was lost, and shall be again. */
  #wanted: string | null = null;
  /** The session's own login, whose reply is not the listener's. */
  #relogin: Request | null = null;
  #toldReason: number | null = null;
  /** Call off what is due later. */
  #cancelRetry = ignore;
  #cancelSteady = ignore;

  constructor(world: SessionWorld, listener: SessionListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
    this.#loginPauses = new Pauses(world.random);
    this.#connection = this.#connect();
  }

  /** Whom the server knows us as; null when not logged in. */
  get name(): string | null {
    return this.#name;
  }

  /** Requests may only be made while this is so. */
  get connected(): boolean {
    return this.#connected;
  }

  login(name: string): void {
    this.#connection.login(name);
  }

  list(): void {
    this.#connection.list();
  }

  sendto(name: string, text: string): void {
    this.#connection.sendto(name, text);
  }

  logout(): void {
    // Who logs out does not want to be logged in again, whatever the server answers.
    this.#stopRestoring();
    this.#connection.logout();
  }

  /** Reads nothing more until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#connection.pause();
  }

  resume(): void {
    this.#paused = false;
    this.#connection.resume();
  }

  /** Ends it; the listener hears nothing more. */
  close(): void {
    this.#connected = false;
    this.#cancelRetry();
    this.#cancelSteady();
    this.#connection.close();
  }

  #connect(): Connection {
    return new Connection(this.#world.open, {
      opened: () => this.#opened(),
      reply: (request, reply) => this.#reply(request, reply),
      message: (from, text) => this.#listener.message(from, text),
      drained: ignore,
      ended: (end, owed) => this.#connectionEnded(end, owed),
    });
  }

  #opened(): void {
    const again = this.#everOpened;
    this.#everOpened = true;
    this.#connected = true;
    this.#cancelSteady = this.#world.after(STEADY_MS, () => this.#pauses.reset());
    this.#listener.opened(again);
    this.#restore();
  }

  #restore(): void {
    if (this.#wanted !== null && this.#connected)
      this.#relogin = this.#connection.login(this.#wanted);
  }

  #stopRestoring(): void {
    this.#wanted = null;
    this.#toldReason = null;
    this.#loginPauses.reset();
    if (this.#connected) this.#cancelRetry();
  }

  #reply(request: Request, reply: Reply): void {
    const isOurs = request === this.#relogin;
    if (isOurs) this.#relogin = null;
    if (reply.kind === 'ok') {
      if (request.command === 'login') this.#loggedIn(request.name);
      if (request.command === 'logout') this.#name = null;
    }
    if (!isOurs) this.#listener.reply(request, reply);
    else if (request.command === 'login') this.#restoreReply(request.name, reply);
  }

  #loggedIn(name: string): void {
    this.#name = name;
    this.#stopRestoring();
  }

  #restoreReply(name: string, reply: Reply): void {
    if (reply.kind === 'ok') return this.#listener.restored(name);
    // A login or logout of the user's own has come in between.
    if (this.#wanted !== name) return;
    const reason = reply.kind === 'failure' ? reply.reason : Reason.none;
    const trying = PASSING.has(reason);
    if (reason !== this.#toldReason || !trying) this.#listener.notRestored(name, reply, trying);
    if (!trying) return this.#stopRestoring();
    this.#toldReason = reason;
    this.#cancelRetry = this.#world.after(this.#loginPauses.next(), () => this.#restore());
  }

  #connectionEnded(end: ConnectionEnd, owed: readonly Request[]): void {
    const wasConnected = this.#connected;
    this.#connected = false;
    this.#cancelRetry();
    this.#cancelSteady();
    this.#loginPauses.reset();
    this.#wanted ??= this.#name;
    this.#name = null;
    for (const request of owed) {
      if (request === this.#relogin) this.#relogin = null;
      else this.#listener.unanswered(request);
      if (request.command === 'logout') this.#wanted = null;
    }
    const isFinal = end.kind === 'protocol' || end.kind === 'untrusted';
    if (!this.#everOpened || isFinal) return this.#listener.ended(end);
    if (wasConnected) this.#listener.lost(end);
    this.#cancelRetry = this.#world.after(this.#pauses.next(), () => {
      this.#connection = this.#connect();
      // Whoever wanted nothing more of the old connection wants nothing more of this one.
      if (this.#paused) this.#connection.pause();
    });
  }
}

function ignore(): void {}
