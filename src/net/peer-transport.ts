/** The connection of one peer: its life from the first byte to the last, its deadlines and its back-pressure. */
import type { Socket } from 'node:net';
import { isLoopback } from '../chat/limits/addresses.ts';
import type { Gateway, OpenGateway, PeerStream, Transport } from '../chat/ports.ts';
import { NOBODY } from '../chat/ports.ts';
import { Reason } from '../protocol/frames.ts';
import { Deadlines, type Overdue } from './deadlines.ts';
import { Outbox } from './outbox.ts';
import { Pace } from './pace.ts';
import type { Peer } from './peer.ts';
import type { Peers } from './peers.ts';
import { Unfinished } from './unfinished.ts';

export class PeerTransport implements Transport, Peer {
  readonly id: number;
  address: string;
  secure = false;
  /** Does it count towards the limit of its address? */
  counted: boolean;
  released = false;
  ending: string | null = null;
  #refusal: Reason | null;
  /** The accepted socket; closing it ends the connection, whatever wraps it. */
  readonly socket: Socket;
  readonly #peers: Peers;
  readonly #outbox: Outbox;
  #stream: PeerStream;
  #gateway: Gateway;

  /** Is reading paused until queued output is read, the rate allows more, or answers have come? */
  #paused = false;
  #tellWhenWritten = false;
  readonly #pace: Pace;
  readonly deadlines: Deadlines;
  readonly unfinished: Unfinished;
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
    this.counted = refusal === null;
    this.socket = this.#stream = socket;
    this.#peers = peers;
    this.deadlines = new Deadlines(peers.now);
    this.unfinished = new Unfinished(peers, this.deadlines);
    this.#pace = new Pace(this, peers);
    this.#outbox = new Outbox(socket, peers.turn, peers.sharing, (own) => this.#written(own));
    this.#gateway = open(this);
    peers.add(this);
    this.#listen(socket);
    socket.on('close', () => this.#closed());
  }

