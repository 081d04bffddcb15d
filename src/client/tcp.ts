/** The transport over TCP, for Node. */
import { connect, type Socket } from 'node:net';
import type { OpenTransport, Transport, TransportEvents } from './transport.ts';

/** A host that says nothing at all is given up after this long; the system would take minutes. */
const CONNECT_MS_MAX = 10_000;

/** Silence before TCP asks whether the server is still there. */
const KEEP_ALIVE_MS = 60_000;

/** Transports to `host`:`port`. */
export function tcpTransport(host: string, port: number): OpenTransport {
  return (events) => new TcpTransport(host, port, events);
}

class TcpTransport implements Transport {
  readonly #socket: Socket;
  /** Sent during this turn of the event loop, to be written in one go. */
  #gathered: Uint8Array[] = [];
  #why = 'the server closed the connection';
  #closed = false;

  constructor(host: string, port: number, events: TransportEvents) {
    const socket = connect({
      host,
      port,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
    });
    this.#socket = socket;
    const patience = setTimeout(() => {
      this.#why = `no answer within ${CONNECT_MS_MAX / 1000} s`;
      socket.destroy();
    }, CONNECT_MS_MAX);
    socket.on('connect', () => {
      clearTimeout(patience);
      if (!this.#closed) events.opened();
    });
    socket.on('data', (chunk: Buffer) => {
      if (!this.#closed) events.data(chunk);
    });
    socket.on('drain', () => {
      if (!this.#closed) events.drained();
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#why = inWords(error);
    });
    socket.on('close', () => {
      clearTimeout(patience);
      if (this.#closed) return;
      this.#closed = true;
      events.closed(this.#why);
    });
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
    this.#flush();
    // What is unread must not hold the socket open.
    this.#socket.resume();
    this.#socket.destroySoon();
  }
}

function inWords(error: NodeJS.ErrnoException): string {
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
