/** A conversation that outlives its connections: it reconnects, and logs in again under the same name. */

import type { Arguments } from '../protocol/command-schemas.ts';
import { Reason, reasonText } from '../protocol/frames.ts';
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
import { type MessagePage, messagesOf, ReplyError, welcomeOf } from './replies.ts';
import type { OpenTransport } from './transport.ts';
import { Unsure } from './unsure.ts';

/** Who hears what happens, in the order in which it does. */
export interface SessionListener {
  /** Connected, for the first time or again. */
  opened(again: boolean): void;
  reply(request: Request, reply: Reply): void;
  /** The connection ended before the reply: nobody knows whether the request was executed. */
  unanswered(request: Request): void;
  /** `missed`: it had been sent before the login. */
  message(message: Received, missed: boolean): void;
  /** Anything else that the server tells; after `hello` only. */
  happened(what: Exclude<Happening, { kind: 'message' }>): void;
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
  /** What the client says that it is with `hello`. */
  readonly client: string;
  /** Of what was missed, no more than this is brought at a login. */
  readonly missedMax: number;
}

/** How one proves to be who is registered under a name, and whether to be remembered. */
export type Proof = Omit<Arguments<'login'>, 'name'>;

/** The commands by which this session logs in and receives; their replies are its own. */
type OwnCommand = 'relogin' | 'hello' | 'missed' | 'received';

/** A connection that held for so long was a good one: pauses are short again. */
export const STEADY_MS = 5000;

/** Failures of a login that pass: the server has not yet noticed that the old connection is dead, say. */
const PASSING: ReadonlySet<number> = new Set([
  Reason.nameInUse,
  Reason.tooFast,
  Reason.serverFull,
  Reason.tooManyConnections,
  Reason.busy,
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
  #turnedAway: string | null = null;
  #paused = false;
  /** Whom the server knows this connection as. */
  #name: string | null = null;
  /** Who was logged in when the connection was lost, and shall be again. */
  #wanted: string | null = null;
  /** What logs in as that again, where a name alone does not. */
  #proof: Proof = {};
  /** Is whoever is logged in registered? */
  #registered = false;
  /** The session's own requests, whose replies are not the listener's. */
  readonly #own = new Map<Request, OwnCommand>();
  /** The proofs that logins were asked for with. */
  readonly #proofs = new WeakMap<Request, Proof>();
  readonly #inbox: Inbox;
  readonly #unsure = new Unsure();
  /** Begins the keys of messages; no other session has it. */
  readonly #keyStart: string;
  #keys = 0;
  #toldReason: number | null = null;
  /** Call off what is due later. */
  #cancelRetry = ignore;
  #cancelSteady = ignore;

  constructor(world: SessionWorld, listener: SessionListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
    this.#loginPauses = new Pauses(world.random);
    this.#inbox = this.#openInbox();
    this.#keyStart = Array.from({ length: 4 }, () => world.random().toString(36).slice(2, 10)).join(
      '',
    );
    this.#connection = this.#connect();
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
    return this.#proof.token ?? null;
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
    const key = `${this.#keyStart}-${++this.#keys}`;
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
    this.#stopRestoring();
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
    this.#restore();
  }

  #restore(): void {
    if (this.#wanted === null || !this.#connected) return;
    this.#own.set(this.login(this.#wanted, this.#proof), 'relogin');
  }

  #stopRestoring(): void {
    this.#wanted = null;
    this.#toldReason = null;
    this.#loginPauses.reset();
    if (this.#connected) this.#cancelRetry();
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
    else if (request.command === 'login') this.#restoreReply(request.name, reply);
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
        this.#proof = {};
        return this.#inbox.left();
    }
  }

  #loggedIn(request: Request, asked: string, data: ReplyData | null): void {
    const welcome = welcomeOf(data);
    const { password, token } = this.#proofs.get(request) ?? {};
    this.#name = welcome?.name ?? asked;
    this.#registered = welcome?.registered ?? false;
    const known = welcome?.token ?? token;
    this.#proof = known === undefined ? { password } : { token: known };
    this.#stopRestoring();
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
        // Whoever made room for a newer connection of this device would come back and put that out in turn.
        this.#name = null;
        break;
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

  #restoreReply(name: string, reply: Reply): void {
    if (reply.kind === 'ok') return this.#listener.restored(name);
    // A login or logout of the user's own has come in between.
    if (this.#wanted !== name) return;
    const reason = reply.kind === 'failure' ? reply.reason : Reason.none;
    const trying = PASSING.has(reason);
    if (reason !== this.#toldReason || !trying) this.#listener.notRestored(name, reply, trying);
    if (!trying) return this.stayOut();
    this.#toldReason = reason;
    this.#cancelRetry = this.#world.after(this.#loginPauses.next(), () => this.#restore());
  }

  #connectionEnded(how: ConnectionEnd, owed: readonly Request[]): void {
    const end = this.#turnedAway === null ? how : { ...how, why: this.#turnedAway };
    this.#turnedAway = null;
    const wasConnected = this.#connected;
    this.#connected = false;
    this.#cancelRetry();
    this.#cancelSteady();
    this.#loginPauses.reset();
    this.#wanted ??= this.#name;
    this.#name = null;
    this.#registered = false;
    this.#inbox.left();
    for (const request of owed) {
      if (request.command === 'logout') this.#wanted = null;
      if (this.#own.delete(request)) continue;
      const lost = this.#unsure.lost(request);
      if (lost !== null) this.#listener.unanswered(lost);
    }
    if (this.#wanted === null) this.#giveUpUnsure();
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

/** The page of a reply; null where there is none. */
function pageOf(reply: Reply): MessagePage | null {
  if (reply.kind !== 'ok' || reply.data === null) return null;
  try {
    return messagesOf(reply.data);
  } catch (error) {
    if (error instanceof ReplyError) return null;
    throw error;
  }
}

function ignore(): void {}