  #listen(stream: PeerStream): void {
    stream.on('data', this.#onData);
    stream.on('end', this.#onEnd);
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.ending ??= `connection lost (${error.code ?? error.message})`;
    });
  }

  // --- Transport: for the gateway ---

  get admitted(): boolean {
    return this.#refusal === null;
  }

  get refusal(): Reason | null {
    return this.#peers.settings.requireTls ? this.refusalIf(this.confidential) : this.#refusal;
  }

  refusalIf(confidential: boolean): Reason | null {
    if (this.#refusal !== null) return this.#refusal;
    return this.#peers.settings.requireTls && !confidential ? Reason.tlsRequired : null;
  }

  get confidential(): boolean {
    return this.secure || isLoopback(this.address);
  }

  get output(): Uint8Array {
    return this.#outbox.output;
  }

  reserve(bytes: number): number {
    this.#peers.queues(bytes);
    return this.#queue.reserve(bytes);
  }

  share(bytes: Uint8Array): void {
    this.#peers.slices.left--;
    this.#queue.share(bytes, false);
  }

  shareMessage(bytes: Uint8Array): void {
    this.#peers.slices.left--;
    this.#queue.share(bytes, true);
  }

  /** The queue for further output; an empty queue that begins to fill counts as progress. */
  get #queue(): Outbox {
    if (this.#outbox.queued === 0) this.deadlines.progressAt = this.#peers.now;
    return this.#outbox;
  }

  admits(bytes: number): boolean {
    if (this.ending !== null) return false;
    const { settings } = this.#peers;
    if (this.#outbox.counted + bytes > settings.sendQueueBytesMax) {
      this.cut('does not read what others send');
      return false;
    }
    const total = this.#peers.queuedBytes + this.#peers.sharing.bytes + bytes;
    if (total > settings.queuedBytesTotalMax) this.#peers.relieveQueued();
    return this.ending === null;
  }

  mayExecute(): boolean {
    return !this.#congested && this.#pace.mayExecute();
  }

  executed(): void {
    this.#pace.executed();
  }

  tookTime(): void {
    this.#peers.slices.left = 0;
  }

  /** Are there so many unread replies that no more are made? */
  get #congested(): boolean {
    return this.#outbox.queued > this.#peers.settings.replyQueueBytesMax;
  }

  get heldUp(): boolean {
    return this.#congested || this.#pace.heldUp;
  }

  get owesAnswer(): boolean {
    return this.#gateway.owesAnswer ?? false;
  }

  waits(yes: boolean): void {
    if (this.#pace.waiting === yes) return;
    this.#pace.waiting = yes;
    if (yes) this.#pauseIfHeldUp();
    else this.goOn();
  }

  tellWhenWritten(): void {
    this.#tellWhenWritten = true;
  }

  holds(bytes: number, progress: boolean, handshake = false): void {
    this.unfinished.holds(bytes, progress, handshake);
  }

  underway(bytes: number): void {
    this.unfinished.underway(bytes);
  }

  occupied(yes: boolean): void {
    this.#peers.occupied(this, yes);
  }

  comesFrom(address: string, secure: boolean): void {
    const reason = this.#peers.moved(this, address);
    this.address = address;
    this.secure = secure;
    this.counted = reason === Reason.none;
    if (!this.counted) this.#refusal ??= reason;
  }

  end(why: string): void {
    if (this.ending !== null) return;
    if (this.released) return this.cut(why);
    this.ending = why;
    if (this.#outbox.queued === 0) this.#endOutput();
  }

  become(open: OpenGateway, unread: Uint8Array): void {
    this.#gateway = open(this);
    this.#gateway.data(unread);
  }

  release(unread: Uint8Array, costs: number): PeerStream {
    this.unfinished.costs(costs);
    const stream = this.#stream;
    stream.off('data', this.#onData);
    stream.off('end', this.#onEnd);
    stream.pause();
    stream.unshift(unread);
    this.#gateway = NOBODY;
    this.released = true;
    return stream;
  }

  adopt(stream: PeerStream, secure: boolean, open: OpenGateway): void {
    this.secure = secure;
    this.released = false;
    this.#stream = stream;
    this.#outbox.sink = stream;
    this.#gateway = open(this);
    this.holds(0, true);
    this.unfinished.costs(0);
    this.#listen(stream);
    stream.on('close', () => this.socket.destroy());
  }

  get unansweredMs(): number {
    return this.deadlines.unansweredMs(this.#peers.now);
  }

  cut(why: string): void {
    this.ending ??= why;
    // With unread output, the system would keep the socket for minutes.
    if (this.#outbox.queued > 0) this.socket.resetAndDestroy();
    else this.#stream.destroy();
    if (this.#stream !== this.socket) this.socket.destroy();
  }

  // --- Peer: for the code that manages all connections ---

  get queuedBytes(): number {
    return this.#outbox.queued;
  }

  stop(overdue: Overdue | null): void {
    if (overdue?.hopeless === true) this.cut(overdue.why);
    else if (overdue !== null) this.close(overdue.why);
  }

  ask(ms: number): boolean {
    return this.#gateway.ask?.(ms) ?? false;
  }

  close(why: string): void {
    if (this.ending === null) this.#gateway.closing?.(why);
    this.end(why);
  }

  // --- from the socket ---

  readonly #onData = (chunk: Buffer): void => {
    this.deadlines.heardAt = this.#peers.now;
    // Input after the end is read and dropped: unread, it would reset the connection and lose the last answers.
    if (this.ending !== null) return;
    this.#peers.slices.begin();
    this.#gateway.data(chunk);
    this.#pauseIfHeldUp();
  };

  readonly #onEnd = (why?: string): void => {
    this.#peers.slices.begin();
    // A gateway that hands over to another leaves the end to that one.
    for (let gateway: Gateway = NOBODY; gateway !== this.#gateway && this.ending === null; ) {
      gateway = this.#gateway;
      gateway.ended(why);
    }
    this.#pauseIfHeldUp();
  };

  #pauseIfHeldUp(): void {
    if (!this.heldUp || this.ending !== null) return;
    this.#paused = true;
    this.#stream.pause();
  }

  #written(ownBytes: number): void {
    // The wrapper may learn of the socket's end later than we do: by then these bytes are counted off.
    if (this.#closedAlready) return;
    this.#peers.queuedBytes -= ownBytes;
    this.deadlines.progressAt = this.#peers.now;
    if (this.#outbox.queued <= this.#peers.settings.replyQueueBytesMax / 2) this.goOn();
    if (this.#outbox.queued > 0) return;
    const isAwaited = this.#tellWhenWritten;
    this.#tellWhenWritten = false;
    if (isAwaited) this.#gateway.written?.();
    if (this.ending !== null && this.#outbox.queued === 0) this.#endOutput();
  }

  /** Resumes execution and reading, unless something else holds them up. */
  goOn(): void {
    if (!this.#paused || this.heldUp || this.#closedAlready) return;
    this.#paused = false;
    this.#peers.slices.begin();
    if (this.ending === null) this.#gateway.resume();
    this.#pauseIfHeldUp();
    if (!this.#paused) this.#stream.resume();
  }

  #endOutput(): void {
    if (this.deadlines.endedAt > 0) return;
    this.deadlines.endedAt = this.#peers.now;
    this.#stream.closing?.(this.ending ?? '');
    this.#stream.end();
    this.#stream.resume();
  }

  #closed(): void {
    this.#closedAlready = true;
    this.#pace.close();
    this.#peers.delete(this);
    this.#peers.queuedBytes -= this.#outbox.queued - this.#outbox.shared;
    this.#outbox.close();
    this.unfinished.close();
    const why = this.ending ?? 'closed by the client';
    this.#gateway.closed(why);
    this.#peers.log.disconnected(this.id, why);
  }
}
