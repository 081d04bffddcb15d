/** Writes lines to a stream, gathered over a turn of the event loop into one write. */
import type { Writable } from 'node:stream';

/** Beyond this, gathered lines are written at once, so that `congested` comes in time. */
const GATHERED_CHARACTERS_MAX = 64 * 1024;

export interface LineOutputEvents {
  /** The stream's buffer is full: the writer should pause. */
  congested(): void;
  /** The stream has drained: `congested` is false again. */
  drained(): void;
  /** The stream has failed. */
  failed(error: NodeJS.ErrnoException): void;
}

export class LineOutput {
  readonly #stream: Writable;
  readonly #events: LineOutputEvents;
  #gathered: string[] = [];
  #gatheredCharacters = 0;
  /** The number of writes not completed. */
  #underway = 0;
  #done: (() => void) | null = null;

  constructor(stream: Writable, events: LineOutputEvents) {
    this.#stream = stream;
    this.#events = events;
    stream.on('drain', () => events.drained());
    stream.on('error', (error) => events.failed(error));
  }

  /** Is the stream's buffer full? */
  get congested(): boolean {
    return this.#stream.writableNeedDrain;
  }

  line(text: string): void {
    this.#gathered.push(text);
    this.#gatheredCharacters += text.length;
    if (this.#gatheredCharacters > GATHERED_CHARACTERS_MAX) this.flush();
    else if (this.#gathered.length === 1) process.nextTick(() => this.flush());
  }

  flush(): void {
    if (this.#gathered.length === 0) return;
    const text = `${this.#gathered.join('\n')}\n`;
    this.#gathered = [];
    this.#gatheredCharacters = 0;
    if (!this.#stream.writable) return;
    this.#underway++;
    if (!this.#stream.write(text, this.#written)) this.#events.congested();
  }

  readonly #written = (error?: Error | null): void => {
    this.#underway--;
    if (!error && this.#underway === 0) this.#done?.();
  };

  /** Writes the gathered lines; `done` is called when the system has taken everything, unless `failed` is. */
  end(done: () => void): void {
    this.flush();
    this.#done = done;
    if (this.#underway === 0 && this.#stream.writable) done();
  }
}
