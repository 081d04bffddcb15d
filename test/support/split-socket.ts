/** Sends the first flight of a TLS client in two parts. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** The socket that a TLS client is given: its first write goes out up to `at`, the rest with `sendRest`. */
export class SplitSocket extends Duplex {
  readonly #socket: Socket;
  readonly #at: number;
  #rest: (() => void) | null = null;
  #first = true;
  /** How many bytes the first write had; null before it. */
  firstBytes: number | null = null;

  private constructor(socket: Socket, at: number) {
    super();
    this.#socket = socket;
    this.#at = at;
    socket.on('data', (chunk) => this.push(chunk));
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
  }

  static async dial(port: number, at: number): Promise<SplitSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new SplitSocket(socket, at);
  }

  sendRest(): void {
    this.#rest?.();
    this.#rest = null;
  }

  override _read(): void {}

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    if (!this.#first) {
      this.#socket.write(chunk, () => done());
      return;
    }
    this.#first = false;
    this.firstBytes = chunk.length;
    this.#socket.write(chunk.subarray(0, this.#at));
    this.#rest = () => this.#socket.write(chunk.subarray(this.#at), () => done());
  }

  override _final(done: () => void): void {
    this.#socket.end(done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
