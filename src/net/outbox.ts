/** The output queue of one connection: gathered during a turn of the event loop, written at its end. */
import type { PeerStream } from '../chat/ports.ts';
import { returnChunk, takeChunk } from './chunks.ts';
import type { SharedBytes } from './shared-bytes.ts';
import type { Flushable, Turn } from './turn.ts';

/** The most given to the socket at once, so that a slow reader's progress shows. Larger frames go in slices. */
const WRITE_BYTES_MAX = 64 * 1024;

/** The target of an outbox. */
export type Sink = Pick<PeerStream, 'destroyed' | 'cork' | 'uncork' | 'write' | 'writePart'>;

/** Queued output: own bytes, or bytes shared with others. */
interface Piece {
  bytes: Uint8Array;
  /** The shared buffer, of which `bytes` is the rest; null where it is our own. */
  readonly shared: Uint8Array | null;
  /** Is it a shared message of another user? */
  readonly message: boolean;
}

const NO_CHUNK = Buffer.allocUnsafeSlow(0);

export class Outbox implements Flushable {
  /** The buffer in which `reserve` made room. */
  output: Buffer = NO_CHUNK;
  /** Bytes accepted that the socket has not taken yet. */
  queued = 0;
  /** The bytes of these that are shared with other connections. */
  shared = 0;
  /** The shared bytes that are messages of other users. */
  #sharedMessages = 0;

  /** May change only while nothing is queued. */
  sink: Sink;
  readonly #turn: Turn;
  readonly #sharing: SharedBytes;
  readonly #done: () => void;
  /** `output[0, #used)` is filled. */
  #used = 0;
  readonly #waiting: Piece[] = [];
  /** In `#turn`, or written after the current write. */
  #marked = false;
  #writingBytes = 0;
  #writingShared = 0;
  #writingSharedMessages = 0;
  /** Shared buffers that end with the current write. */
  #lastParts: Uint8Array[] = [];
  /** The chunk being written, to be reused afterwards. */
  #lent: Buffer | null = null;

  /** Calls `written` when the socket has taken a write, with the number of its bytes that were not shared. */
  constructor(sink: Sink, turn: Turn, sharing: SharedBytes, written: (ownBytes: number) => void) {
    this.sink = sink;
    this.#turn = turn;
    this.#sharing = sharing;
    this.#done = () => {
      const own = this.#writingBytes - this.#writingShared;
      this.queued -= this.#writingBytes;
      this.shared -= this.#writingShared;
      this.#sharedMessages -= this.#writingSharedMessages;
      if (this.#lastParts.length > 0) this.#releaseLastParts();
      this.#writingBytes = 0;
      this.#writingShared = 0;
      this.#writingSharedMessages = 0;
      if (this.#lent !== null) returnChunk(this.#lent);
      this.#lent = null;
      if (this.queued > 0) this.#mark();
      written(own);
    };
  }

  /** Queued bytes that count against a slow reader: all but shared answers. */
  get counted(): number {
    return this.queued - this.shared + this.#sharedMessages;
  }

  /** Makes room for `bytes`, which the caller fills at once; returns the offset in `output`. */
  reserve(bytes: number): number {
    if (this.#used + bytes > this.output.length) {
      this.#seal();
      this.output = takeChunk(bytes);
    }
    const at = this.#used;
    this.#used += bytes;
    this.queued += bytes;
    this.#mark();
    return at;
  }

  /** Queues `bytes`, which must never change again, without a copy; `message`: another user's message. */
  share(bytes: Uint8Array, message: boolean): void {
    this.#seal();
    this.#waiting.push({ bytes, shared: bytes, message });
    if (message) this.#sharedMessages += bytes.length;
    this.#sharing.hold(bytes);
    this.shared += bytes.length;
    this.queued += bytes.length;
    this.#mark();
  }

  /** Drops the queue; nothing more is written. */
  close(): void {
    for (const { shared } of this.#waiting.splice(0)) {
      if (shared !== null) this.#sharing.release(shared);
    }
    this.#releaseLastParts();
  }

  #releaseLastParts(): void {
    for (const shared of this.#lastParts) this.#sharing.release(shared);
    this.#lastParts = [];
  }

  #mark(): void {
    if (this.#marked || this.#writingBytes > 0) return;
    this.#marked = true;
    this.#turn.mark(this);
  }

  /** Called by `Turn`. */
  flush(): void {
    this.#marked = false;
    if (this.sink.destroyed) return;
    if (this.#waiting.length === 0 && this.#used <= WRITE_BYTES_MAX) this.#writeChunk();
    else this.#writeWaiting();
  }

  /** The usual case: one chunk, one write. */
  #writeChunk(): void {
    const chunk = this.output;
    this.#writingBytes = this.#used;
    this.#lent = chunk;
    const bytes = chunk.subarray(0, this.#used);
    this.output = NO_CHUNK;
    this.#used = 0;
    this.sink.write(bytes, this.#done);
  }

  #writeWaiting(): void {
    this.#seal();
    const batch: Uint8Array[] = [];
    let part = false;
    for (let room = WRITE_BYTES_MAX; room > 0; ) {
      const piece = this.#waiting[0];
      if (piece === undefined) break;
      const bytes = piece.bytes.subarray(0, room);
      if (bytes.length === piece.bytes.length) {
        this.#waiting.shift();
        if (piece.shared !== null) this.#lastParts.push(piece.shared);
      } else {
        piece.bytes = piece.bytes.subarray(bytes.length);
        part = true;
      }
      room -= bytes.length;
      this.#writingBytes += bytes.length;
      if (piece.shared !== null) this.#writingShared += bytes.length;
      if (piece.message) this.#writingSharedMessages += bytes.length;
      batch.push(bytes);
    }
    const last = batch.pop();
    if (last === undefined) return;
    this.sink.cork();
    for (const bytes of batch) this.sink.write(bytes, ignore);
    if (part && this.sink.writePart !== undefined) this.sink.writePart(last, this.#done);
    else this.sink.write(last, this.#done);
    this.sink.uncork();
  }

  /** Turns the gathered bytes into a piece, before the next one. */
  #seal(): void {
    if (this.#used === 0) return;
    this.#waiting.push({
      bytes: this.output.subarray(0, this.#used),
      shared: null,
      message: false,
    });
    this.output = NO_CHUNK;
    this.#used = 0;
  }
}

function ignore(): void {}
