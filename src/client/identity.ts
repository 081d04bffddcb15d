/** The login of a session, and what depends on it: logging in again, missed messages, messages sent again. */
import type { Arguments } from '../protocol/contracts.ts';
import { isRoomName } from '../protocol/names.ts';
import { type Claim, Claims } from './claims.ts';
import type { OtherCommand, Reply, Request, SaidMore, SendtoMore } from './connection.ts';
import type { Event } from './events.ts';
import { Inbox, type InboxWorld } from './inbox.ts';
import { readIfGood } from './reply-reader.ts';
import { RoomInbox } from './room-inbox.ts';
import type { CurrentConnection, SessionListener, SessionWorld } from './session-world.ts';
import { StandingLogin } from './standing-login.ts';
import { type GivenUp, Unsure } from './unsure.ts';
import { storedIdOf, welcomeOf } from './welcome.ts';

export class Identity {
  readonly #listener: SessionListener;
  readonly #line: CurrentConnection;
  /** The name under which this connection is logged in; null when it is not. */
  #name: string | null = null;
  #registered = false;
  #operator = false;
  /** Was the person who is to be logged in again a registered one? */
  #wasRegistered = false;
  /** Has the server put this client out for good? Then it does not log in again. */
  #dismissed = false;
  readonly #claims = new Claims();
  readonly #standing: StandingLogin;
  readonly #inbox: Inbox;
  readonly #rooms: RoomInbox;
  readonly #unsure: Unsure;

