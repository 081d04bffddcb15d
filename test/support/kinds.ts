/** All kinds of clients behind one interface: they send lines, and hear lines as the terminal client prints them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { WebSocket } from 'ws';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { Result } from '../../src/protocol/frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { readServerFrame, type ServerFrames } from '../../src/protocol/server-frames.ts';
import { oneLine } from '../../src/protocol/visible.ts';
import { until } from './until.ts';
import { frameOf } from './wire-client.ts';

/** The end of a connection, as its peer sees it. */
export type Ending = 'in order' | `lost (${string})` | `closed with ${number}`;

/** Why a server closes a connection. */
export type Occasion = 'deadline' | 'shutdown' | 'cut off';

/** A way to reach the server. */
export interface Kind {
  /** `lines over TLS` */
  readonly name: string;
  /** Can it close its sending side and still read? */
  readonly halfCloses: boolean;
  /** The end that it sees when the server closes on each occasion. */
  readonly endings: Readonly<Record<Occasion, Ending>>;
  connect(port: number): Promise<KindClient>;
}

/** The connection of a client: the stream of frames or lines, and the socket below it. */
interface Channel {
  /** The socket itself, or TLS over it. */
  readonly stream: Socket;
  readonly socket: Socket;
}

async function dial(port: number, secure: boolean): Promise<Channel> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  if (!secure) {
    await once(socket, 'connect');
    return { stream: socket, socket };
  }
  socket.on('error', () => {});
  const stream = connectTls({ socket, rejectUnauthorized: false });
  await once(stream, 'secureConnect');
  return { stream, socket };
}

export abstract class KindClient implements Disposable {
  /** Lines heard and not yet taken. */
  readonly heard: string[] = [];
  ending: Ending | null = null;
  protected readonly channel: Channel;

  constructor(channel: Channel) {
    this.channel = channel;
  }

  /** Sends the lines at once. */
  abstract say(...lines: string[]): void;
  /** Sends a line without its end. */
  abstract begin(line: string): void;
  abstract pause(): void;
  abstract resume(): void;
  /** Closes the sending side, if the kind can. */
  abstract finish(): void;
  /** Leaves once everything is answered; resolves with the lines heard and not taken. */
  abstract leave(): Promise<string[]>;

  /** Breaks the connection without closing it. */
  reset(): void {
    this.channel.socket.resetAndDestroy();
  }

  /** The next line heard. */
  async next(): Promise<string> {
    await until(
      () => this.heard.length > 0,
      () => `another line (${this.ending ?? 'the connection is open'})`,
      () => this.ending !== null,
    );
    return this.heard.shift() as string;
  }

  /** The next `count` lines heard. */
  async take(count: number): Promise<string[]> {
    await until(
      () => this.heard.length >= count,
      () => `${count} lines, not ${this.heard.length} (${this.ending ?? 'the connection is open'})`,
      () => this.ending !== null,
    );
    return this.heard.splice(0, count);
  }

  /** Resolves with how the connection ended. */
  gone(): Promise<Ending> {
    return until(
      () => this.ending,
      () => `the server to close the connection; heard ${this.heard.slice(0, 5)}`,
    );
  }

  [Symbol.dispose](): void {
    this.channel.stream.destroy();
    this.channel.socket.destroy();
  }
}

/** A client over a byte stream, which can close one side. */
abstract class StreamClient extends KindClient {
  constructor(channel: Channel) {
    super(channel);
    const { stream } = channel;
    let ended = false;
    let error: string | null = null;
    stream.on('data', (chunk: Buffer) => this.hear(chunk));
    stream.on('end', () => {
      ended = true;
    });
    stream.on('error', ({ code, message }: NodeJS.ErrnoException) => {
      error ??= code ?? message;
    });
    stream.on('close', () => {
      this.ending = ended && error === null ? 'in order' : `lost (${error})`;
    });
  }

  protected abstract hear(chunk: Buffer): void;

  pause(): void {
    this.channel.stream.pause();
  }

  resume(): void {
    this.channel.stream.resume();
  }

  finish(): void {
    this.channel.stream.end();
  }

  async leave(): Promise<string[]> {
    this.finish();
    const ending = await this.gone();
    if (ending !== 'in order') throw new Error(`the connection was ${ending}`);
    return this.heard.splice(0);
  }
}

/** Adds received frames to `heard` as the terminal client prints them; calls `replied` for each reply. */
function printing(heard: string[], replied = (): void => {}): ServerFrames {
  return {
    response(result, _reason, detail) {
      replied();
      if (result === Result.malformed) throw new Error(`malformed: ${detail}`);
      heard.push(result === Result.ok ? 'Success' : 'Failure');
    },
    list(names) {
      replied();
      for (const name of names) heard.push(name);
    },
    message: (from, text) => heard.push(`${from}: ${oneLine(text)}`),
    malformed(why) {
      throw new Error(`the server broke the protocol: ${why}`);
    },
  };
}

