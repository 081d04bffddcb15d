/** A transport over one of Node's sockets. */
import type { Socket } from 'node:net';
import { CONNECT_MS_MAX, type Transport, type TransportEvents } from './transport.ts';

/** How long data sent before `close` may take to leave; a dead connection would hold the process for minutes. */
const LINGER_MS_MAX = 10_000;

/** Options of all sockets, plain and TLS. */
export const SOCKET_OPTIONS = {
  noDelay: true,
  keepAlive: true,
  /** The silence after which TCP probes whether the server is still there. */
  keepAliveInitialDelay: 60_000,
} as const;

/** The conditions under which a socket is ready for use. */
export interface Readiness {
  /** The socket's event after which it is ready, if the server is trusted. */
  readonly event: 'connect' | 'secureConnect';
  /** Resolves with why the server is not trusted, or null; `signal` aborts when the answer no longer matters. */
  readonly trust: ((signal: AbortSignal) => Promise<string | null>) | null;
  /** The meaning of a socket's error, in words that follow "cannot connect: ". */
  readonly inWords: (error: NodeJS.ErrnoException) => string;
}

export class SocketTransport implements Transport {
  readonly #socket: Socket;
  readonly #events: TransportEvents;
  readonly #closing = new AbortController();
  /** Chunks sent during this turn of the event loop, to be written at once. */
  #gathered: Uint8Array[] = [];
  #why = 'the server closed the connection';
  #opened = false;
  #closed = false;

  constructor(socket: Socket, events: TransportEvents, readiness: Readiness) {
    this.#socket = socket;
    this.#events = events;
    const patience = setTimeout(() => {
      this.#why = `no answer within ${CONNECT_MS_MAX / 1000} s`;
      socket.destroy();
    }, CONNECT_MS_MAX);
    socket.on(readiness.event, () => {
      clearTimeout(patience);
      if (readiness.trust === null) this.#open();
      else void this.#openIfTrusted(readiness.trust);
    });
    socket.on('data', (chunk: Buffer) => this.#data(chunk));
    socket.on('drain', () => {
      if (!this.#closed) events.drained();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#why = readiness.inWords(error);
    });
    socket.on('close', () => {
      clearTimeout(patience);
      this.#end(this.#why, false);
    });
  }

  #open(): void {
    if (this.#closed) return;
    this.#opened = true;
    this.#events.opened();
  }

  async #openIfTrusted(trust: NonNullable<Readiness['trust']>): Promise<void> {
    const refusal = await trust(this.#closing.signal);
    if (refusal === null) return this.#open();
    this.#end(refusal, true);
    this.#socket.destroy();
  }

  #data(chunk: Buffer): void {
    if (this.#closed) return;
    if (this.#opened) return this.#events.data(chunk);
    // No Chinwag server does so, and nothing is believed before it is known who speaks.
    this.#why = 'the server spoke before it was asked';
    this.#socket.destroy();
  }

  #end(why: string, untrusted: boolean): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closing.abort();
    this.#events.closed(why, untrusted);
  }

  get congested(): boolean {
    return this.#socket.writableNeedDrain;
  }

  send(bytes: Uint8Array): void {
    this.#gathered.push(bytes);
    if (this.#gathered.length === 1) process.nextTick(() => this.#flush());
  }

  #flush(): void {
    const gathered = this.#gathered;
    if (gathered.length === 0) return;
    this.#gathered = [];
    if (!this.#socket.writable) return;
    this.#socket.write(
      gathered.length === 1 ? (gathered[0] as Uint8Array) : Buffer.concat(gathered),
    );
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closing.abort();
    this.#flush();
    // Unread data must not hold the socket open.
    this.#socket.resume();
    this.#socket.destroySoon();
    const patience = setTimeout(() => this.#socket.destroy(), LINGER_MS_MAX);
    this.#socket.once('close', () => clearTimeout(patience));
  }

  abort(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#closing.abort();
    // A reset also drops the data in the system's buffers, which could otherwise arrive after the same messages were
    // sent again. TLS sockets have no reset.
    if ('encrypted' in this.#socket) this.#socket.destroy();
    else this.#socket.resetAndDestroy();
  }
}

/** The meaning of a socket's error, in words for people. */
export function inWords(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'nothing is listening there (connection refused)';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return 'no host of that name was found';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the server broke the connection off';
    case 'ETIMEDOUT':
      return 'the server no longer answers';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
      return 'there is no way to that address';
    default:
      return error.message;
  }
}
