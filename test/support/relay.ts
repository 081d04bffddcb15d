/** A relay to a server that delays, holds back, swallows, cuts, resets or refuses, under the control of a test. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One connection through it. */
class Way {
  readonly #relay: Relay;
  readonly client: Socket;
  readonly server: Socket;
  /** What was lost of it is lost: nothing goes through any more, and neither end is told. */
  isDead = false;
  /** What the server says is lost. */
  isSilent = false;
  /** In each direction, what was said and has not arrived. */
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
  /** What the server says is lost on the way. */
  mute = false;
  /** What either end says, and that it closes, is lost; a connection that has lost anything is dead from then on. */
  swallows = false;
  /** Connections are closed at once. */
  closed = false;
  /** Does a request for a WebSocket get through? Otherwise it is answered as a proxy does that has none. */
  webSockets = true;
  /** How many requests for a WebSocket were refused. */
  refused = 0;
  /** What is said takes so much longer. */
  delayMs = 0;
  /** Resolves when nothing is held back. */
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

  /** A way to the port `target`. */
  static async to(target: number): Promise<Relay> {
    const relay = new Relay(target);
    await relay.admit();
    return relay;
  }

  /** What the server says on the connections of now is lost, and nobody can tell; others are as ever. */
  silence(): void {
    for (const way of this.#ways) way.isSilent = true;
  }

  /** What either says on the connections of now is lost, as where a cable was pulled; others are as ever. */
  swallow(): void {
    for (const way of this.#ways) way.isDead = true;
  }

  /** What is said from now on arrives only after `letGo`. */
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

  /** Nothing listens here any more; what is connected stays. */
  refuse(): void {
    this.#server.close();
  }

  /** Listens, again where it was. */
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
