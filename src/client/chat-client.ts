/** The client library's public face, on any platform: commands as promises, messages as an async iterable. */

import type { Capability } from '../protocol/capabilities.ts';
import type { Arguments } from '../protocol/contracts.ts';
import { reasonText } from '../protocol/frames.ts';
import { checkConfidence, checkName, checkText, fitting } from './arguments.ts';
import { secureRandom } from './chance.ts';
import type {
  ClientOptions,
  ConnectionStatus,
  RegisterOptions,
  SendOptions,
} from './client-options.ts';
import { type Clock, systemClock } from './clock.ts';
import { give, learn, WithCommands } from './command-methods.ts';
import type { ConnectionEnd, OtherCommand, RawReply, Reply, Request } from './connection.ts';
import { CommandMalformed, CommandRefused, ConnectFailed, ConnectionLost } from './errors.ts';
import { type Message, MessageQueue } from './message-queue.ts';
import { Session, type SessionListener, type SessionWorld } from './session.ts';
import type { Proof } from './standing-login.ts';
import type { Way } from './transport.ts';
import { messageIdOf } from './welcome.ts';

/** The events needed to deliver messages in their current form, and to track one's own name. */
const OWN_EVENTS: Capability[] = ['edited', 'deleted', 'renamed', 'sent'];

/** Reading pauses when this many messages wait and no reply is awaited. */
const PAUSE_AT = 1000;

/** The queue's hard limit: a caller that always awaits a reply, and takes no messages, must not fill the memory. */
const WAITING_MAX = 100_000;

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * A connected client. It reconnects by itself and logs in again under the same name. Commands are answered in
 * the order in which they are given; without a connection, a command fails at once with ConnectionLost.
 * Iterate over the client for its messages; the iteration ends with `close`.
 */
export class ChatClient extends WithCommands implements AsyncIterable<Message>, AsyncDisposable {
  readonly #options: ClientOptions;
  readonly #way: Way;
  readonly #session: Session;
  readonly #messages: MessageQueue;
  /** Requests without a reply, in the order in which they were sent. */
  readonly #waiting = new Map<Request, Waiting>();
  #failed: Error | null = null;
  #paused = false;

  private constructor(way: Way, options: ClientOptions, clock: Clock, settled: SettleConnect) {
    super();
    this.#options = options;
    this.#way = way;
    const world: SessionWorld = {
      ...clock,
      open: way.open,
      loadVocabulary: (loaded, failed) =>
        way.loadVocabulary((vocabulary) => {
          learn(vocabulary);
          loaded(vocabulary);
        }, failed),
      random: secureRandom,
      client: options.client ?? 'chinwag library',
      // Without `onEvent`, nobody hears the other events.
      ...(options.onEvent === undefined && { events: OWN_EVENTS }),
      missedMax: options.missedMax ?? Infinity,
    };
    this.#session = new Session(world, this.#listener(settled));
    this.#messages = new MessageQueue(() => this.#balance());
  }

  /**
   * Connects by `way`. Tests have a `clock` of their own.
   * @throws ConnectFailed when the server cannot be reached
   */
  static connect(
    way: Way,
    options: ClientOptions = {},
    clock: Clock = systemClock,
  ): Promise<ChatClient> {
    return new Promise((resolve, reject) => {
      const client: ChatClient = new ChatClient(way, options, clock, {
        connected: () => resolve(client),
        failed: (end) => reject(new ConnectFailed(`cannot connect: ${end.why}`)),
      });
    });
  }

  /** The name under which this client is logged in; null when it is not. */
  get name(): string | null {
    return this.#session.name;
  }

  /** Is the client logged in as a registered user? False for a guest, and while not logged in. */
  get registered(): boolean {
    return this.#session.registered;
  }

  /** Is this user an operator of the server, according to the last login? Later changes are not reported. */
  get operator(): boolean {
    return this.#session.operator;
  }

  /** The token that logs in without the password, or null. Store it as carefully as a password. */
  get token(): string | null {
    return this.#session.token;
  }

