/** Counts the bytes of an incomplete WebSocket message: `ws` keeps them, and does not say how many. */

/** The cost of a chunk besides its bytes while it waits for the rest of its message: its Buffer. */
const CHUNK_COST_BYTES = 256;

const FIN = 0x80;
const OPCODE_BITS = 0x0f;
/** Opcodes from here on belong to control frames, which may come between the frames of a message. */
const CONTROL = 0x08;
const LENGTH_BITS = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MASK_BYTES = 4;

/** Parses the frame headers in a client's stream of bytes (RFC 6455 section 5.2). */
export class MessageProgress {
  /** Bytes held of an incomplete message or frame. */
  held = 0;
  /** The position in a header: 0 its first byte, 1 its second, then the bytes of an extended length. */
  #headerAt = 0;
  #first = 0;
  #lengthBytes = 0;
  #length = 0;
  /** Bytes of mask and payload until the frame ends. */
  #left = 0;
  /** Has a message begun whose last frame has not come? */
  #fragmented = false;

  push(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.held += chunk.length + CHUNK_COST_BYTES;
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const taken = Math.min(this.#left, chunk.length - at);
        at += taken;
        this.#left -= taken;
      } else {
        this.#readHeader(chunk[at++] as number);
      }
      if (this.#left === 0 && this.#headerAt === 0) this.#frameEnded(chunk.length - at);
    }
  }

  #readHeader(byte: number): void {
    const at = this.#headerAt++;
    if (at === 0) {
      this.#first = byte;
      return;
    }
    if (at === 1) {
      const length = byte & LENGTH_BITS;
      this.#lengthBytes = length === LENGTH_16 ? 2 : length === LENGTH_64 ? 8 : 0;
      this.#length = this.#lengthBytes === 0 ? length : 0;
    } else {
      this.#length = this.#length * 256 + byte;
    }
    if (this.#headerAt < 2 + this.#lengthBytes) return;
    this.#headerAt = 0;
    this.#left = MASK_BYTES + this.#length;
  }

  #frameEnded(rest: number): void {
    const control = (this.#first & OPCODE_BITS) >= CONTROL;
    if (!control) this.#fragmented = (this.#first & FIN) === 0;
    if (!this.#fragmented) this.held = rest === 0 ? 0 : rest + CHUNK_COST_BYTES;
  }
}
