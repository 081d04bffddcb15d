/** The state of the page from its start: connecting, logging in, then the chat. */
import { signal } from '@preact/signals';
import { type ChatClient, ConnectionLost, type ConnectionStatus } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { problemTexts } from '../translations/problem-texts.ts';
import { t } from '../translations/texts.ts';
import type { AppWorld, Remembered } from './app-world.ts';
import { Chat } from './chat.ts';
import { Connector } from './connector.ts';
import { DeviceCookie } from './device-cookie.ts';
import { Dismissal } from './dismissal.ts';
import { hear } from './heard.ts';
import type { Phase, Welcome } from './phase.ts';
import { isRefusedFor, passes, problemOf, reasonWords, unreachableWords } from './problems.ts';
import { Remembering } from './remembering.ts';

/** A guest goes on trying for this long: the server holds the name for the dead connection at least that long. */
const HELD_MS_MAX = 60_000;

export class App {
  readonly #world: AppWorld;
  readonly phase = signal<Phase>({ kind: 'starting' });
  readonly #connector: Connector;
  readonly #cookie: DeviceCookie;
  readonly #remembering: Remembering;
  readonly #dismissal: Dismissal;
  /** Does the browser report that it is offline? */
  readonly isOffline = signal(false);
  #giveUp: (() => void) | null = null;
  /** The chat before, which ended unintentionally. */
  #before: Chat | null = null;
  #early: ((chat: Chat) => void)[] = [];