class NativeClient extends StreamClient {
  readonly #reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
  readonly #printing = printing(this.heard);

  protected override hear(chunk: Buffer): void {
    this.#reader.push(chunk);
    while (this.#reader.next()) readServerFrame(this.#reader, this.#printing);
    if (this.#reader.error !== null) throw new Error(this.#reader.error);
  }

  override say(...lines: string[]): void {
    this.channel.stream.write(Buffer.concat(lines.map(frameOf)));
  }

  override begin(line: string): void {
    this.channel.stream.write(frameOf(line).subarray(0, -1));
  }
}

class LinesClient extends StreamClient {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  #rest = '';

  protected override hear(chunk: Buffer): void {
    const lines = (this.#rest + this.#decoder.decode(chunk, { stream: true })).split('\n');
    this.#rest = lines.pop() as string;
    for (const line of lines) this.heard.push(line);
  }

  override say(...lines: string[]): void {
    this.channel.stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  override begin(line: string): void {
    this.channel.stream.write(line);
  }
}

/** Sends all lines of a call in one WebSocket message. */
class WebSocketKindClient extends KindClient {
  readonly #webSocket: WebSocket;
  /** The number of replies still to come. */
  #owed = 0;

  constructor(channel: Channel, webSocket: WebSocket) {
    super(channel);
    this.#webSocket = webSocket;
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    const printer = printing(this.heard, () => {
      this.#owed--;
    });
    webSocket.on('message', (data) => {
      reader.push(data as Buffer);
      while (reader.next()) readServerFrame(reader, printer);
      if (reader.held > 0 || reader.error !== null) throw new Error('a message is whole frames');
    });
    webSocket.on('error', () => {});
    webSocket.on('close', (code) => {
      this.ending = `closed with ${code}`;
    });
  }

  static async open(channel: Channel, port: number): Promise<WebSocketKindClient> {
    const createConnection = (() => channel.stream) as unknown as typeof connect;
    const options = { createConnection, perMessageDeflate: false };
    const webSocket = new WebSocket(`ws://127.0.0.1:${port}/ws`, 'chinwag.v1', options);
    await once(webSocket, 'open');
    return new WebSocketKindClient(channel, webSocket);
  }

  override say(...lines: string[]): void {
    this.#owed += lines.length;
    this.#webSocket.send(Buffer.concat(lines.map(frameOf)));
  }

  override begin(line: string): void {
    this.#webSocket.send(frameOf(line).subarray(0, -1), { fin: false });
  }

  override pause(): void {
    this.#webSocket.pause();
  }

  override resume(): void {
    this.#webSocket.resume();
  }

  override finish(): never {
    throw new Error('a WebSocket is closed in both directions');
  }

  /** Logs out first: nobody can write to this client after that, so its answer comes last. */
  override async leave(): Promise<string[]> {
    this.say('logout');
    await until(
      () => this.#owed === 0,
      () => `the last answer; heard ${this.heard.slice(-5)}`,
      () => this.ending !== null,
    );
    this.heard.pop();
    this.#webSocket.close(1000);
    const ending = await this.gone();
    if (ending !== 'closed with 1000') throw new Error(`the WebSocket was ${ending}`);
    return this.heard.splice(0);
  }
}

const STREAM_ENDINGS = {
  deadline: 'in order',
  shutdown: 'in order',
  'cut off': 'lost (ECONNRESET)',
} as const;

/** docs/PROTOCOL-EXTENSIONS.md, section 20. */
const WEB_SOCKET_ENDINGS = {
  deadline: 'closed with 1008',
  shutdown: 'closed with 1001',
  'cut off': 'closed with 1006',
} as const;

function kind(
  name: string,
  secure: boolean,
  halfCloses: boolean,
  open: (channel: Channel, port: number) => KindClient | Promise<KindClient>,
): Kind {
  return {
    name: secure ? `${name} over TLS` : name,
    halfCloses,
    endings: halfCloses ? STREAM_ENDINGS : WEB_SOCKET_ENDINGS,
    connect: async (port) => open(await dial(port, secure), port),
  };
}

/** Native, lines and WebSocket, each plain and over TLS. */
export const kinds: readonly Kind[] = [false, true].flatMap((secure) => [
  kind('native', secure, true, (channel) => new NativeClient(channel)),
  kind('lines', secure, true, (channel) => new LinesClient(channel)),
  kind('WebSocket', secure, false, (channel, port) => WebSocketKindClient.open(channel, port)),
]);

/** Connects as `of` and logs in. */
export async function login(of: Kind, port: number, name: string): Promise<KindClient> {
  const client = await of.connect(port);
  client.say(`login ${name}`);
  const answer = await client.next();
  if (answer !== 'Success') throw new Error(`login ${name}: ${answer}`);
  return client;
}
