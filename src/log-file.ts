/** Where the log goes: it may be slow, full or gone, and the chat goes on. */
import { Writable } from 'node:stream';
import pino, { type DestinationStream } from 'pino';

type Destination = ReturnType<typeof pino.destination>;

/** What nobody takes is kept up to this size; then lines are dropped, never the chat held up. */
const WAITING_BYTES_MAX = 4 * 1024 * 1024;

/** After an error, a full disk say, lines are dropped for so long; then it is tried again. */
const RETRY_MS = 1000;

/** Appends to the file that is open as `descriptor`. */
export class LogFile implements DestinationStream {
  readonly #descriptor: number;
  #destination: Destination | null = null;
  #retryAt = 0;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  write(line: string): void {
    if (this.#destination === null && performance.now() >= this.#retryAt) this.#open();
    this.#destination?.write(line);
  }

  /** The same as a stream, for those who write to nothing else. */
  stream(): Writable {
    return new Writable({
      decodeStrings: false,
      write: (line: string, _encoding, done) => {
        this.write(line);
        done();
      },
    });
  }

  /** Resolves when what was logged is written, or never will be. */
  flush(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#destination === null) resolve();
      else this.#destination.on('close', resolve).flush(() => resolve());
    });
  }

  #open(): void {
    const destination = pino.destination({
      dest: this.#descriptor,
      sync: false,
      maxLength: WAITING_BYTES_MAX,
    });
    destination.on('error', () => {
      // Left as it is, it would try to write for ever when the process exits.
      destination.destroy();
      if (this.#destination === destination) this.#destination = null;
      this.#retryAt = performance.now() + RETRY_MS;
    });
    this.#destination = destination;
  }
}
