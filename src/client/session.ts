/** A session that outlives its connections: it reconnects, and logs in again under the same name. */

import type { Arguments } from '../protocol/contracts.ts';
import { reasonText } from '../protocol/frames.ts';
import type { Vocabulary } from '../protocol/vocabulary.ts';
import { aboutServer } from './about-server.ts';
import {
  Connection,
  type ConnectionEnd,
  type ConnectionListener,
  type OtherCommand,
  type Reply,
  type Request,
  type SaidMore,
} from './connection.ts';
import { greetings } from './greetings.ts';
import { Identity } from './identity.ts';
import { GREETING_MS_MAX } from './liveness.ts';
import { Patience } from './patience.ts';
import { Pauses, STEADY_MS } from './reconnection.ts';
import type { CurrentConnection, SessionListener, SessionWorld } from './session-world.ts';
import type { Proof } from './standing-login.ts';

export type { SessionListener, SessionWorld } from './session-world.ts';

/** While reading is paused, the client gives a sign of life this often: sooner than a server would ask. */
export const SIGN_MS = 15_000;

export class Session {
  readonly #world: SessionWorld;
  readonly #listener: SessionListener;
  readonly #pauses: Pauses;
  readonly #patience = new Patience();
  #connection: Connection;
  #connected = false;
  #everOpened = false;
  #closed = false;
  #turnedAway: string | null = null;
  #paused = false;
  /** Is it waiting for the next attempt to connect? */
  #retrying = false;
  /** Is a login of the session's own without a reply? */
  #comingBack = false;
  /** The session's own requests, whose replies do not go to the listener. */
  readonly #own = new Map<Request, (reply: Reply) => void>();
  readonly #identity: Identity;
  /** Cancel timers. */
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

  #line(): CurrentConnection {
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

  /** The name under which the session is logged in; null when it is not. */
  get name(): string | null {
    return this.#identity.name;
  }

  /** Requests may be made only while connected. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Does the server know more than the core of the protocol? */
  get extended(): boolean {
    return this.#connection.extended;
  }

  /** Is the session logged in as a registered user? */
  get registered(): boolean {
    return this.#identity.registered;
  }

  /** Is this user an operator of the server, according to the last login? */
  get operator(): boolean {
    return this.#identity.operator;
  }

  /** The token that logs in as `name` without the password, or null. */
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

  /** Sends `text` to `name`, a person or a room; `more`: the message there that it answers, how it is meant. */
  sendto(name: string, text: string, more: SaidMore = {}): Request {
    return this.#identity.sendto(name, text, more);
  }

  /** Is a login to be restored? Messages of `sendLater` wait for that. */
  get comesBack(): boolean {
    return this.#identity.awaited;
  }

  /** Keeps a message until the login is restored, and sends it then; null if too many wait. */
  sendLater(name: string, text: string, more: SaidMore = {}): Request | null {
    return this.#identity.sendLater(name, text, more);
  }

  /** The number of messages that wait for that, including those sent before that got no reply. */
  get waiting(): number {
    return this.#identity.waiting;
  }

  logout(): Request {
    this.stayOut();
    this.#identity.tellReceived();
    return this.#connection.logout();
  }

  /** The user logs out: the login is not restored, whatever the server answers, and even while disconnected. */
  stayOut(): void {
    this.#identity.stayOut();
  }

  /** Sends an extension command and its `text`; only for an `extended` server. */
  ask<Name extends OtherCommand>(command: Name, given: Arguments<Name>, text = ''): Request {
    const request = this.#connection.ask(command, given, text);
    this.#identity.asked(request, command, given);
    return request;
  }

  /** The logged-in person is called `name` from now on. */
  renamed(name: string): void {
    this.#identity.renamed(name);
  }

  /** Stops reading until `resume`, except while connecting and logging in again. */
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

  /** While reading is paused, the server's question for a sign of life goes unread, so it is answered unasked. */
  #giveSign(): void {
    this.#connection.sayAlive();
    this.#cancelSign = this.#world.after(SIGN_MS, () => this.#giveSign());
  }

  /** Reconnects now: ends the wait for the next attempt, or replaces a connection that may be dead. */
  reconnect(): void {
    if (this.#closed) return;
    this.#pauses.reset();
    if (this.#connected) {
      this.#connection.close();
      this.#connectionEnded({ kind: 'lost', why: 'to be opened anew' }, this.#connection.giveUp());
    }
    if (this.#retrying) this.#retryNow();
  }

  /** Checks a connection that is in doubt: asks the server, and reconnects only if no answer comes. */
  check(): void {
    if (this.#closed) return;
    if (this.#connected) this.#connection.check();
    else this.reconnect();
  }

  /** Ends the session; the listener is not called any more. */
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
      opened: (vocabulary) => this.#opened(vocabulary),
      reply: (request, reply) => this.#reply(request, reply),
      message: (from, text) => {
        const to = this.name ?? '';
        const more = { id: null, at: null, guest: false, reply: null, as: null };
        this.#listener.message({ from, to, text, ...more }, false);
      },
      event: (event) => this.#identity.event(event),
      drained: ignore,
      ended: (end, owed) => this.#connectionEnded(end, owed),
    };
    return new Connection(this.#world, listener, this.#world, this.#patience);
  }

  /** The server is asked what it knows before anything else. */
  #opened(vocabulary: Vocabulary): void {
    const hello = this.#hello(greetings(this.#world, vocabulary));
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
    // A server that turns a client away says so in reply to the first request, and then closes.
    if (reply.kind === 'failure') this.#turnedAway = reply.detail || reasonText(reply.reason);
    else this.#ready(reply);
  }

  #ready(hello: Reply): void {
    const again = this.#everOpened;
    this.#everOpened = true;
    this.#connected = true;
    this.#cancelPatience();
    this.#cancelSteady = this.#world.after(STEADY_MS, () => this.#pauses.reset());
    this.#listener.opened(again, aboutServer(hello));
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
    // The listener may have closed the session.
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
