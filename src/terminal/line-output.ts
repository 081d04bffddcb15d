/** Lines to a stream, gathered during a turn of the event loop and written in one go. */
import type { Writable } from 'node:stream';

export interface LineOutputEvents {
  /** The stream takes more: `congested` is false again. */
  drained(): void;
  /** The stream takes nothing any more. Nobody reads it when `error.code` is EPIPE. */
  failed(error: NodeJS.ErrnoException): void;
}

export class LineOutput {
  readonly #stream: Writable;
  #gathered: string[] = [];

  constructor(stream: Writable, events: LineOutputEvents) {
    this.#stream = stream;
    stream.on('drain', () => events.drained());
    stream.on('error', (error) => events.failed(error));
  }

  /** Is more waiting than is good? */
  get congested(): boolean {
    return this.#stream.writableNeedDrain;
  }

  line(text: string): void {
    this.#gathered.push(text);
    if (this.#gathered.length === 1) process.nextTick(() => this.flush());
  }

  flush(): void {
    if (this.#gathered.length === 0) return;
    const text = `${this.#gathered.join('\n')}\n`;
    this.#gathered = [];
    if (this.#stream.writable) this.#stream.write(text);
  }
}
