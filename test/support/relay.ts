/** A way to a server that can be cut, in either direction or altogether. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Relay implements Disposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What the server says is lost on the way. */
  mute = false;
  /** Of each connection: what is said there is lost from now on, by the server or by both. */
  readonly #silences = new Set<(bothWays: boolean) => void>();
  /** Connections are closed at once. */
  closed = false;
  /** Does a request for a WebSocket get through? Otherwise it is answered as a proxy does that has none. */
  webSockets = true;
  /** How many requests for a WebSocket were refused. */
  refused = 0;
  port = 0;

  private constructor(target: number) {
    this.#server = createServer((client) => {
      if (this.closed) return void client.destroy();
      const server = connect(target, '127.0.0.1');
      let isSilent = false;
      let isDead = false;
      this.#silences.add((bothWays) => {
        isSilent = true;
        isDead = bothWays;
      });
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(one);
        one.on('data', (chunk: Buffer) => {
          if (one === client && !this.webSockets && asksForWebSocket(chunk)) {
            this.refused++;
            client.end(BAD_GATEWAY);
          } else if (one === client ? !isDead : !(this.mute || isSilent)) other.write(chunk);
        });
        one.on('error', () => {});
        one.on('close', () => {
          this.#sockets.delete(one);
          other.destroy();
        });
      }
    });
  }

  /** A way to the port `target`. */
  static async to(target: number): Promise<Relay> {
    const relay = new Relay(target);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    relay.port = (relay.#server.address() as AddressInfo).port;
    return relay;
  }

  /** What the server says on the connections of now is lost, and nobody can tell; others are as ever. */
  silence(): void {
    this.#silence(false);
  }

  /** What either says on the connections of now is lost, as where a cable was pulled; others are as ever. */
  swallow(): void {
    this.#silence(true);
  }

  #silence(bothWays: boolean): void {
    for (const silence of this.#silences) silence(bothWays);
    this.#silences.clear();
  }

  /** Breaks every connection. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  [Symbol.dispose](): void {
    this.closed = true;
    this.#server.close();
    this.cut();
  }
}

const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

function asksForWebSocket(chunk: Buffer): boolean {
  return chunk.toString('latin1').startsWith('GET /ws ');
}