  constructor(world: AppWorld) {
    this.#world = world;
    this.#connector = new Connector(world, {
      became: (status) => this.#became(status),
      event: (what) => {
        const client = this.#client;
        if (client !== null && what.kind === 'closing' && !what.again) this.#dismissal.told(client);
        this.#told((chat) => hear(chat, what, world.heard));
      },
      arrived: (message, missed) => this.#told((chat) => chat.events.arrived(message, missed)),
      unreachable: () => void this.#explain(),
    });
    this.#cookie = new DeviceCookie(world);
    this.#remembering = new Remembering(world);
    this.#dismissal = new Dismissal(world);
    world.remembered.watch((who) => this.#elsewhere(who));
  }

  get #client(): ChatClient | null {
    return this.#connector.client;
  }

  #connect(isAgain = false): Promise<ChatClient> {
    this.#early = [];
    this.#stayOn();
    return isAgain ? this.#connector.connectAgain() : this.#connector.connect();
  }

  /** Explains why the server cannot be reached. */
  async #explain(): Promise<void> {
    if (this.phase.value.kind === 'starting') {
      this.phase.value = { kind: 'unreachable', why: unreachableWords(null) };
    }
    if (this.phase.value.kind !== 'unreachable') return;
    const why = unreachableWords(await this.#world.reach());
    if (this.phase.value.kind === 'unreachable') this.phase.value = { kind: 'unreachable', why };
  }

  /** Keeps the logged-in person's chat open. */
  #stayOn(): void {
    this.#giveUp?.();
    this.#giveUp = null;
  }

  /** The chat; null while nobody is logged in. */
  get chat(): Chat | null {
    const phase = this.phase.value;
    return phase.kind === 'chatting' ? phase.chat : null;
  }

  async start(isAgain = false): Promise<void> {
    await this.#connect(isAgain);
    const { known } = this.#remembering;
    if (known === null) return this.#welcome({});
    try {
      await this.#enter(known.name);
    } catch (error) {
      if (isRefusedFor(error, Reason.passwordNeeded, Reason.wrongPassword)) {
        return this.#welcome({ name: known.name, step: 'password' });
      }
      // A guest's name may have gone to another person meanwhile.
      if (known.registered ? passes(error) : error instanceof ConnectionLost) {
        return this.#startAnew(problemOf(error));
      }
      this.#welcome({ name: known.name, step: 'name', problem: problemOf(error) });
    }
  }

  /** Delays events that arrive right after the reply to a login until that reply has been handled. */
  #told(tell: (chat: Chat) => void): void {
    if (this.chat !== null) tell(this.chat);
    else if (this.#client?.name != null) this.#early.push(tell);
  }

  #welcome(change: Partial<Welcome>): void {
    const now = this.phase.value;
    const before: Welcome =
      now.kind === 'welcome'
        ? now
        : { kind: 'welcome', step: 'name', name: '', problem: null, busy: false };
    this.phase.value = { ...before, busy: false, problem: null, ...change };
  }

  /** Shows another step of the welcome page. */
  ask(step: Welcome['step'], name: string): void {
    this.#welcome({ step, name });
  }

  /** Logs in as a guest; for a registered name, asks for the password. */
  async enterAs(name: string): Promise<void> {
    this.#welcome({ name, busy: true });
    try {
      await this.#enter(name);
    } catch (error) {
      if (isRefusedFor(error, Reason.passwordNeeded)) this.#welcome({ step: 'password', name });
      else this.#welcome({ problem: problemOf(error) });
    }
  }

  /** Logs in as a registered person: the browser stores a cookie that logs in again, and that no script can read. */
  async logIn(name: string, password: string): Promise<void> {
    this.#welcome({ name, busy: true });
    try {
      const problem = await this.#fetchCookie(name, password);
      if (problem !== null) return this.#welcome({ problem });
      await this.#connect();
      await this.#enter(name);
    } catch (error) {
      this.#welcome({ problem: problemOf(error) });
    }
  }

  /** Registers `name`. */
  async register(name: string, password: string, invitation: string): Promise<void> {
    this.#welcome({ name, busy: true });
    try {
      await this.#registerAs(name, password, invitation);
    } catch (error) {
      this.#welcome({ problem: problemOf(error) });
    }
  }

  async #registerAs(name: string, password: string, invitation: string): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    await client.register(name, password, invitation === '' ? {} : { invitation });
    const problem = await this.#fetchCookie(name, password).catch(problemOf);
    // Without the cookie, the login lasts until the page is closed.
    if (problem === null) await this.#connect();
    if (problem === null) await this.#enter(name);
    else await this.#chatAs(client);
  }

  /** Registers the name of a chatting guest. @throws what `register` does */
  async keepName(password: string, invitation: string): Promise<void> {
    const name = this.chat?.me.value.name ?? '';
    await this.#registerAs(name, password, invitation);
  }

  /** Resolves with null, or with what is wrong. */
  async #fetchCookie(name: string, password: string): Promise<string | null> {
    const problem = await this.#cookie.fetch(name, password);
    if (problem === null) this.#remembering.loggedIn();
    return problem;
  }

  async #enter(name: string): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    await client.login(name);
    await this.#chatAs(client);
  }

  async #chatAs(client: ChatClient): Promise<void> {
    this.isOffline.value = false;
    const name = client.name ?? '';
    const { registered, operator } = client;
    const { now, after, draftsOf } = this.#world;
    const chat = new Chat(client, { now, after, drafts: draftsOf(name) });
    chat.me.value = { name, registered, operator };
    this.#remembering.follow(chat);
    if (this.#before?.me.peek().name === name) chat.takeOver(this.#before);
    this.#before = chat;
    this.phase.value = { kind: 'chatting', chat };
    for (const tell of this.#early.splice(0)) tell(chat);
    if (registered) chat.marks.counted(await client.unread().catch(() => []));
    await chat.directory.load().catch(() => {});
  }

  #became(status: ConnectionStatus): void {
    const { chat } = this;
    switch (status.kind) {
      case 'lost':
        return chat?.lost();
      case 'reconnected':
        if (chat !== null && this.#client !== null) void this.#comeBack(this.#client, chat);
        return;
      case 'restored':
        // There is a connection, whatever the browser reports.
        this.isOffline.value = false;
        this.#stayOn();
        if (chat === null || this.#client === null) return;
        chat.renamed(status.name);
        void chat.restored();
        return;
      case 'not-restored': {
        const { name, reason } = status;
        if (!status.trying) return this.#loggedOut(name, reason);
        // The server may still hold a guest's name for the dead connection; then somebody else has it.
        if (chat?.me.value.registered === true) return;
        this.#giveUp ??= this.#world.after(HELD_MS_MAX, () => this.#loggedOut(name, reason));
        return;
      }
      case 'ended':
        void this.#startAnew(unreachableWords(null));
    }
  }

  async #comeBack(client: ChatClient, chat: Chat): Promise<void> {
    const reason = await this.#dismissal.comeBack(client, chat);
    if (reason !== null && this.chat === chat) this.#loggedOut(chat.me.peek().name, reason);
  }

  /** The server refuses the old login: the password was changed elsewhere, or the device was revoked. */
  #loggedOut(name: string, reason: number | null): void {
    const me = this.chat?.me.value;
    const registered = me?.registered === true;
    const problem = registered ? t(problemTexts.loggedOut) : reasonWords(reason ?? Reason.none);
    this.phase.value = { kind: 'starting' };
    void this.#connect().then(() => {
      this.#welcome({ name, step: registered ? 'password' : 'name', problem });
      // Another tab may have caused it.
      if (registered) this.#elsewhere(this.#world.remembered.get());
    });
  }

  async #startAnew(why: string): Promise<void> {
    this.phase.value = { kind: 'unreachable', why };
    await this.start(true);
  }

  /** The connection may have died unnoticed: the computer slept, or changed its network. */
  wake(): void {
    this.#connector.hurry();
    void this.chat?.doubt();
    this.#client?.check();
  }

  /** The browser reports that it is online or offline. */
  network(isThere: boolean): void {
    this.isOffline.value = !isThere;
    this.wake();
  }

  /** @throws ConnectionLost if the server cannot be told: the next user of the browser could log in with its cookie */
  async logOut(): Promise<void> {
    const { chat } = this;
    if (chat?.me.value.registered) {
      // First of all, because the page may be closed at once. The server then closes the connection.
      await this.#cookie.forget();
    }
    await this.#leave(chat);
  }

  /** Ends the chat for good, and shows the welcome page. */
  async #leave(chat: Chat | null, problem: string | null = null): Promise<void> {
    // The next user must not be led to this one's conversation.
    chat?.close();
    chat?.forgetDrafts();
    this.#before = null;
    this.#remembering.forget(chat?.me.value.registered === true);
    await this.#toWelcome(problem);
  }

  async #toWelcome(problem: string | null): Promise<void> {
    this.#remembering.leave();
    this.phase.value = { kind: 'starting' };
    await this.#connect();
    this.#welcome({ step: 'name', name: '', problem });
  }

  /** Another tab of this browser has logged in as `who`, or logged out. */
  #elsewhere(who: Remembered | null): void {
    const { chat } = this;
    const now = this.phase.peek();
    // The server may have ended the login already.
    const isOver = now.kind === 'welcome' && now.problem === t(problemTexts.loggedOut);
    const me = chat?.me.peek() ?? { name: isOver ? now.name : '', registered: isOver };
    // A guest's login belongs to one tab only.
    if (!me.registered) return;
    switch (this.#remembering.judge(who, me.name)) {
      case 'logged-out':
        return void this.#leave(chat, t(problemTexts.loggedOutElsewhere));
      case 'another':
        // Unsent messages wait for the person who wrote them.
        chat?.close();
        return void this.#toWelcome(t(problemTexts.anotherIsHere, { name: who?.name ?? '' }));
    }
  }

  /** The account was deleted. */
  async forgotten(): Promise<void> {
    // The cookie is useless now.
    await this.#cookie.forget().catch(() => {});
    await this.#leave(this.chat);
  }
}
