/** Reaches the server, however long it takes; one connection at a time is heeded, whatever becomes of those before it. */
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
  /** It did not succeed at once, and is tried again. */
  unreachable(): void;
}

export class Connector {
  readonly #world: ConnectorWorld;
  readonly #listener: ConnectorListener;
  readonly #pauses: Pauses;
  /** Counts what was begun: what was begun before the last goes no further. */
  #attempt = 0;
  #client: ChatClient | null = null;
  #cancelSteady = ignore;
  /** Ends the pause of now. */
  #endPause = ignore;

  constructor(world: ConnectorWorld, listener: ConnectorListener) {
    this.#world = world;
    this.#listener = listener;
    this.#pauses = new Pauses(world.random);
  }

  /** The one that is heeded; null while there is none. */
  get client(): ChatClient | null {
    return this.#client;
  }

  /** In the place of the one there was. Never resolves where another is asked for meanwhile. */
  connect(): Promise<ChatClient> {
    this.#pauses.reset();
    return this.#begin(false);
  }

  /** The same after a pause, for the one there was came to nothing: it may do so again. */
  connectAgain(): Promise<ChatClient> {
    return this.#begin(true);
  }

  /** Tries at once, where it is pausing. */
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

  /** Null: the server cannot be reached just now. */
  async #try(): Promise<ChatClient | null> {
    const { became, event, arrived } = this.#listener;
    let client: ChatClient | null = null;
    // One that was never there, or is left, has nothing to say.
    const heed = (tell: () => void) => {
      if (client !== null && client === this.#client) tell();
    };
    try {
      client = await this.#world.connect({
        client: 'chinwag web',
        // What was missed is asked for by conversation, when somebody looks at it.
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
