/** Counts buffers that wait in several queues: each takes its memory once. */
export class SharedBytes {
  /** Total size of the held buffers. */
  bytes = 0;
  /** The number of queues with each buffer. */
  readonly #holders = new Map<Uint8Array, number>();

  hold(buffer: Uint8Array): void {
    const holders = this.#holders.get(buffer) ?? 0;
    if (holders === 0) this.bytes += buffer.length;
    this.#holders.set(buffer, holders + 1);
  }

  /** Gives up one hold on `buffer`. */
  release(buffer: Uint8Array): void {
    const holders = (this.#holders.get(buffer) ?? 0) - 1;
    if (holders > 0) {
      this.#holders.set(buffer, holders);
    } else {
      this.#holders.delete(buffer);
      this.bytes -= buffer.length;
    }
  }
}
