/** The native protocol in the binary messages of a WebSocket, as a stream of bytes. */
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { PeerStream, Transport } from '../../chat/ports.ts';
import { readU32 } from '../../protocol/bytes.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, HEADER_BYTES, PROTOCOL_VERSION } from '../../protocol/limits.ts';
import { CloseCode, closeCode, closeReason } from './close-codes.ts';
import type { Beating } from './heartbeat.ts';
import { MessageProgress } from './message-progress.ts';

const WHOLE = { binary: true, compress: false, mask: false, fin: true } as const;
const PART = { ...WHOLE, fin: false } as const;

export class WebSocketStream extends EventEmitter implements PeerStream, Beating {
  readonly #webSocket: WebSocket;
  readonly #socket: Duplex;
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
    this.#webSocket = webSocket;
    this.#socket = socket;
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
    if (this.#over || this.#socket.destroyed) return;
    if (!isBinary) return this.#refuse(CloseCode.unsupportedData, 'sent a text message');
    const whole = wholeFrameBytes(data);
    if (whole > 0) this.emit('data', whole === data.length ? data : data.subarray(0, whole));
    if (whole === data.length && whole > 0) return;
    this.#refuse(CloseCode.protocolError, 'sent a message that is not one or more whole frames');
  }

  /** Everything that came before is still executed and answered. */
  #refuse(code: number, why: string): void {
    this.#over = true;
    this.#code = code;
    this.#reason = why;
    this.emit('end', why);
  }

  // --- Beating ---

  beat(): void {
    // A client is not read while paused, so it cannot answer; the transport watches those that do not read.
    if (this.#webSocket.isPaused) this.#heard = true;
    else if (this.#heard) {
      this.#heard = false;
      if (this.#webSocket.readyState === this.#webSocket.OPEN) this.#webSocket.ping();
    } else {
      this.emit('error', new Error('answers no ping'));
      this.destroy();
    }
  }

  // --- PeerStream ---

  get destroyed(): boolean {
    return this.#webSocket.readyState === this.#webSocket.CLOSED;
  }

  /** Nothing to do: `ws` collects a message and writes it at once. */
  cork(): void {}

  uncork(): void {}

  write(bytes: Uint8Array, done: () => void): void {
    this.#webSocket.send(bytes, WHOLE, done);
  }

  writePart(bytes: Uint8Array, done: () => void): void {
    this.#webSocket.send(bytes, PART, done);
  }

  pause(): void {
    this.#webSocket.pause();
  }

  resume(): void {
    this.#webSocket.resume();
  }

  unshift(): never {
    throw new Error('nothing goes on over a WebSocket but the native protocol');
  }

  closing(why: string): void {
    if (this.#over) return;
    this.#code = closeCode(why);
    this.#reason = closeReason(why);
  }

  end(): void {
    this.#webSocket.close(this.#code, this.#reason);
  }

  destroy(): void {
    this.#webSocket.terminate();
  }
}

/**
 * The number of bytes in `message` that are complete frames. All of it where a header is invalid: the gateway answers
 * that.
 */
function wholeFrameBytes(message: Uint8Array): number {
  let at = 0;
  while (at < message.length) {
    if (message[at] !== PROTOCOL_VERSION) return message.length;
    if (at + HEADER_BYTES > message.length) return at;
    const length = readU32(message, at + 4);
    if (length > CLIENT_PAYLOAD_BYTES_MAX) return message.length;
    const next = at + HEADER_BYTES + length;
    if (next > message.length) return at;
    at = next;
  }
  return at;
}
