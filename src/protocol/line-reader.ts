/** Cuts a stream of bytes into lines, however it is split into chunks. */
import { copyBytes } from './bytes.ts';

const LF = 0x0a;
const CR = 0x0d;
const NOTHING = new Uint8Array(0);

/**
 * An incremental reader of lines. `push` gives it a chunk; `next` moves to the next complete line and returns whether
 * there is one. The line, without its break (LF or CRLF), is then `bytes[start, end)`, valid until the next call. After
 * `finish`, the rest without a break is a line as well.
 *
 * A line longer than the limit is cut to it, and `overlong` is set; so the reader never holds more than one line of the
 * limit and the last chunk.
 */
export class LineReader {
  bytes: Uint8Array = NOTHING;
  start = 0;
  end = 0;
  overlong = false;

  readonly #lineBytesMax: number;
  /** Input not yet searched is `#chunk` from `#at` on. */
  #chunk: Uint8Array = NOTHING;
  #at = 0;
  /** The beginning of an incomplete line. One byte over the limit fits: it may be the CR. */
  #begun: Uint8Array = NOTHING;
  /** Its length so far, including dropped bytes. */
  #begunBytes = 0;
  #finished = false;

  constructor(lineBytesMax: number) {
    this.#lineBytesMax = lineBytesMax;
  }

  /** Bytes held: an incomplete line, and input not yet searched. */
  get held(): number {
    return Math.min(this.#begunBytes, this.#lineBytesMax + 1) + this.#chunk.length - this.#at;
  }

  push(chunk: Uint8Array): void {
    const left = this.#chunk.length - this.#at;
    if (left === 0) {
      this.#chunk = chunk;
    } else {
      const both = new Uint8Array(left + chunk.length);
      copyBytes(this.#chunk, this.#at, this.#chunk.length, both, 0);
      copyBytes(chunk, 0, chunk.length, both, left);
      this.#chunk = both;
    }
    this.#at = 0;
  }

  /** The input has ended: its last line needs no break. */
  finish(): void {
    this.#finished = true;
  }

  next(): boolean {
    const chunk = this.#chunk;
    const from = this.#at;
    const lineFeed = chunk.indexOf(LF, from);
    if (lineFeed === -1) {
      this.#keep(chunk, from, chunk.length);
      this.#chunk = NOTHING;
      this.#at = 0;
      // The last line may have been long, and the next may be long in coming.
      this.bytes = NOTHING;
      if (!this.#finished || this.#begunBytes === 0) return false;
      this.#handOutBegun(false);
      return true;
    }
    this.#at = lineFeed + 1;
    if (this.#begunBytes === 0) {
      this.#handOut(chunk, from, lineFeed, true);
    } else {
      this.#keep(chunk, from, lineFeed);
      this.#handOutBegun(true);
    }
    return true;
  }

  #keep(chunk: Uint8Array, from: number, to: number): void {
    const kept = Math.min(this.#begunBytes, this.#lineBytesMax + 1);
    const more = Math.min(to - from, this.#lineBytesMax + 1 - kept);
    if (kept + more > this.#begun.length) {
      // Doubled, so that a line which arrives byte by byte is not copied byte by byte.
      const size = Math.max(kept + more, Math.min(2 * kept, this.#lineBytesMax + 1));
      const larger = new Uint8Array(size);
      copyBytes(this.#begun, 0, kept, larger, 0);
      this.#begun = larger;
    }
    copyBytes(chunk, from, from + more, this.#begun, kept);
    this.#begunBytes += to - from;
  }

  #handOutBegun(broken: boolean): void {
    const bytes = this.#begun;
    const length = this.#begunBytes;
    this.#begun = NOTHING;
    this.#begunBytes = 0;
    this.#handOut(bytes, 0, length, broken);
  }

  /** Sets the line to `bytes[start, end)`, of which at least limit + 1 bytes are present; `broken`: a LF ends it. */
  #handOut(bytes: Uint8Array, start: number, end: number, broken: boolean): void {
    const whole = broken && end > start && bytes[end - 1] === CR ? end - 1 : end;
    this.bytes = bytes;
    this.start = start;
    this.end = Math.min(whole, start + this.#lineBytesMax);
    this.overlong = whole > this.end;
  }
}
