/** A client over WebSocket: sends frames, and hears lines. Uses the platform's WebSocket, or `ws`. */
import { WebSocket as Ws } from 'ws';
import { FrameReader } from '../../src/protocol/frame-reader.ts';
import { Result, reasonText } from '../../src/protocol/frames.ts';
import { SERVER_PAYLOAD_BYTES_MAX } from '../../src/protocol/limits.ts';
import { readServerFrame, type ServerFrames } from '../../src/protocol/server-frames.ts';
import { until } from './until.ts';
import { frameOf } from './wire-client.ts';

const SUBPROTOCOL = 'chinwag.v1';

export type Kind = 'browser' | 'ws';
type AnySocket = globalThis.WebSocket | Ws;

export class WebSocketClient implements ServerFrames, Disposable {
  readonly socket: AnySocket;
  /** What was heard and not yet taken by `next`. */
  readonly heard: string[] = [];
  /** How the connection was closed; null while it is not. */
  closed: { readonly code: number; readonly reason: string } | null = null;

  private constructor(socket: AnySocket) {
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    // The two kinds agree on what is used here, and not on its types.
    const target = socket as EventTarget;
    target.addEventListener('message', (event) => {
      this.#hear(new Uint8Array((event as MessageEvent).data as ArrayBuffer));
    });
    target.addEventListener('close', (event) => {
      const { code, reason } = event as CloseEvent;
      this.closed = { code, reason };
    });
    target.addEventListener('error', () => {});
  }

  /** `headers`: besides those of every handshake; `localAddress`: where it comes from; of the kind `ws` alone. */
  static async connect(
    port: number,
    kind: Kind = 'ws',
    headers: Readonly<Record<string, string>> = {},
    localAddress?: string,
  ): Promise<WebSocketClient> {
    const url = `ws://127.0.0.1:${port}/ws`;
    // A browser names the origin of its page; this one has none.
    const client = new WebSocketClient(
      kind === 'browser'
        ? new globalThis.WebSocket(url, SUBPROTOCOL)
        : new Ws(url, SUBPROTOCOL, {
            headers,
            ...(localAddress !== undefined && { localAddress }),
          }),
    );
    await until(
      () => client.socket.readyState === Ws.OPEN,
      () => 'the WebSocket to open',
      () => client.closed !== null,
    );
    return client;
  }

  /** Connects and logs in. */
  static async login(port: number, name: string, kind?: Kind): Promise<WebSocketClient> {
    const client = await WebSocketClient.connect(port, kind);
    client.say(`login ${name}`);
    const answer = await client.next();
    if (answer !== 'Success') throw new Error(`login ${name}: ${answer}`);
    return client;
  }

  /** Every message of the server MUST be whole frames. */
  #hear(message: Uint8Array): void {
    const reader = new FrameReader(SERVER_PAYLOAD_BYTES_MAX);
    reader.push(message);
    let frames = 0;
    for (; reader.next(); frames++) {
      readServerFrame(reader, this);
    }
    if (reader.held > 0 || frames === 0 || reader.error !== null) {
      throw new Error(`a message of ${message.length} bytes is not whole frames`);
    }
  }

  /** Sends each line as a message of its own. */
  say(...lines: string[]): void {
    for (const line of lines) this.send(frameOf(line));
  }

  /** Sends all lines in one message. */
  sayTogether(...lines: string[]): void {
    this.send(Buffer.concat(lines.map(frameOf)));
  }

  send(message: Uint8Array | string): void {
    this.socket.send(message as Uint8Array<ArrayBuffer>);
  }

  async next(): Promise<string> {
    await until(
      () => this.heard.length > 0,
      () => `something from the server (closed: ${JSON.stringify(this.closed)})`,
      () => this.closed !== null,
    );
    return this.heard.shift() as string;
  }

  /** Resolves when the connection is gone, with why. */
  async gone(): Promise<{ readonly code: number; readonly reason: string }> {
    return until(
      () => this.closed,
      () => 'the server to close the WebSocket',
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
    if (this.socket instanceof Ws) this.socket.terminate();
    else this.socket.close();
  }
}
