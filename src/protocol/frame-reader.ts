/** Cuts a stream of bytes into frames, however it is split into chunks. */
import { copyBytes, isAscii, readU32 } from './bytes.ts';
import { FrameType } from './frames.ts';
import { HEADER_BYTES, PROTOCOL_VERSION } from './limits.ts';

/** A complete frame: its payload is `bytes[start, end)`. */
export interface Frame {
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** Is the payload certainly ASCII, so that its text needs no check? */
  readonly ascii: boolean;
}

const NOTHING = new Uint8Array(0);

/**
 * An incremental decoder of frames. `push` gives it a chunk; `next` moves to the next complete frame and returns
 * whether there is one. The frame is then `type` and the payload `bytes[start, end)`, valid until the next `push`: a
 * frame that arrives in one chunk is not copied.
 *
 * An invalid header sets `error`, permanently; nothing after it is a frame. The reader never holds more than one frame
 * and the chunk that it ended in.
 */
export class FrameReader implements Frame {
  type = 0;
  bytes: Uint8Array = NOTHING;
  start = 0;
  end = 0;
  /** Checked once for a whole chunk of frames: one call instead of one per frame. */
  ascii = true;
  error: string | null = null;

  readonly #payloadBytesMax: number;
  readonly #commandBytesMax: number;
  /** Unread input is `bytes[#at, #limit)`. */
  #at = 0;
  #limit = 0;
  /** Is `bytes` our own copy, so that it may be written to? */
  #owned = false;

  /** The largest payloads; that of a COMMAND may be larger. */
  constructor(payloadBytesMax: number, commandBytesMax = payloadBytesMax) {
    this.#payloadBytesMax = payloadBytesMax;
    this.#commandBytesMax = commandBytesMax;
  }

  /** Bytes that arrived and were not returned: an unfinished frame, or frames not yet asked for. */
  get held(): number {
    return this.#limit - this.#at;
  }

  push(chunk: Uint8Array): void {
    if (this.error !== null) return;
    if (this.#at === this.#limit) {
      this.bytes = chunk;
      this.#at = 0;
      this.#limit = chunk.length;
      this.#owned = false;
      this.ascii = isAscii(chunk);
      return;
    }
    this.ascii &&= isAscii(chunk);
    this.#makeRoom(chunk.length);
    copyBytes(chunk, 0, chunk.length, this.bytes, this.#limit);
    this.#limit += chunk.length;
  }

  next(): boolean {
    if (this.error !== null) return false;
    const { bytes } = this;
    const at = this.#at;
    const available = this.#limit - at;
    if (available > 0 && bytes[at] !== PROTOCOL_VERSION) {
      return this.#fail(`protocol version ${bytes[at]} is not spoken here, only 1`);
    }
    if (available < HEADER_BYTES) return this.#keepRest();
    if (bytes[at + 2] !== 0 || bytes[at + 3] !== 0) {
      return this.#fail('the reserved bytes of the header are not 0');
    }
    const length = readU32(bytes, at + 4);
    if (length > this.#payloadBytesMax) {
      const max =
        bytes[at + 1] === FrameType.command ? this.#commandBytesMax : this.#payloadBytesMax;
      if (length > max) {
        return this.#fail(
          `a payload of ${length} bytes is more than the ${max} that such a frame may have`,
        );
      }
    }
    if (available < HEADER_BYTES + length) return this.#keepRest();
    this.type = bytes[at + 1] as number;
    this.start = at + HEADER_BYTES;
    this.end = this.start + length;
    this.#at = this.end;
    return true;
  }

  #fail(error: string): false {
    this.error = error;
    this.#release();
    return false;
  }

  /** Keeps the unread rest until more arrives. A short rest is copied, so as not to keep a large chunk alive. */
  #keepRest(): false {
    const held = this.held;
    if (held === 0) this.#release();
    else if (!this.#owned || held < this.bytes.length / 4) this.#moveTo(new Uint8Array(held));
    return false;
  }

  #release(): void {
    this.bytes = NOTHING;
    this.#at = 0;
    this.#limit = 0;
    this.#owned = false;
  }

  /** Doubles the buffer, so that a frame which arrives byte by byte is not copied byte by byte. */
  #makeRoom(more: number): void {
    const needed = this.held + more;
    if (this.#owned && this.#limit + more <= this.bytes.length) return;
    const largest = HEADER_BYTES + this.#commandBytesMax;
    this.#moveTo(new Uint8Array(Math.max(needed, Math.min(2 * this.held, largest))));
  }

  #moveTo(target: Uint8Array): void {
    copyBytes(this.bytes, this.#at, this.#limit, target, 0);
    this.bytes = target;
    this.#limit -= this.#at;
    this.#at = 0;
    this.#owned = true;
  }
}
