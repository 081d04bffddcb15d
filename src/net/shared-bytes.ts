/** Buffers that wait in several queues at a time: each takes its memory once. */
export class SharedBytes {
  /** Bytes of all that are held. */
  bytes = 0;
  /** In how many queues each is. */
  readonly #holders = new Map<Uint8Array, number>();

  hold(buffer: Uint8Array): void {
    const holders = this.#holders.get(buffer) ?? 0;
    if (holders === 0) this.bytes += buffer.length;
    this.#holders.set(buffer, holders + 1);
  }

  /** One of those who held `buffer` no longer does. */
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
