/** A conversation that outlives its connections: it reconnects, and logs in again under the same name. */
import type { Arguments } from '../protocol/contracts.ts';
import { reasonText } from '../protocol/frames.ts';
import {
  Connection,
  type ConnectionEnd,
  type ConnectionListener,
  type OtherCommand,
  type Reply,
  type Request,
} from './connection.ts';
import { greetings } from './greetings.ts';
import { Identity } from './identity.ts';
import { GREETING_MS_MAX } from './liveness.ts';
import { Patience } from './patience.ts';
import { Pauses, STEADY_MS } from './reconnection.ts';
import type { Line, SessionListener, SessionWorld } from './session-world.ts';
import type { Proof } from './standing-login.ts';

export type { SessionListener, SessionWorld } from './session-world.ts';

/** Whoever reads nothing for now says so often that they are there: sooner than a server asks. */
export const SIGN_MS = 15_000;

export class Session {
  readonly #world: SessionWorld;
  readonly #listener: SessionListener;
  /** Between connections. */
  readonly #pauses: Pauses;
  readonly #patience = new Patience();
  #connection: Connection;
  #connected = false;
  #everOpened = false;
  #closed = false;
  #turnedAway: string | null = null;
  #paused = false;
  /** The next attempt to connect is waited for. */
  #retrying = false;
  /** A login of the session's own has no reply yet. */
  #comingBack = false;
  /** The session's own requests, whose replies are not the listener's. */
  readonly #own = new Map<Request, (reply: Reply) => void>();
  readonly #identity: Identity;
  /** Call off what is due later. */
  #cancelRetry = ignore;
  #cancelPatience = ignore;
  #cancelSteady = ignore;
  #cancelSign = ignore;

  constructor(world: SessionWorld, listener: SessionListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
    this.#identity = new Identity(world, listener, this.#line());
    this.#connection = this.#connect();
  }

