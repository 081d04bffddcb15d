/** A conversation that outlives its connections: it reconnects, and logs in again under the same name. */

import type { Arguments } from '../protocol/command-schemas.ts';
import { reasonText } from '../protocol/frames.ts';
import {
  Connection,
  type ConnectionEnd,
  type OtherCommand,
  type Reply,
  type ReplyData,
  type Request,
} from './connection.ts';
import type { Happening, Received } from './happenings.ts';
import { Inbox } from './inbox.ts';
import { Pauses } from './reconnection.ts';
import { pageOf, welcomeOf } from './replies.ts';
import type { SessionListener, SessionWorld } from './session-world.ts';
import { type Proof, StandingLogin } from './standing-login.ts';
import { Unsure } from './unsure.ts';

export type { SessionListener, SessionWorld } from './session-world.ts';

/** The commands by which this session logs in and receives; their replies are its own. */
type OwnCommand = 'relogin' | 'hello' | 'missed' | 'received';

/** A connection that held for so long was a good one: pauses are short again. */
export const STEADY_MS = 5000;

export class Session {
  readonly #world: SessionWorld;
  readonly #listener: SessionListener;
  /** Between connections. */
  readonly #pauses: Pauses;
  #connection: Connection;
  #connected = false;
  #everOpened = false;
  #turnedAway: string | null = null;
  #paused = false;
  /** Whom the server knows this connection as. */
  #name: string | null = null;
  /** Is whoever is logged in registered? */
  #registered = false;
  /** The session's own requests, whose replies are not the listener's. */
  readonly #own = new Map<Request, OwnCommand>();
  /** The proofs that logins were asked for with. */
  readonly #proofs = new WeakMap<Request, Proof>();
  readonly #standing: StandingLogin;
  readonly #inbox: Inbox;
  readonly #unsure: Unsure;
  /** Call off what is due later. */
  #cancelRetry = ignore;
  #cancelSteady = ignore;

  constructor(world: SessionWorld, listener: SessionListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
    this.#standing = this.#openStandingLogin();
    this.#inbox = this.#openInbox();
    this.#unsure = new Unsure(world.random);
    this.#connection = this.#connect();
  }

  #openStandingLogin(): StandingLogin {
    const { after, random } = this.#world;
    return new StandingLogin({
      after,
      random,
      login: (name, proof) => {
        if (this.#connected) this.#own.set(this.login(name, proof), 'relogin');
      },
      restored: (name) => this.#listener.restored(name),
      notRestored: (name, reply, trying) => this.#listener.notRestored(name, reply, trying),
      gaveUp: () => this.#giveUpUnsure(),
    });
  }

  #openInbox(): Inbox {
    const world = {
      after: this.#world.after,
      askMissed: (after: number) => this.#askOwn('missed', { after }),
      tellReceived: (upTo: number) => this.#askOwn('received', { upTo }),
      deliver: (message: Received, missed: boolean) => this.#listener.message(message, missed),
    };
    return new Inbox(world, this.#world.missedMax);
  }