  /**
   * Logs in as `name`: 1–20 characters (code points). A registered name needs the password, or a token. With `device`,
   * the name of this device, the server remembers the device: `token` then logs in instead of the password.
   * @throws CommandRefused when the name is in use or not allowed, the password is needed (reason 6) or wrong (7), or
   * the connection is not encrypted (12), or this client is logged in
   */
  async login(name: string, proof: Proof = {}): Promise<void> {
    checkName(name, 'person');
    const isSecret = proof.password !== undefined || proof.token !== undefined;
    if (isSecret) checkConfidence('login', this.#way);
    await this.#ask('login', () => this.#session.login(name, proof));
  }

  /**
   * Registers `name` with `password` (8–1024 bytes) and logs in as it; a guest of that name becomes registered.
   * @throws CommandRefused when the name is not available, or an invitation is needed (reason 16)
   */
  async register(name: string, password: string, more: RegisterOptions = {}): Promise<void> {
    checkName(name, 'person');
    checkConfidence('register', this.#way);
    await this[give]('register', { name, password, ...more });
  }

  /** Changes the password from `old` to `chosen`. Every other device has to log in again. */
  async changePassword(old: string, chosen: string): Promise<void> {
    checkConfidence('change-password', this.#way);
    await this[give]('change-password', { old, new: chosen });
  }

  /** Deletes the account and the text of every message it sent. */
  async unregister(password: string): Promise<void> {
    checkConfidence('unregister', this.#way);
    await this[give]('unregister', { password });
  }

  /** The names of the people logged in, in the order of their logins. */
  async list(): Promise<readonly string[]> {
    const answer = await this.#ask('list', () => this.#session.list());
    return answer.kind === 'names' ? answer.names : [];
  }

  /**
   * Sends `text` (1–65535 characters) to `name`, a person or a room; an open room is joined on the way. `reply` is the
   * id of the message that it answers, in the same conversation; `as` makes it a notice, or what its author does: an older
   * server gets `/me` and the text. Resolves with the message's id once the message is
   * delivered or, between registered people and in a kept room, stored. If the connection is lost before the reply, a
   * stored message is sent again, and stored once. The id of a message that is not stored is negative or null.
   * @throws CommandRefused when nobody has the name, or this client is not logged in
   */
  async send(name: string, text: string, { reply, as }: SendOptions = {}): Promise<number | null> {
    checkName(name, 'either');
    checkText(text);
    const more = { ...(reply !== undefined && { reply }), ...(as !== undefined && { as }) };
    const answer = await this.#ask('send', () => this.#session.sendto(name, text, more));
    return messageIdOf(answer);
  }

  /**
   * Reconnects now: ends the wait for the next attempt, or replaces a connection that may be dead, as after a
   * computer's sleep. Does nothing while a connection is being opened.
   */
  reconnect(): void {
    this.#session.reconnect();
  }

  /**
   * Checks a connection that is in doubt, as after the computer's sleep or a change of network: asks the server, and
   * reconnects if no answer comes within 5 s. Ends the wait for the next attempt if there is no connection.
   */
  check(): void {
    this.#session.check();
  }

  /** Logs out; the connection stays open. While disconnected: does not log in again after reconnecting. */
  async logout(): Promise<void> {
    if (!this.#session.connected) return this.#session.stayOut();
    await this.#ask('logout', () => this.#session.logout());
  }

  /** Closes the connection. Commands without a reply fail; messages that have arrived can still be read. */
  close(): void {
    this.#session.close();
    this.#end(new ConnectionLost('closed by this client', true));
  }

  [Symbol.asyncIterator](): AsyncIterator<Message, undefined> {
    return this.#messages;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** Sends an extension command with its `text`, which is '' for a command without one. */
  async [give]<Name extends OtherCommand>(
    command: Name,
    given: Arguments<Name>,
    text = '',
  ): Promise<RawReply> {
    if (this.#session.connected && !this.#session.extended) {
      throw new CommandMalformed(`${command}: the server does not know it`);
    }
    const reply = await this.#ask(command, () => this.#session.ask(command, given, text));
    const data = reply.kind === 'ok' ? reply.data : null;
    if (data === null) throw new CommandMalformed(`${command}: the answer says nothing`);
    return data;
  }

  /** Sends `request`, and resolves with its reply unless that is a failure. */
  async #ask(command: string, request: () => Request): Promise<Reply> {
    if (this.#failed !== null) throw new ConnectionLost(this.#failed.message, false);
    if (!this.#session.connected) throw new ConnectionLost('not connected', false);
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.set(fitting(command, request), { resolve, reject });
      this.#balance();
    });
    if (reply.kind === 'failure') {
      const { reason, detail, wait } = reply;
      throw new CommandRefused(command, reason, detail || reasonText(reason), wait);
    }
    if (reply.kind === 'malformed') throw new CommandMalformed(`${command}: ${reply.detail}`);
    return reply;
  }

  #settle(request: Request): Waiting | undefined {
    const waiting = this.#waiting.get(request);
    this.#waiting.delete(request);
    return waiting;
  }

  #listener(settled: SettleConnect): SessionListener {
    const tell = (status: ConnectionStatus) => this.#options.onStatus?.(status);
    return {
      opened: (again) => (again ? tell({ kind: 'reconnected' }) : settled.connected()),
      reply: (request: Request, reply: Reply) => {
        this.#settle(request)?.resolve(reply);
        this.#balance();
      },
      unanswered: (request: Request, wasSent: boolean) =>
        this.#settle(request)?.reject(new ConnectionLost('the connection was lost', wasSent)),
      message: (message, missed) => {
        if (this.#options.onMessage !== undefined) return this.#options.onMessage(message, missed);
        if (this.#options.messages === 'ignore') return;
        this.#messages.push(message);
        this.#balance();
      },
      event: (event) => this.#options.onEvent?.(event),
      lost: ({ why }) => tell({ kind: 'lost', why }),
      restored: (name) => tell({ kind: 'restored', name }),
      notRestored: (name, reply, trying) => {
        const why =
          reply.kind === 'failure' ? reply.detail || reasonText(reply.reason) : reply.kind;
        const reason = reply.kind === 'failure' ? reply.reason : null;
        tell({ kind: 'not-restored', name, why, reason, trying });
      },
      ended: (end) => {
        settled.failed(end);
        tell({ kind: 'ended', why: end.why });
        this.#end(new ConnectFailed(end.why));
      },
    };
  }

  /**
   * Stops reading while too many messages wait, but not while a command awaits its reply, which arrives behind
   * them: the caller may be taking no messages because it waits for that reply.
   */
  #balance(): void {
    const { waiting } = this.#messages;
    if (waiting > WAITING_MAX) {
      this.#session.close();
      return this.#end(
        new ConnectionLost(`${WAITING_MAX} messages wait, and nobody takes them`, true),
      );
    }
    const pause = waiting >= PAUSE_AT && this.#waiting.size === 0;
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#session.pause();
    else this.#session.resume();
  }

  #end(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    this.#messages.end();
  }
}

interface SettleConnect {
  connected(): void;
  failed(end: ConnectionEnd): void;
}
