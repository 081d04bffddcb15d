/** A client that behaves as well or badly as a test wants: sends frames, and hears lines. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import {
  encodeList,
  encodeLogin,
  encodeLogout,
  encodeSendto,
} from '../../src/protocol/client-frames.ts';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { Result, reasonText } from '../../src/protocol/frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { parseLine } from '../../src/protocol/line-grammar.ts';
import { readServerFrame, type ServerFrames } from '../../src/protocol/server-frames.ts';
import { until } from './until.ts';

/** The frame of a line such as `sendto bob hi`. */
export function frameOf(line: string): Uint8Array {
  const command = parseLine(line);
  switch (command.kind) {
    case 'login':
      return encodeLogin(command.name);
    case 'list':
      return encodeList();
    case 'sendto':
      return encodeSendto(command.name, command.text);
    case 'logout':
      return encodeLogout();
    default:
      throw new Error(`no frame says ${line}`);
  }
}

export class WireClient implements ServerFrames, Disposable {
  readonly socket: Socket;
  /** Lines heard and not yet taken by `next`. */
  readonly heard: string[] = [];
  /** Has the server closed its side? */
  ended = false;
  /** Is the connection gone, cleanly or not? */
  closed = false;
  error: string | null = null;
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);

  /** On a socket that is open. */
  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.#reader.push(chunk);
      while (this.#reader.next()) {
        readServerFrame(this.#reader, this);
      }
      if (this.#reader.error !== null) throw new Error(this.#reader.error);
    });
    socket.on('end', () => {
      this.ended = true;
    });
    socket.on('close', () => {
      this.closed = true;
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.error = error.code ?? error.message;
    });
  }

  static async connect(port: number, options: { localAddress?: string; host?: string } = {}) {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...options });
    await once(socket, 'connect');
    return new WireClient(socket);
  }

  /** Connects and logs in. */
  static async login(port: number, name: string): Promise<WireClient> {
    const client = await WireClient.connect(port);
    client.say(`login ${name}`);
    const answer = await client.next();
    if (answer !== 'Success') throw new Error(`login ${name}: ${answer}`);
    return client;
  }

  say(line: string): void {
    this.send(frameOf(line));
  }

  send(bytes: Uint8Array): void {
    this.socket.write(bytes);
  }

  /** The next thing heard, as the transcript shows it: `Success`, `Failure: not logged in`, `bob: hi`. */
  async next(): Promise<string> {
    await until(
      () => this.heard.length > 0,
      () => `something from the server (closed: ${this.closed}, error: ${this.error})`,
      () => this.closed,
    );
    return this.heard.shift() as string;
  }

  /** Resolves when the connection is gone; whatever was heard before is in `heard`. */
  async gone(): Promise<void> {
    await until(
      () => this.closed,
      () => 'the server to close the connection',
    );
  }

  response(result: Result, reason: number, detail: string): void {
    if (result === Result.ok) this.heard.push('Success');
    else if (result === Result.failure) this.heard.push(`Failure: ${detail || reasonText(reason)}`);
    else this.heard.push(`Malformed: ${detail}`);
  }

  list(names: string[]): void {
    this.heard.push(`[${names.join(', ')}]`);
  }

  message(from: string, text: string): void {
    this.heard.push(`${from}: ${text}`);
  }

  malformed(why: string): void {
    throw new Error(`the server broke the protocol: ${why}`);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
