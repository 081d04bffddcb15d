/** A relay to a server that delays, holds back, swallows, cuts, resets or refuses, under the control of a test. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One connection through it. */
class Way {
  readonly #relay: Relay;
  readonly client: Socket;
  readonly server: Socket;
  /** Nothing goes through any more, and neither end is told. */
  isDead = false;
  /** Output of the server is lost. */
  isSilent = false;
  /** In each direction, the data under way. */
  readonly #underway = [Promise.resolve(), Promise.resolve()];

  constructor(relay: Relay, client: Socket, server: Socket) {
    this.#relay = relay;
    this.client = client;
    this.server = server;
    this.#carry(client, server, 0);
    this.#carry(server, client, 1);
  }

  #carry(from: Socket, to: Socket, direction: 0 | 1): void {
    const relay = this.#relay;
    const inTurn = (arrive: () => void): void => {
      const { delayMs } = relay;
      const arrived = this.#underway[direction]?.then(async () => {
        if (delayMs > 0) await sleep(delayMs);
        await relay.released;
        if (!this.isDead) arrive();
      });
      this.#underway[direction] = arrived ?? Promise.resolve();
    };
    from.on('data', (chunk: Buffer) => {
      if (direction === 0 && !relay.webSockets && asksForWebSocket(chunk)) {
        relay.refused++;
        return void from.end(BAD_GATEWAY);
      }
      if (relay.swallows) this.isDead = true;
      const isLost = direction === 1 && (relay.mute || this.isSilent);
      if (!isLost) inTurn(() => to.write(chunk));
    });
    from.on('error', () => {});
    from.on('close', () => {
      if (relay.swallows) this.isDead = true;
      inTurn(() => to.destroy());
    });
  }

  end(how: 'cut' | 'reset'): void {
    for (const socket of [this.client, this.server]) {
      if (how === 'cut') socket.destroy();
      else socket.resetAndDestroy();
    }
  }
}

export class Relay implements Disposable {
  readonly #server: Server;
  readonly #target: number;
  readonly #ways = new Set<Way>();
  /** Is output of the server lost? */
  mute = false;
  /** Is everything lost, in both directions, including closes? A connection that has lost anything stays dead. */
  swallows = false;
  /** Connections are closed at once. */
  closed = false;
  /** Do requests for a WebSocket get through? Otherwise they are refused as by a proxy without WebSockets. */
  webSockets = true;
  /** How many requests for a WebSocket were refused. */
  refused = 0;
  /** The delay of all data. */
  delayMs = 0;
  /** Resolves when data is not held back. */
  released: Promise<void> = Promise.resolve();
  #release = () => {};
  port = 0;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer({ noDelay: true }, (client) => this.#open(client));
  }

  #open(client: Socket): void {
    if (this.closed) return void client.destroy();
    const server = connect({ port: this.#target, host: '127.0.0.1', noDelay: true });
    const way = new Way(this, client, server);
    this.#ways.add(way);
    let open = 2;
    for (const socket of [client, server]) {
      socket.on('close', () => {
        if (--open === 0) this.#ways.delete(way);
      });
    }
  }

  /** Opens a relay to the port `target`. */
  static async to(target: number): Promise<Relay> {
    const relay = new Relay(target);
    await relay.admit();
    return relay;
  }

  /** Loses the server's output on current connections, unnoticed; new ones work. */
  silence(): void {
    for (const way of this.#ways) way.isSilent = true;
  }

  /** Loses everything on current connections, as when a cable is pulled; new ones work. */
  swallow(): void {
    for (const way of this.#ways) way.isDead = true;
  }

  /** Holds back all data until `letGo`. */
  hold(): void {
    this.released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  letGo(): void {
    this.#release();
  }

  /** Ends every connection. */
  cut(): void {
    for (const way of this.#ways) way.end('cut');
  }

  /** Breaks every connection. */
  reset(): void {
    for (const way of this.#ways) way.end('reset');
  }

  /** Stops listening; current connections stay. */
  refuse(): void {
    this.#server.close();
  }

  /** Listens again, on the same port. */
  async admit(): Promise<void> {
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.port = (this.#server.address() as AddressInfo).port;
  }

  [Symbol.dispose](): void {
    this.closed = true;
    this.#server.close();
    this.letGo();
    this.cut();
  }
}

const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

function asksForWebSocket(chunk: Buffer): boolean {
  return chunk.toString('latin1').startsWith('GET /ws ');
}
