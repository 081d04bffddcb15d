/** One peer's connection: its life from the first byte to the last, its deadlines and its back-pressure. */
import type { Socket } from 'node:net';
import type { Gateway, OpenGateway, PeerStream, Transport } from '../chat/ports.ts';
import { Reason } from '../protocol/frames.ts';
import { isLoopback } from './addresses.ts';
import { Outbox } from './outbox.ts';
import type { Peers } from './peers.ts';

/** Somebody who is turned away gets this long to say something that can be answered. */
const REFUSED_MS_MAX = 5000;

/** After our last byte, a peer gets this long to close its side. */
const LINGER_MS_MAX = 2000;

/** Stands in while the stream is in other hands. */
const NOBODY: Gateway = { data() {}, resume() {}, ended() {}, closed() {} };

export class PeerTransport implements Transport {
  readonly id: number;
  readonly address: string;
  secure = false;

  #refusal: Reason | null;
  /** What was accepted; it is what closes in the end, whatever wraps it. */
  readonly #socket: Socket;
  readonly #peers: Peers;
  readonly #outbox: Outbox;
  #stream: PeerStream;
  /** Is the stream in other hands? */
  #released = false;
  #gateway: Gateway;

  /** Why it is closing; null while it is not. */
  #ending: string | null = null;
  #paused = false;
  #unfinishedBytes = 0;
  #heardAt: number;
  #progressAt: number;
  #unfinishedSince: number;
  #endedAt = 0;
  #closedAlready = false;

  constructor(
    id: number,
    address: string,
    refusal: Reason | null,
    socket: Socket,
    peers: Peers,
    open: OpenGateway,
  ) {
    this.id = id;
    this.address = address;
    this.#refusal = refusal;
    this.#socket = socket;
    this.#stream = socket;
    this.#peers = peers;
    this.#heardAt = this.#progressAt = this.#unfinishedSince = peers.now;
    this.#outbox = new Outbox(socket, peers.turn, (bytes) => this.#written(bytes));
    this.#gateway = open(this);
    peers.add(this);
    this.#listen(socket);
    socket.on('close', () => this.#closed());
  }

  readonly #onData = (chunk: Buffer): void => this.#data(chunk);
  readonly #onEnd = (): void => this.#inputEnded();

  #listen(stream: PeerStream): void {
    stream.on('data', this.#onData);
    stream.on('end', this.#onEnd);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#ending ??= `connection lost (${error.code ?? error.message})`;
    });
  }

  // --- Transport: for the gateway ---

  /** Was there room for this connection? If not, it is open for its first message alone. */
  get admitted(): boolean {
    return this.#refusal === null;
  }

