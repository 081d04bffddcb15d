/** The messages of a WebSocket as a stream of bytes; what a message may be is said by the protocol in it. */
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { PeerStream, Transport } from '../../chat/ports.ts';
import { CloseCode, closeCode, closeReason } from './close-codes.ts';
import type { Beating } from './heartbeat.ts';
import { MessageProgress } from './message-progress.ts';

/** Why a message breaks the rules, and with which code that ends. */
export interface BadMessage {
  readonly code: number;
  readonly why: string;
}

export abstract class WebSocketStream extends EventEmitter implements PeerStream, Beating {
  protected readonly webSocket: WebSocket;
  protected readonly socket: Duplex;
  readonly #progress = new MessageProgress();
  /** The code of the close frame. */
  #code: number = CloseCode.goingAway;
  #reason = '';
  /** The peer broke the rules: nothing more from it is read. */
  #over = false;
  /** Did anything arrive since the last beat? */
  #heard = true;

  /** `socket` is the connection under `webSocket`; `transport` will adopt this stream. */
  constructor(webSocket: WebSocket, socket: Duplex, transport: Transport) {
    super();
    this.webSocket = webSocket;
    this.socket = socket;
    webSocket.on('message', (data, isBinary) => this.#message(data as Buffer, isBinary));
    webSocket.on('error', (error) => this.emit('error', error));
    webSocket.on('close', () => this.emit('close'));
    // Runs after the listener of `ws`, which has already emitted complete messages of this chunk.
    socket.on('data', (chunk: Buffer) => {
      this.#heard = true;
      if (socket.destroyed) return;
      this.#progress.push(chunk);
      transport.underway(this.#progress.held);
    });
  }

  #message(data: Buffer, isBinary: boolean): void {
    // When it ends, `ws` still emits what it had read, but nobody takes it any more.
    if (this.#over || this.socket.destroyed) return;
    const bad = this.take(data, isBinary);
    if (bad !== null) this.#refuse(bad);
  }

  /** Emits what is good in a message; says what is not. */
  protected abstract take(data: Buffer, isBinary: boolean): BadMessage | null;

  /** Everything that came before is still executed and answered. */
  #refuse({ code, why }: BadMessage): void {
    this.#over = true;
    this.#code = code;
    this.#reason = why;
    this.emit('end', why);
  }

  // --- Beating ---

  beat(): void {
    // A client is not read while paused, so it cannot answer; the transport watches those that do not read.
    if (this.webSocket.isPaused) this.#heard = true;
    else if (this.#heard) {
      this.#heard = false;
      if (this.webSocket.readyState === this.webSocket.OPEN) this.webSocket.ping();
    } else {
      this.emit('error', new Error('answers no ping'));
      this.destroy();
    }
  }

  // --- PeerStream ---

  get destroyed(): boolean {
    return this.webSocket.readyState === this.webSocket.CLOSED;
  }

  /** Nothing to do: `ws` collects a message and writes it at once. */
  cork(): void {}

  uncork(): void {}

  abstract write(bytes: Uint8Array, done: () => void): void;

  pause(): void {
    this.webSocket.pause();
  }

  resume(): void {
    this.webSocket.resume();
  }

  unshift(): never {
    throw new Error('nothing takes over from a protocol in a WebSocket');
  }

  closing(why: string): void {
    if (this.#over) return;
    this.#code = closeCode(why);
    this.#reason = closeReason(why);
  }

  end(): void {
    this.webSocket.close(this.#code, this.#reason);
  }

  destroy(): void {
    this.webSocket.terminate();
  }
}