  #line(): Line {
    const session = this;
    return {
      get connection() {
        return session.#connection;
      },
      get connected() {
        return session.#connected;
      },
      own: (request, answer) => this.#own.set(request, answer),
      comeBack: (name, proof) => this.#comeBack(name, proof),
    };
  }

  /** Whom the server knows us as; null when not logged in. */
  get name(): string | null {
    return this.#identity.name;
  }

  /** Requests may only be made while this is so. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Does the server know more than the core of the protocol? */
  get extended(): boolean {
    return this.#connection.extended;
  }

  /** Is whoever is logged in registered? */
  get registered(): boolean {
    return this.#identity.registered;
  }

  /** Is it an operator of the server, as far as the login said? */
  get operator(): boolean {
    return this.#identity.operator;
  }

  /** What logs in as `name` again without the password; null without one. */
  get token(): string | null {
    return this.#identity.token;
  }

  login(name: string, proof: Proof = {}): Request {
    const request = this.#connection.login(name, proof);
    this.#identity.asked(request, 'login', { name, ...proof });
    return request;
  }

  list(): Request {
    return this.#connection.list();
  }

  /** `name` is a person or a room; `reply` the message of that conversation that it answers. */
  sendto(name: string, text: string, reply: number | null = null): Request {
    return this.#identity.sendto(name, text, reply);
  }

  /** Is somebody to be logged in again? Until then what is sent `sendLater` waits. */
  get comesBack(): boolean {
    return this.#identity.awaited;
  }

  /** A message that is sent as soon as whoever was logged in is again; null where too many wait. */
  sendLater(name: string, text: string, reply: number | null = null): Request | null {
    return this.#identity.sendLater(name, text, reply);
  }

  /** How many messages wait for that, those among them that were sent and have no reply. */
  get waiting(): number {
    return this.#identity.waiting;
  }

  logout(): Request {
    this.stayOut();
    this.#identity.tellReceived();
    return this.#connection.logout();
  }

  /** Who logs out does not want to be logged in again, whatever the server answers, and if there is none. */
  stayOut(): void {
    this.#identity.stayOut();
  }

  /** Asks for what only an `extended` server has; `text` belongs to it. */
  ask<Name extends OtherCommand>(command: Name, given: Arguments<Name>, text = ''): Request {
    const request = this.#connection.ask(command, given, text);
    this.#identity.asked(request, command, given);
    return request;
  }

  /** Whoever is logged in is called `name` from now on. */
  renamed(name: string): void {
    this.#identity.renamed(name);
  }

  /** Reads nothing more until `resume`, but what it takes to be connected and logged in again. */
  pause(): void {
    this.#paused = true;
    this.#balance();
  }

  resume(): void {
    this.#paused = false;
    this.#balance();
  }

  #balance(): void {
    this.#cancelSign();
    this.#cancelSign = ignore;
    if (this.#paused && this.#connected && !this.#comingBack) {
      this.#connection.pause();
      this.#cancelSign = this.#world.after(SIGN_MS, () => this.#giveSign());
    } else this.#connection.resume();
  }

  /** Whoever reads nothing does not hear the server ask. */
  #giveSign(): void {
    this.#connection.sayAlive();
    this.#cancelSign = this.#world.after(SIGN_MS, () => this.#giveSign());
  }

  /** Connects anew: at once where it waits to, and where the connection of now may be dead. */
  reconnect(): void {
    if (this.#closed) return;
    this.#pauses.reset();
    if (this.#connected) {
      this.#connection.close();
      this.#connectionEnded({ kind: 'lost', why: 'to be opened anew' }, this.#connection.giveUp());
    }
    if (this.#retrying) this.#retryNow();
  }

  /** The same where there is a reason to doubt: asks the server, and connects anew only where it does not answer. */
  check(): void {
    if (this.#closed) return;
    if (this.#connected) this.#connection.check();
    else this.reconnect();
  }

  /** Ends it; the listener hears nothing more. */
  close(): void {
    this.#identity.close();
    this.#closed = true;
    this.#connected = false;
    this.#retrying = false;
    this.#cancelRetry();
    this.#cancelPatience();
    this.#cancelSteady();
    this.#cancelSign();
    this.#connection.close();
  }

  #connect(): Connection {
    const listener: ConnectionListener = {
      opened: () => this.#opened(),
      reply: (request, reply) => this.#reply(request, reply),
      message: (from, text) => {
        const to = this.name ?? '';
        const more = { id: null, at: null, guest: false, reply: null };
        this.#listener.message({ from, to, text, ...more }, false);
      },
      event: (event) => this.#identity.event(event),
      drained: ignore,
      ended: (end, owed) => this.#connectionEnded(end, owed),
    };
    return new Connection(this.#world, listener, this.#world, this.#patience);
  }

  /** The server is asked what it knows before anything else. */
  #opened(): void {
    const hello = this.#hello(greetings(this.#world));
    this.#cancelPatience = this.#world.after(GREETING_MS_MAX, () => {
      this.#connection.close();
      const why = `no answer within ${GREETING_MS_MAX / 1000} s`;
      this.#connectionEnded({ kind: this.#everOpened ? 'lost' : 'unreachable', why }, [hello]);
    });
  }

  #hello([given = {}, ...others]: readonly Arguments<'hello'>[]): Request {
    const hello = this.#connection.hello(given);
    this.#own.set(hello, (reply) => this.#greeted(reply, others));
    return hello;
  }

  #greeted(reply: Reply, others: readonly Arguments<'hello'>[]): void {
    if (reply.kind === 'malformed' && others.length > 0) return void this.#hello(others);
    // Whoever is turned away hears of it in answer to the first message; the server then closes.
    if (reply.kind === 'failure') this.#turnedAway = reply.detail || reasonText(reply.reason);
    else this.#ready();
  }

  #ready(): void {
    const again = this.#everOpened;
    this.#everOpened = true;
    this.#connected = true;
    this.#cancelPatience();
    this.#cancelSteady = this.#world.after(STEADY_MS, () => this.#pauses.reset());
    this.#listener.opened(again);
    this.#identity.opened();
    this.#balance();
  }

  #comeBack(name: string, proof: Proof): void {
    if (!this.#connected) return;
    const request = this.login(name, proof);
    this.#comingBack = true;
    this.#own.set(request, (reply) => {
      this.#comingBack = false;
      this.#identity.cameBack(request, name, reply);
      this.#balance();
    });
    this.#balance();
  }

  #reply(request: Request, reply: Reply): void {
    const own = this.#own.get(request);
    if (own !== undefined) {
      this.#own.delete(request);
      return own(reply);
    }
    this.#identity.reply(request, reply);
  }

  #connectionEnded(how: ConnectionEnd, owed: readonly Request[]): void {
    const end = this.#turnedAway === null ? how : { ...how, why: this.#turnedAway };
    const isFinal = !this.#everOpened || end.kind === 'protocol' || end.kind === 'untrusted';
    const wasConnected = this.#connected;
    this.#cancelRetry();
    this.#cancelPatience();
    this.#cancelSteady();
    this.#cancelSign();
    this.#turnedAway = null;
    this.#comingBack = false;
    this.#connected = false;
    const others = owed.filter((request) => !this.#own.has(request));
    this.#own.clear();
    this.#identity.lost(others, isFinal);
    if (this.#closed) return;
    if (isFinal) return this.#listener.ended(end);
    if (wasConnected) this.#listener.lost(end);
    // Whoever heard of it may have closed it.
    if (this.#hasClosed()) return;
    this.#retrying = true;
    this.#cancelRetry = this.#world.after(this.#pauses.next(), () => this.#retryNow());
  }

  #retryNow(): void {
    this.#cancelRetry();
    this.#retrying = false;
    this.#connection = this.#connect();
  }

  #hasClosed(): boolean {
    return this.#closed;
  }
}

function ignore(): void {}