  get refusal(): Reason | null {
    if (this.#refusal !== null) return this.#refusal;
    const mustBeSecure = this.#peers.settings.requireTls && !this.secure;
    return mustBeSecure && !isLoopback(this.address) ? Reason.tlsRequired : null;
  }

  get output(): Uint8Array {
    return this.#outbox.output;
  }

  reserve(bytes: number): number {
    this.#queue(bytes);
    return this.#outbox.reserve(bytes);
  }

  share(bytes: Uint8Array): void {
    this.#queue(bytes.length);
    this.#outbox.share(bytes);
  }

  #queue(bytes: number): void {
    if (this.#outbox.queued === 0) this.#progressAt = this.#peers.now;
    this.#peers.queuedBytes += bytes;
  }

  admits(bytes: number): boolean {
    if (this.#ending !== null) return false;
    const { settings } = this.#peers;
    const outbox = this.#outbox;
    if (outbox.queued - outbox.shared + bytes > settings.sendQueueBytesMax) {
      this.cut('does not read what others send');
      return false;
    }
    if (this.#peers.queuedBytes + bytes > settings.queuedBytesTotalMax) this.#peers.relieveQueued();
    return this.#ending === null;
  }

  get congested(): boolean {
    return this.#outbox.queued > this.#peers.settings.replyQueueBytesMax;
  }

  holds(bytes: number, progress: boolean): void {
    if (progress || this.#unfinishedBytes === 0) this.#unfinishedSince = this.#peers.now;
    if (bytes === this.#unfinishedBytes) return;
    this.#peers.unfinishedBytes += bytes - this.#unfinishedBytes;
    this.#unfinishedBytes = bytes;
    if (this.#peers.unfinishedBytes > this.#peers.settings.unfinishedBytesTotalMax) {
      this.#peers.relieveUnfinished();
    }
  }

  occupied(yes: boolean): void {
    this.#peers.occupied(this, yes);
  }

  end(why: string): void {
    if (this.#ending !== null) return;
    if (this.#released) return this.cut(why);
    this.#ending = why;
    if (this.#outbox.queued === 0) this.#endOutput();
  }

  become(open: OpenGateway, unread: Uint8Array): void {
    this.#gateway = open(this);
    this.#gateway.data(unread);
  }

  release(unread: Uint8Array): PeerStream {
    const stream = this.#stream;
    stream.off('data', this.#onData);
    stream.off('end', this.#onEnd);
    stream.pause();
    stream.unshift(unread);
    this.#gateway = NOBODY;
    this.#released = true;
    return stream;
  }

  adopt(stream: PeerStream, secure: boolean, open: OpenGateway): void {
    this.secure = secure;
    this.#released = false;
    this.#stream = stream;
    this.#outbox.sink = stream;
    this.#gateway = open(this);
    this.holds(0, true);
    this.#listen(stream);
    stream.on('close', () => this.#socket.destroy());
  }

  // --- for Peers ---

  get queuedBytes(): number {
    return this.#outbox.queued;
  }

  get unfinishedBytes(): number {
    return this.#unfinishedBytes;
  }

  /** Closes at once; what is queued is lost. */
  cut(why: string): void {
    this.#ending ??= why;
    // With output that nobody reads, the system would keep it and the socket for minutes.
    if (this.#outbox.queued > 0) this.#socket.resetAndDestroy();
    else this.#stream.destroy();
    if (this.#stream !== this.#socket) this.#socket.destroy();
  }

  checkDeadlines(): void {
    const { now, settings } = this.#peers;
    // While the peer's input waits for us, it is not the one that is late.
    if (this.congested) this.#unfinishedSince = now;
    if (this.#outbox.queued > 0 && now - this.#progressAt > settings.stalledMsMax) {
      this.cut(`read nothing for ${settings.stalledMsMax / 1000} s`);
    } else if (this.#ending !== null) {
      if (this.#endedAt > 0 && now - this.#endedAt > LINGER_MS_MAX) this.cut(this.#ending);
    } else if (this.#unfinishedBytes > 0) {
      if (now - this.#unfinishedSince > settings.unfinishedMsMax) {
        const what = this.#released ? 'its TLS handshake' : 'a message';
        this.end(`left ${what} unfinished for ${settings.unfinishedMsMax / 1000} s`);
      }
    } else if (!this.admitted && now - this.#heardAt > REFUSED_MS_MAX) {
      this.end('turned away');
    }
  }

  /** Has nobody logged in here said anything for too long? Only asked where nobody is logged in. */
  checkIdle(): void {
    const { now, settings } = this.#peers;
    if (now - this.#heardAt <= settings.idleMsMax) return;
    this.end(`not logged in and silent for ${settings.idleMsMax / 1000} s`);
  }

  // --- from the socket ---

  #data(chunk: Buffer): void {
    this.#heardAt = this.#peers.now;
    // What arrives after the end is read and dropped: unread, it would reset the connection and take
    // the last answers with it.
    if (this.#ending !== null) return;
    this.#gateway.data(chunk);
    this.#pauseIfCongested();
  }

  #inputEnded(): void {
    // A gateway that makes way for another leaves it to that to hear of the end.
    for (let told: Gateway = NOBODY; told !== this.#gateway && this.#ending === null; ) {
      told = this.#gateway;
      told.ended();
    }
    this.#pauseIfCongested();
  }

  #pauseIfCongested(): void {
    if (!this.congested || this.#ending !== null) return;
    this.#paused = true;
    this.#stream.pause();
  }

  #written(bytes: number): void {
    // What wraps the socket may hear of its end later than we: by then these bytes are counted off.
    if (this.#closedAlready) return;
    this.#peers.queuedBytes -= bytes;
    this.#progressAt = this.#peers.now;
    const { queued } = this.#outbox;
    if (this.#paused && queued <= this.#peers.settings.replyQueueBytesMax / 2) {
      this.#paused = false;
      if (this.#ending === null) this.#gateway.resume();
      this.#pauseIfCongested();
      if (!this.#paused) this.#stream.resume();
    }
    if (this.#ending !== null && this.#outbox.queued === 0) this.#endOutput();
  }

  #endOutput(): void {
    if (this.#endedAt > 0) return;
    this.#endedAt = this.#peers.now;
    this.#stream.end();
    this.#stream.resume();
  }

  #closed(): void {
    this.#closedAlready = true;
    this.#peers.delete(this);
    this.#peers.queuedBytes -= this.#outbox.queued;
    this.#peers.unfinishedBytes -= this.#unfinishedBytes;
    const why = this.#ending ?? 'closed by the client';
    this.#gateway.closed(why);
    this.#peers.log.disconnected(this.id, why);
  }
}
