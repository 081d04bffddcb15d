/** The client library's public face, on any platform: commands as promises, messages as an async iterable. */
import { reasonText } from '../protocol/frames.ts';
import { TEXT_CODE_POINTS_MAX } from '../protocol/limits.ts';
import { codePointsUpTo, nameFits } from '../protocol/names.ts';
import type { ConnectionEnd, Reply, Request } from './connection.ts';
import {
  CommandMalformed,
  CommandRefused,
  ConnectFailed,
  ConnectionLost,
  InvalidArgument,
} from './errors.ts';
import { type Message, MessageQueue } from './message-queue.ts';
import { Session, type SessionListener, type SessionWorld } from './session.ts';
import type { OpenTransport } from './transport.ts';

/** What became of the connection, for those who want to show it. */
export type ConnectionStatus =
  /** Lost, because of `why`; the client goes on trying. */
  | { readonly kind: 'lost'; readonly why: string }
  /** Connected again. */
  | { readonly kind: 'reconnected' }
  /** Logged in again as `name`. */
  | { readonly kind: 'restored'; readonly name: string }
  /** Not logged in again as `name`, because of `why`; does the client go on `trying`? */
  | {
      readonly kind: 'not-restored';
      readonly name: string;
      readonly why: string;
      readonly trying: boolean;
    };

export interface ClientOptions {
  /** Told what becomes of the connection. */
  readonly onStatus?: (status: ConnectionStatus) => void;
  /**
   * What to do with messages. `queue`, the default, keeps them until they are iterated over; when a
   * thousand wait, nothing more is read from the server unless a command waits for its reply; when a
   * hundred thousand do, the client is closed. `ignore` drops them.
   */
  readonly messages?: 'queue' | 'ignore';
}

/** When so many messages wait, and no reply is awaited, no more are read. */
const PAUSE_AT = 1000;

/** Somebody who gives commands all the time, and takes no messages, is not kept up with for ever. */
const WAITING_MAX = 100_000;

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/**
 * A client that is connected, and reconnects by itself, logging in again under the same name. Commands are
 * answered in the order in which they are given; one that is given while there is no connection fails at
 * once with ConnectionLost. Iterate over it for the messages; the iteration ends with `close`.
 */
export class ChatClient implements AsyncIterable<Message>, AsyncDisposable {
  readonly #options: ClientOptions;
  readonly #session: Session;
  readonly #messages: MessageQueue;
  /** In the order of the requests. */
  readonly #waiting: Waiting[] = [];
  #failed: Error | null = null;
  #paused = false;

  private constructor(open: OpenTransport, options: ClientOptions, settled: SettleConnect) {
    this.#options = options;
    const world: SessionWorld = {
      open,
      after: (ms, task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
    };
    this.#session = new Session(world, this.#listener(settled));
    this.#messages = new MessageQueue(() => this.#balance());
  }

  /**
   * Connects over `open`.
   * @throws ConnectFailed when the server cannot be reached
   */
  static connect(open: OpenTransport, options: ClientOptions = {}): Promise<ChatClient> {
    return new Promise((resolve, reject) => {
      const client: ChatClient = new ChatClient(open, options, {
        connected: () => resolve(client),
        failed: (end) => reject(new ConnectFailed(`cannot connect: ${end.why}`)),
      });
    });
  }

  /** Whom the server knows this client as; null when not logged in. */
  get name(): string | null {
    return this.#session.name;
  }

  /**
   * Logs in as `name`: 1–20 characters (code points).
   * @throws CommandRefused when the name is in use or not allowed, or this client is logged in
   */
  async login(name: string): Promise<void> {
    checkName(name);
    await this.#ask('login', () => this.#session.login(name));
  }

  /** Who is logged in, in the order of the logins. */
  async list(): Promise<readonly string[]> {
    const reply = await this.#ask('list', () => this.#session.list());
    return reply.kind === 'names' ? reply.names : [];
  }

  /**
   * Sends `text` (1–65535 characters) to whoever is logged in as `name`; resolves when it was delivered.
   * @throws CommandRefused when nobody is, or this client is not logged in
   */
  async send(name: string, text: string): Promise<void> {
    checkName(name);
    const length = codePointsUpTo(text, TEXT_CODE_POINTS_MAX);
    if (length === 0 || length > TEXT_CODE_POINTS_MAX) {
      throw new InvalidArgument(`a text has 1 to ${TEXT_CODE_POINTS_MAX} characters`);
    }
    await this.#ask('send', () => this.#session.sendto(name, text));
  }

  /** Logs out; the connection stays open. */
  async logout(): Promise<void> {
    await this.#ask('logout', () => this.#session.logout());
  }

  /** Closes the connection. Commands that have no reply yet fail; the messages so far can still be read. */
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

  async #ask(command: string, request: () => void): Promise<Reply> {
    if (this.#failed !== null) throw new ConnectionLost(this.#failed.message, false);
    if (!this.#session.connected) throw new ConnectionLost('not connected', false);
    const reply = await new Promise<Reply>((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      request();
      this.#balance();
    });
    if (reply.kind === 'failure') {
      throw new CommandRefused(command, reply.reason, reply.detail || reasonText(reply.reason));
    }
    if (reply.kind === 'malformed') throw new CommandMalformed(`${command}: ${reply.detail}`);
    return reply;
  }

  #listener(settled: SettleConnect): SessionListener {
    const tell = (status: ConnectionStatus) => this.#options.onStatus?.(status);
    return {
      opened: (again) => (again ? tell({ kind: 'reconnected' }) : settled.connected()),
      reply: (_request: Request, reply: Reply) => {
        this.#waiting.shift()?.resolve(reply);
        this.#balance();
      },
      unanswered: () =>
        this.#waiting.shift()?.reject(new ConnectionLost('the connection was lost', true)),
      message: (from, text) => {
        if (this.#options.messages === 'ignore') return;
        this.#messages.push({ from, text });
        this.#balance();
      },
      lost: ({ why }) => tell({ kind: 'lost', why }),
      restored: (name) => tell({ kind: 'restored', name }),
      notRestored: (name, reply, trying) => {
        const why =
          reply.kind === 'failure' ? reply.detail || reasonText(reply.reason) : reply.kind;
        tell({ kind: 'not-restored', name, why, trying });
      },
      ended: (end) => {
        settled.failed(end);
        this.#end(new ConnectFailed(end.why));
      },
    };
  }

  /**
   * Too many messages wait: nothing more is read, until some are taken. But not while a command waits for its
   * reply, which comes behind them: whoever takes messages may be waiting for just that.
   */
  #balance(): void {
    const { waiting } = this.#messages;
    if (waiting > WAITING_MAX) {
      this.#session.close();
      return this.#end(
        new ConnectionLost(`${WAITING_MAX} messages wait, and nobody takes them`, true),
      );
    }
    const pause = waiting >= PAUSE_AT && this.#waiting.length === 0;
    if (pause === this.#paused) return;
    this.#paused = pause;
    if (pause) this.#session.pause();
    else this.#session.resume();
  }

  #end(error: Error): void {
    this.#failed ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
    this.#messages.end();
  }
}

interface SettleConnect {
  connected(): void;
  failed(end: ConnectionEnd): void;
}

function checkName(name: string): void {
  if (!nameFits(name)) throw new InvalidArgument('a name has 1 to 20 characters');
}
