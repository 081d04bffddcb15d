/**
 * The destination of the log. It may be slow, full or gone: neither the chat nor the end of the process waits for it.
 */
import { constants, fstatSync, openSync, write, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import type { DestinationStream } from 'pino';

/**
 * Unwritten lines are kept up to this size (UTF-16 code units); further lines are dropped, and the chat is never held
 * up.
 */
const WAITING_UNITS_MAX = 4 * 1024 * 1024;

/** After an error, such as a full disk, lines are dropped for this long before another attempt. */
const RETRY_MS = 1000;

/** The delay before output that was not taken is offered again. */
const OFFER_MS = 50;

/** The longest that the end of the process waits for unwritten lines. */
const FLUSH_MS_MAX = 1000;

const NEWLINE = 0x0a;
const NOTHING = Buffer.alloc(0);

/** Appends to the open `descriptor`. */
export class LogFile implements DestinationStream {
  readonly #descriptor: number;
  #waiting: string[] = [];
  #waitingUnits = 0;
  /** Being written by the system, or offered to it again and again. */
  #underway: Uint8Array = NOTHING;
  /** Is the system writing it now? */
  #writing = false;
  #offer: NodeJS.Timeout | null = null;
  /** Did the last write end within a line? */
  #torn = false;
  #retryAt = 0;
  #flushed: (() => void)[] = [];

  constructor(descriptor: number) {
    this.#descriptor = unblocked(descriptor);
    process.on('exit', () => this.#writeRest());
  }

  write(line: string): void {
    if (this.#waitingUnits + line.length > WAITING_UNITS_MAX) return;
    if (performance.now() < this.#retryAt) return;
    this.#waiting.push(line);
    this.#waitingUnits += line.length;
    if (!this.#writing && this.#offer === null) this.#next();
  }

  /** The same as a stream, for writers that need one. */
  stream(): Writable {
    return new Writable({
      decodeStrings: false,
      write: (line: string, _encoding, done) => {
        this.write(line);
        done();
      },
    });
  }

  /** Resolves when logged lines are written, or never will be; soon in either case. */
  async flush(): Promise<void> {
    if (this.#empty) return;
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#flushed.push(resolve);
      late = setTimeout(resolve, FLUSH_MS_MAX);
    });
    clearTimeout(late);
    this.#drop();
  }

  get #empty(): boolean {
    return this.#underway.length === 0 && this.#waiting.length === 0;
  }

  #next(): void {
    this.#take();
    if (this.#empty) {
      for (const resolve of this.#flushed.splice(0)) resolve();
      return;
    }
    this.#writing = true;
    write(this.#descriptor, this.#underway, (error, bytes) => {
      this.#writing = false;
      if (error === null) this.#wrote(bytes);
      else if (error.code === 'EAGAIN') return this.#offerAgain();
      else {
        this.#drop();
        this.#retryAt = performance.now() + RETRY_MS;
      }
      this.#next();
    });
  }

  #offerAgain(): void {
    this.#offer = setTimeout(() => {
      this.#offer = null;
      this.#next();
    }, OFFER_MS).unref();
  }

  /** Takes all waiting lines, when nothing is under way. */
  #take(): void {
    if (this.#underway.length > 0 || this.#waiting.length === 0) return;
    const line = this.#waiting.join('');
    this.#underway = Buffer.from(this.#torn ? `\n${line}` : line);
    this.#waiting = [];
    this.#waitingUnits = 0;
    this.#torn = false;
  }

  #wrote(bytes: number): void {
    this.#torn = bytes > 0 && this.#underway[bytes - 1] !== NEWLINE;
    this.#underway = this.#underway.subarray(bytes);
    if (this.#underway.length === 0) this.#torn = false;
  }

  #drop(): void {
    this.#underway = NOTHING;
    this.#waiting = [];
    this.#waitingUnits = 0;
  }

  /** Runs when the process ends, perhaps because of a bug: there is no event loop any more. */
  #writeRest(): void {
    // Bytes that the system already has must not be written twice.
    if (this.#writing) this.#underway = NOTHING;
    const deadline = performance.now() + FLUSH_MS_MAX;
    for (this.#take(); !this.#empty && performance.now() < deadline; this.#take()) {
      try {
        this.#wrote(writeSync(this.#descriptor, this.#underway));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, OFFER_MS);
      }
    }
  }
}

/**
 * A non-blocking descriptor of the file behind `descriptor`: one of Node's threads that waits for a pipe without a
 * reader, or for a stopped terminal, would keep the process from ending. It is a new one, because the flag would apply
 * to everybody who shares the old one. Where there is none (a socket, another system), it is the old one.
 */
function unblocked(descriptor: number): number {
  // A file never blocks, and another descriptor would have a position of its own.
  if (fstatSync(descriptor).isFile()) return descriptor;
  const { O_WRONLY, O_NONBLOCK, O_NOCTTY } = constants;
  try {
    return openSync(`/proc/self/fd/${descriptor}`, O_WRONLY | O_NONBLOCK | O_NOCTTY);
  } catch {
    return descriptor;
  }
}
