/** A fake server controlled by a test, for testing clients. */
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { decodeText } from '../../src/protocol/bytes.ts';
import { ClientFrameParser } from '../../src/protocol/client-frames.ts';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { FrameType, Result } from '../../src/protocol/frames.ts';
import { CLIENT_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { encodeResponse } from '../../src/protocol/server-frames.ts';
import { until } from './until.ts';

export { message } from '../../src/protocol/testing.ts';

/** One client, seen from the server. */
export class FakePeer {
  readonly socket: Socket;
  /** Sent requests not yet taken, as lines such as `sendto bob hi`. */
  readonly heard: string[] = [];
  bytes = 0;
  closed = false;
  readonly #reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      this.closed = true;
    });
  }

  #read(chunk: Buffer): void {
    this.bytes += chunk.length;
    const reader = this.#reader;
    reader.push(chunk);
    while (reader.next()) {
      // It knows only the core protocol, and answers `hello` accordingly.
      if (reader.type === FrameType.command) {
        this.say(encodeResponse(Result.malformed, 0, 'unknown type'));
        continue;
      }
      new ClientFrameParser().read(reader, {
        login: (name) => this.heard.push(`login ${name}`),
        list: () => this.heard.push('list'),
        sendto: (name, text, from, to) =>
          this.heard.push(`sendto ${name} ${decodeText(text, from, to)}`),
        logout: () => this.heard.push('logout'),
        auth: (name) => this.heard.push(`auth ${name}`),
        malformed: (why) => this.heard.push(`malformed: ${why}`),
      });
    }
  }

  /** The next thing that the client sends. */
  async next(): Promise<string> {
    await until(
      () => this.heard.length > 0,
      () => 'another frame of the client',
      () => this.closed && this.heard.length === 0,
    );
    return this.heard.shift() as string;
  }

  say(...frames: (Uint8Array | string)[]): void {
    for (const frame of frames) this.socket.write(frame);
  }

  async gone(): Promise<void> {
    await until(
      () => this.closed,
      () => 'the client to close',
    );
  }
}

/** Listens on a free port until the end of a `using` block. */
export class FakeServer implements Disposable {
  readonly #server: Server;
  readonly peers: FakePeer[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => this.peers.push(new FakePeer(socket)));
  }

  static async start(): Promise<FakeServer> {
    const server = createServer({ noDelay: true });
    const fake = new FakeServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The client that connected as number `index`. */
  peer(index = 0): Promise<FakePeer> {
    return until(
      () => this.peers[index],
      () => 'a client to connect',
    );
  }

  [Symbol.dispose](): void {
    this.#server.close();
    for (const { socket } of this.peers) socket.destroy();
  }
}
