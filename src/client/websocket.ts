/** The transport over a WebSocket (docs/PROTOCOL-EXTENSIONS.md, Over WebSocket), for browsers and for Node. */
import { WEB_SOCKET_SUBPROTOCOL } from '../protocol/limits.ts';
import {
  CONNECT_MS_MAX,
  type OpenTransport,
  type Transport,
  type TransportEvents,
} from './transport.ts';

/** Above this, the connection counts as congested. A WebSocket does not report when its buffer drains. */
const BUFFERED_BYTES_MAX = 1024 * 1024;
const LOOK_AGAIN_MS = 50;

/** Starts to open a WebSocket; `abort` breaks it off where the platform can. */
export type OpenWebSocket = (
  url: string,
  subprotocol: string,
) => { readonly socket: WebSocket; readonly abort: () => void };

/** A browser's WebSocket cannot be broken off, so `abort` only closes it. */
const openBrowserWebSocket: OpenWebSocket = (url, subprotocol) => {
  const socket = new WebSocket(url, subprotocol);
  return { socket, abort: () => socket.close() };
};

/** Opens transports to `url`, such as `wss://chat.example.org/ws`. */
export function webSocketTransport(
  url: string,
  open: OpenWebSocket = openBrowserWebSocket,
): OpenTransport {
  return (events) => new WebSocketTransport(open(url, WEB_SOCKET_SUBPROTOCOL), events);
}

class WebSocketTransport implements Transport {
  readonly #socket: WebSocket;
  readonly #abort: () => void;
  readonly #events: TransportEvents;
  /** Data that arrived while paused, since a WebSocket cannot be paused; null when it is not. */
  #held: Uint8Array[] | null = null;
  #opened = false;
  #closed = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  readonly #patience: ReturnType<typeof setTimeout>;

  constructor({ socket, abort }: ReturnType<OpenWebSocket>, events: TransportEvents) {
    this.#events = events;
    this.#socket = socket;
    this.#abort = abort;
    socket.binaryType = 'arraybuffer';
    this.#patience = setTimeout(() => {
      this.abort();
      events.closed(`no answer within ${CONNECT_MS_MAX / 1000} s`);
    }, CONNECT_MS_MAX);
    socket.addEventListener('open', () => {
      clearTimeout(this.#patience);
      this.#opened = true;
      if (!this.#closed) events.opened();
    });
    socket.addEventListener('message', (event) => {
      const data: unknown = event.data;
      if (!this.#closed && data instanceof ArrayBuffer) this.#take(new Uint8Array(data));
    });
    // `close` follows, and says as much.
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', ({ code, reason }) => {
      clearInterval(this.#watch);
      clearTimeout(this.#patience);
      if (this.#closed) return;
      this.#closed = true;
      events.closed(this.#inWords(code, reason));
    });
  }

  get congested(): boolean {
    const congested = this.#socket.bufferedAmount > BUFFERED_BYTES_MAX;
    if (congested) this.#watch ??= setInterval(() => this.#look(), LOOK_AGAIN_MS);
    return congested;
  }

  send(bytes: Uint8Array): void {
    this.#socket.send(bytes as Uint8Array<ArrayBuffer>);
  }

  pause(): void {
    this.#held ??= [];
  }

  resume(): void {
    const held = this.#held ?? [];
    this.#held = null;
    while (this.#held === null && !this.#closed) {
      const chunk = held.shift();
      if (chunk === undefined) return;
      this.#events.data(chunk);
    }
    // Paused again meanwhile: the rest stays in front of later data.
    this.#held = held;
  }

  close(): void {
    this.#end();
    this.#socket.close();
  }

  abort(): void {
    this.#end();
    this.#abort();
  }

  #end(): void {
    this.#closed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#patience);
  }

  #take(chunk: Uint8Array): void {
    if (this.#held === null) this.#events.data(chunk);
    else this.#held.push(chunk);
  }

  #look(): void {
    if (this.#socket.bufferedAmount > BUFFERED_BYTES_MAX / 2) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
    this.#events.drained();
  }

  #inWords(code: number, reason: string): string {
    if (reason !== '') return reason;
    if (!this.#opened) return 'no WebSocket was opened there';
    return code === 1006 ? 'the connection broke' : 'the server closed the connection';
  }
}