  constructor(world: SessionWorld, listener: SessionListener, line: CurrentConnection) {
    this.#listener = listener;
    this.#line = line;
    this.#standing = new StandingLogin({
      after: world.after,
      random: world.random,
      login: (name, proof) => line.comeBack(name, proof),
      restored: (name) => listener.restored(name),
      notRestored: (name, reply, trying) => listener.notRestored(name, reply, trying),
      gaveUp: () => this.#giveUpUnsure(),
    });
    this.#inbox = this.#openInbox(world);
    this.#rooms = this.#openRoomInbox(world);
    this.#unsure = new Unsure(world.random);
  }

  #openInbox({ after, missedMax }: SessionWorld): Inbox {
    const world: InboxWorld = {
      after,
      askMissed: (cursor, answer) =>
        this.#askOwn('missed', { after: cursor }, (reply) => answer(readIfGood('missed', reply))),
      tellReceived: (upTo, answer) =>
        this.#askOwn('received', { upTo }, ({ kind }) => answer(kind === 'ok')),
      deliver: (message, missed) => this.#listener.message(message, missed),
    };
    return new Inbox(world, missedMax);
  }

  #openRoomInbox({ after, missedMax }: SessionWorld): RoomInbox {
    const world = {
      after,
      askHistory: (room: string, cursor: number, answer: (reply: Reply) => void) =>
        this.#askOwn('history', { with: room, after: cursor }, answer),
      deliver: (...delivered: Parameters<SessionListener['message']>) =>
        this.#listener.message(...delivered),
    };
    return new RoomInbox(world, missedMax);
  }

  #askOwn<Name extends 'missed' | 'received' | 'history'>(
    command: Name,
    given: Arguments<Name>,
    answer: (reply: Reply) => void,
  ): void {
    if (!this.#line.connected || !this.#registered) return;
    this.#line.own(this.#line.connection.ask(command, given), answer);
  }

  get name(): string | null {
    return this.#name;
  }

  get registered(): boolean {
    return this.#registered;
  }

  get operator(): boolean {
    return this.#operator;
  }

  get token(): string | null {
    return this.#standing.token;
  }

  /** Is a login being restored, or about to be? */
  get awaited(): boolean {
    return this.#standing.wanted !== null;
  }

  /** `request` was sent for `command`, which may change who is logged in. */
  asked<Name extends OtherCommand>(
    request: Request,
    command: Name | 'login',
    given: Arguments<Name> | Arguments<'login'>,
  ): void {
    this.#claims.asked(request, command, given);
  }

  sendto(name: string, text: string, said: SaidMore): Request {
    // Queued behind the messages that are sent again after the login.
    const later = this.awaited ? this.sendLater(name, text, said) : null;
    if (later !== null) return later;
    const more = this.#registered ? { key: this.#unsure.newKey(), ...said } : said;
    const request = this.#say(name, text, more);
    // A guest's message has no key, and is never sent again, except where the server does not know how it is meant.
    if (this.#registered || said.as !== undefined) this.#unsure.sent(request, text, more);
    return request;
  }

  #say(name: string, text: string, more: SendtoMore): Request {
    return this.#line.connection.sendto(name, text, more);
  }

  /** Keeps a message until the login is restored, and sends it then; null if too many wait. */
  sendLater(name: string, text: string, said: SaidMore): Request | null {
    const key = this.#wasRegistered ? { key: this.#unsure.newKey() } : {};
    return this.#unsure.wait(this.#standing.wanted ?? '', name, text, { ...key, ...said });
  }

  /** The number of messages that wait for the login to be restored. */
  get waiting(): number {
    return this.#unsure.waiting;
  }

  /** The user logs out: the login is not restored, whatever the server answers, and even while disconnected. */
  stayOut(): void {
    this.#standing.stop();
    this.#giveUpUnsure();
  }

  /** Acknowledges received messages now. */
  tellReceived(): void {
    this.#inbox.tellNow();
  }

  /** A connection is open. */
  opened(): void {
    this.#standing.opened();
  }

  /** The reply to a login by `comeBack`. */
  cameBack(request: Request, name: string, reply: Reply): void {
    if (reply.kind !== 'ok') return this.#standing.replied(name, reply);
    const now = welcomeOf(reply)?.name ?? name;
    // The person was renamed by another device while this one was away.
    if (now !== name) this.#isCalled(now);
    this.#done(request, reply);
    if (now !== name) this.#listener.event({ kind: 'renamed', name: now, was: null, by: null });
    this.#standing.replied(now, reply);
  }

  reply(request: Request, reply: Reply): void {
    const say = (name: string, text: string, more: SendtoMore) => this.#say(name, text, more);
    if (reply.kind === 'malformed' && this.#unsure.sayTyped(request, say)) {
      return this.#line.connection.hasNoManners();
    }
    if (reply.kind === 'ok') this.#done(request, reply);
    const stored = storedIdOf(request, reply);
    if (stored !== null && request.command === 'sendto' && isRoomName(request.name)) {
      this.#rooms.sent(request.name, stored);
    }
    const { asked, again } = this.#unsure.answered(request, stored !== null);
    if (again && reply.kind !== 'ok') this.#listener.unanswered(asked, true);
    else this.#listener.reply(asked, reply);
  }

  /** `request` succeeded; it may have changed who is logged in. */
  #done(request: Request, reply: Reply): void {
    const claim = this.#claims.of(request);
    switch (request.command) {
      case 'login':
      case 'register':
        return this.#loggedIn(claim, reply, request.command === 'register');
      case 'rename':
        return this.renamed(claim?.name ?? '');
      case 'rename-room':
        return this.#rooms.roomRenamed(claim?.room ?? '', claim?.name ?? '');
      case 'change-password':
        return this.#standing.passwordChanged(claim?.proof.password);
      case 'unregister':
      case 'logout':
        this.#nobody();
        this.#standing.ended();
        this.#inbox.left();
        return this.#rooms.left();
    }
  }

  #loggedIn(claim: Claim | undefined, reply: Reply, isNew: boolean): void {
    const welcome = welcomeOf(reply);
    const { password, token } = claim?.proof ?? {};
    const name = welcome?.name ?? claim?.name ?? '';
    this.#name = name;
    this.#registered = welcome?.registered ?? false;
    this.#operator = welcome?.operator ?? false;
    const known = welcome?.token ?? token;
    this.#standing.succeeded(known === undefined ? { password } : { token: known });
    this.#wasRegistered = this.#registered;
    if (this.#registered) {
      this.#inbox.entered(name, isNew);
      this.#rooms.entered(name, isNew);
    }
    this.#tell(this.#unsure.entered(name));
    this.#unsure.resend((to, text, more) => this.#say(to, text, more));
  }

  /** Nobody is logged in from now on. */
  #nobody(): void {
    this.#name = null;
    this.#registered = false;
    this.#operator = false;
  }

  event(event: Event): void {
    switch (event.kind) {
      case 'message':
        if (isRoomName(event.message.to)) return this.#rooms.arrived(event.message);
        return this.#inbox.arrived(event.message);
      case 'edited':
      case 'deleted': {
        const text = event.kind === 'edited' ? event.text : null;
        this.#inbox.amended(event.message, text);
        this.#rooms.amended(event.message, text);
        break;
      }
      case 'unread': {
        // The event may come late, after a logout.
        if (!this.#registered) return;
        // Missed messages in rooms are fetched separately.
        const people = event.conversations.filter((one) => !isRoomName(one.with));
        const newest = Math.max(event.place, ...people.map((one) => one.newest));
        this.#listener.event(event);
        this.#inbox.begin(event.place, newest);
        return this.#rooms.begin(event.conversations);
      }
      case 'renamed':
        if (event.was === null) this.renamed(event.name);
        else if (isRoomName(event.was)) this.#rooms.roomRenamed(event.was, event.name);
        break;
      case 'closing':
        // `again` is missing from older servers: after they close the older of a device's two connections, logging in
        // again would close the newer one in turn.
        this.#dismissed = !event.again;
        break;
    }
    this.#listener.event(event);
  }

  /** The logged-in person is called `name` from now on. */
  renamed(name: string): void {
    if (this.#name === null) return;
    this.#name = name;
    this.#isCalled(name);
  }

  #isCalled(name: string): void {
    this.#inbox.renamed(name);
    this.#rooms.renamed(name);
    this.#unsure.renamed(name);
  }

  /** Reports the messages that cannot be sent again, whose fate is unknown. */
  #giveUpUnsure(): void {
    this.#tell(this.#unsure.giveUp());
  }

  #tell(given: readonly GivenUp[]): void {
    for (const { request, wasSent } of given) this.#listener.unanswered(request, wasSent);
  }

  /** The connection is lost with the requests in `owed` unanswered; `isFinal`: there will be no other connection. */
  lost(owed: readonly Request[], isFinal: boolean): void {
    const leaves = this.#dismissed || owed.some(({ command }) => command === 'logout');
    this.#standing.lost(this.#name);
    if (leaves || isFinal) this.#standing.stop();
    this.#dismissed = false;
    this.#nobody();
    this.#inbox.left();
    this.#rooms.left();
    if (!this.awaited) this.#giveUpUnsure();
    for (const request of owed) {
      const lost = this.#unsure.lost(request, this.awaited);
      if (lost !== null) this.#listener.unanswered(lost, true);
    }
  }

  close(): void {
    if (this.#line.connected) this.#inbox.tellNow();
    this.#standing.stop();
    this.#inbox.close();
    this.#rooms.close();
  }
}
