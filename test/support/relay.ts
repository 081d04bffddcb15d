/** A way to a server that can be cut, in either direction or altogether. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class Relay implements Disposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What the server says is lost on the way. */
  mute = false;
  /** Of each connection: what the server says there is lost from now on. */
  readonly #silences = new Set<() => void>();
  /** Connections are closed at once. */
  closed = false;
  port = 0;

  private constructor(target: number) {
    this.#server = createServer((client) => {
      if (this.closed) return void client.destroy();
      const server = connect(target, '127.0.0.1');
      let isSilent = false;
      this.#silences.add(() => {
        isSilent = true;
      });
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        this.#sockets.add(one);
        one.on('data', (chunk) => {
          if (one === client || !(this.mute || isSilent)) other.write(chunk);
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
    for (const silence of this.#silences) silence();
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
