/** Connects to the server, however long it takes; events of earlier connections are ignored. */
import type {
  ChatClient,
  ClientEvent,
  ClientOptions,
  ConnectionStatus,
  Message,
} from '../../client/browser.ts';
import { Pauses, STEADY_MS } from '../../client/reconnection.ts';

export interface ConnectorWorld {
  /** @throws ConnectFailed when the server cannot be reached */
  readonly connect: (options: ClientOptions) => Promise<ChatClient>;
  readonly after: (ms: number, task: () => void) => () => void;
  readonly random: () => number;
}

export interface ConnectorListener {
  became(status: ConnectionStatus): void;
  event(what: ClientEvent): void;
  arrived(message: Message, missed: boolean): void;
  /** The first attempt failed; the connector goes on trying. */
  unreachable(): void;
}

export class Connector {
  readonly #world: ConnectorWorld;
  readonly #listener: ConnectorListener;
  readonly #pauses: Pauses;
  /** Counts attempts: one that is not the latest goes no further. */
  #attempt = 0;
  #client: ChatClient | null = null;
  #cancelSteady = ignore;
  /** Ends the current pause. */
  #endPause = ignore;

  constructor(world: ConnectorWorld, listener: ConnectorListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
  }

  /** The current client; null if there is none. */
  get client(): ChatClient | null {
    return this.#client;
  }

  /** Connects in place of the current client. Never resolves if called again meanwhile. */
  connect(): Promise<ChatClient> {
    this.#pauses.reset();
    return this.#begin(false);
  }

  /** The same after a pause, because the last connection failed and the next may too. */
  connectAgain(): Promise<ChatClient> {
    return this.#begin(true);
  }

  /** Ends a pause. */
  hurry(): void {
    this.#pauses.reset();
    this.#endPause();
  }

  async #begin(isAgain: boolean): Promise<ChatClient> {
    this.#cancelSteady();
    this.#client?.close();
    this.#client = null;
    const attempt = ++this.#attempt;
    this.#endPause();
    if (isAgain) await this.#pause();
    for (;;) {
      const client = attempt === this.#attempt ? await this.#try() : null;
      if (attempt !== this.#attempt) {
        client?.close();
        return new Promise(() => {});
      }
      if (client !== null) {
        this.#client = client;
        this.#cancelSteady = this.#world.after(STEADY_MS, () => this.#pauses.reset());
        return client;
      }
      this.#listener.unreachable();
      await this.#pause();
    }
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#world.after(this.#pauses.next(), resolve);
      this.#endPause = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Resolves with null if the server cannot be reached now. */
  async #try(): Promise<ChatClient | null> {
    const { became, event, arrived } = this.#listener;
    let client: ChatClient | null = null;
    // Ignores a client that was never current, or no longer is.
    const heed = (tell: () => void) => {
      if (client !== null && client === this.#client) tell();
    };
    try {
      client = await this.#world.connect({
        client: 'chinwag web',
        // Missed messages are loaded for each conversation when it is opened.
        missedMax: 0,
        onStatus: (status) => heed(() => became(status)),
        onEvent: (what) => heed(() => event(what)),
        onMessage: (message, missed) => heed(() => arrived(message, missed)),
      });
      return client;
    } catch {
      return null;
    }
  }
}

function ignore(): void {}