  #askOwn<Name extends 'missed' | 'received'>(command: Name, given: Arguments<Name>): void {
    if (this.#connected && this.#registered) {
      this.#own.set(this.#connection.ask(command, given), command);
    }
  }

  /** Whom the server knows us as; null when not logged in. */
  get name(): string | null {
    return this.#name;
  }

  /** Requests may only be made while this is so. */
  get connected(): boolean {
    return this.#connected;
  }

  /** Does the server know more than the seed? */
  get extended(): boolean {
    return this.#connection.extended;
  }

  /** Is whoever is logged in registered? */
  get registered(): boolean {
    return this.#registered;
  }

  /** What logs in as `name` again without the password; null without one. */
  get token(): string | null {
    return this.#standing.token;
  }

  login(name: string, proof: Proof = {}): Request {
    const request = this.#connection.login(name, proof);
    this.#proofs.set(request, proof);
    return request;
  }

  list(): Request {
    return this.#connection.list();
  }

  sendto(name: string, text: string): Request {
    if (!this.#registered) return this.#connection.sendto(name, text);
    const key = this.#unsure.nextKey();
    const request = this.#connection.sendto(name, text, key);
    this.#unsure.sent({ request, name, text, key });
    return request;
  }

  logout(): Request {
    this.stayOut();
    return this.#connection.logout();
  }

  /** Who logs out does not want to be logged in again, whatever the server answers, and if there is none. */
  stayOut(): void {
    this.#standing.stop();
    this.#giveUpUnsure();
  }

  /** Asks for what only an `extended` server has. */
  ask<Name extends OtherCommand>(command: Name, given: Arguments<Name>): Request {
    const request = this.#connection.ask(command, given);
    if (command === 'register') {
      const { device, password } = given as Arguments<'register'>;
      this.#proofs.set(request, { device, password });
    }
    return request;
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
    this.#standing.stop();
    this.#inbox.left();
    this.#connection.close();
  }

  #connect(): Connection {
    return new Connection(this.#world.open, {
      opened: () => this.#opened(),
      reply: (request, reply) => this.#reply(request, reply),
      message: (from, text) => {
        const to = this.#name ?? '';
        this.#listener.message({ from, to, text, id: null, at: null }, false);
      },
      happened: (what) => this.#happened(what),
      drained: ignore,
      ended: (end, owed) => this.#connectionEnded(end, owed),
    });
  }

  /** The server is asked what it knows before anything else. */
  #opened(): void {
    this.#own.set(this.#connection.hello(this.#world.client), 'hello');
  }

  #greeted(reply: Reply): void {
    // Whoever is turned away hears of it in answer to the first message; the server then closes.
    if (reply.kind === 'failure') this.#turnedAway = reply.detail || reasonText(reply.reason);
    else this.#ready();
  }

  #ready(): void {
    const again = this.#everOpened;
    this.#everOpened = true;
    this.#connected = true;
    this.#cancelSteady = this.#world.after(STEADY_MS, () => this.#pauses.reset());
    this.#listener.opened(again);
    this.#standing.opened();
  }

  #reply(request: Request, reply: Reply): void {
    const own = this.#own.get(request);
    this.#own.delete(request);
    if (own === 'hello') return this.#greeted(reply);
    if (own === 'missed') return this.#inbox.missed(pageOf(reply));
    if (own === 'received') return;
    if (reply.kind === 'ok') this.#done(request, reply);
    const stored = reply.kind === 'ok' && typeof reply.data?.json.message === 'number';
    const asked = this.#unsure.answered(request, stored);
    if (own === undefined) this.#listener.reply(asked, reply);
    else if (request.command === 'login') this.#standing.replied(request.name, reply);
  }

  /** A command was executed that changes who is logged in. */
  #done(request: Request, { data }: Extract<Reply, { kind: 'ok' }>): void {
    switch (request.command) {
      case 'login':
        return this.#loggedIn(request, request.name, data);
      case 'register':
        return this.#loggedIn(request, welcomeOf(data)?.name ?? '', data);
      case 'unregister':
      case 'logout':
        this.#name = null;
        this.#registered = false;
        this.#standing.ended();
        return this.#inbox.left();
    }
  }

  #loggedIn(request: Request, asked: string, data: ReplyData | null): void {
    const welcome = welcomeOf(data);
    const { password, token } = this.#proofs.get(request) ?? {};
    this.#name = welcome?.name ?? asked;
    this.#registered = welcome?.registered ?? false;
    const known = welcome?.token ?? token;
    this.#standing.succeeded(known === undefined ? { password } : { token: known });
    if (!this.#registered) return this.#giveUpUnsure();
    this.#inbox.entered(this.#name);
    this.#unsure.resend(({ name, text, key }) => this.#connection.sendto(name, text, key));
  }

  #happened(what: Happening): void {
    switch (what.kind) {
      case 'message':
        return this.#inbox.arrived(what.message);
      case 'unread': {
        const newest = Math.max(what.place, ...what.conversations.map((one) => one.newest));
        this.#listener.happened(what);
        return this.#inbox.begin(what.place, newest);
      }
      case 'renamed':
        this.renamed(what.name);
        break;
      case 'closing':
        // Whoever came back would put out the newer connection of this device in turn.
        this.#name = null;
    }
    this.#listener.happened(what);
  }

  /** Whoever is logged in is called `name` from now on. */
  renamed(name: string): void {
    if (this.#name === null) return;
    this.#name = name;
    this.#inbox.renamed(name);
  }

  /** What cannot be sent again: nobody knows what became of it. */
  #giveUpUnsure(): void {
    for (const request of this.#unsure.giveUp()) this.#listener.unanswered(request);
  }

  #connectionEnded(how: ConnectionEnd, owed: readonly Request[]): void {
    const end = this.#turnedAway === null ? how : { ...how, why: this.#turnedAway };
    this.#turnedAway = null;
    const wasConnected = this.#connected;
    this.#connected = false;
    this.#cancelRetry();
    this.#cancelSteady();
    this.#standing.lost(this.#name);
    this.#name = null;
    this.#registered = false;
    this.#inbox.left();
    for (const request of owed) {
      if (request.command === 'logout') this.#standing.stop();
      if (this.#own.delete(request)) continue;
      const lost = this.#unsure.lost(request);
      if (lost !== null) this.#listener.unanswered(lost);
    }
    if (this.#standing.wanted === null) this.#giveUpUnsure();
    const isFinal = end.kind === 'protocol' || end.kind === 'untrusted';
    if (!this.#everOpened || isFinal) {
      this.#giveUpUnsure();
      return this.#listener.ended(end);
    }
    if (wasConnected) this.#listener.lost(end);
    this.#cancelRetry = this.#world.after(this.#pauses.next(), () => {
      this.#connection = this.#connect();
      // Whoever wanted nothing more of the old connection wants nothing more of this one.
      if (this.#paused) this.#connection.pause();
    });
  }
}

function ignore(): void {}
