/** Reaches the server, however long it takes; one connection at a time is heeded, whatever becomes of those before it. */
import {
  type ChatClient,
  type ClientEvent,
  type ConnectionStatus,
  connect,
  type Message,
} from '../../client/browser.ts';
import { Pauses } from '../../client/reconnection.ts';

export interface ConnectorWorld {
  /** Of the server: `wss://HOST/ws`. */
  readonly url: string;
  readonly after: (ms: number, task: () => void) => () => void;
  readonly random: () => number;
}

export interface ConnectorListener {
  became(status: ConnectionStatus): void;
  happened(what: ClientEvent): void;
  arrived(message: Message, missed: boolean): void;
  /** It did not succeed at once, and is tried again. */
  unreachable(): void;
}

export class Connector {
  readonly #world: ConnectorWorld;
  readonly #listener: ConnectorListener;
  /** Counts what was begun: what was begun before the last goes no further. */
  #attempt = 0;
  #client: ChatClient | null = null;

  constructor(world: ConnectorWorld, listener: ConnectorListener) {
    this.#world = world;
    this.#listener = listener;
  }

  /** The one that is heeded; null while there is none. */
  get client(): ChatClient | null {
    return this.#client;
  }

  /** In the place of the one there was. Never resolves where another is asked for meanwhile. */
  async connect(): Promise<ChatClient> {
    this.#client?.close();
    this.#client = null;
    const attempt = ++this.#attempt;
    const pauses = new Pauses(this.#world.random);
    for (;;) {
      const client = await this.#try();
      if (attempt !== this.#attempt) {
        client?.close();
        return new Promise(() => {});
      }
      if (client !== null) {
        this.#client = client;
        return client;
      }
      this.#listener.unreachable();
      await new Promise<void>((resolve) => this.#world.after(pauses.next(), resolve));
    }
  }

  /** Null: the server cannot be reached just now. */
  async #try(): Promise<ChatClient | null> {
    const { became, happened, arrived } = this.#listener;
    let client: ChatClient | null = null;
    // One that was never there, or is left, has nothing to say.
    const heed = (tell: () => void) => {
      if (client !== null && client === this.#client) tell();
    };
    try {
      client = await connect(this.#world.url, {
        client: 'chinwag web',
        // What was missed is asked for by conversation, when somebody looks at it.
        missedMax: 0,
        onStatus: (status) => heed(() => became(status)),
        onEvent: (what) => heed(() => happened(what)),
        onMessage: (message, missed) => heed(() => arrived(message, missed)),
      });
      return client;
    } catch {
      return null;
    }
  }
}
