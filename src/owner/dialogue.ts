/** Reads the owner's input: visible lines, and hidden passwords. */
import { isUtf8 } from 'node:buffer';
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { OwnerError } from './owner-error.ts';

/** The exit status of a program that was interrupted, as in a shell. */
const INTERRUPTED_STATUS = 130;

/** The longest line from standard input that is not a terminal. */
const LINE_BYTES_MAX = 64 * 1024;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

export function onTerminal(): boolean {
  return process.stdin.isTTY === true;
}

/** Asks questions on the terminal, one after the other, until `close`. */
export class Dialogue {
  readonly #interface: Interface;
  readonly #seen: boolean;
  readonly #lines: string[] = [];
  #wanted: ((line: string | null) => void) | null = null;
  #closed = false;

  /** `seen`: shows the input. */
  constructor(seen: boolean) {
    this.#seen = seen;
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    this.#interface = createInterface({
      input: process.stdin,
      output: seen ? process.stderr : nowhere,
      terminal: true,
      historySize: 0,
    });
    this.#interface.on('line', (line) => {
      if (!seen) process.stderr.write('\n');
      this.#lines.push(line);
      this.#give();
    });
    this.#interface.on('close', () => {
      this.#closed = true;
      // The cursor is in the middle of a line.
      if (this.#wanted !== null) process.stderr.write('\n');
      this.#give();
    });
    this.#interface.on('SIGINT', () => {
      this.#interface.close();
      process.exit(INTERRUPTED_STATUS);
    });
  }

  /** The line typed after `question`. Throws OwnerError at the end of input. */
  async ask(question: string): Promise<string> {
    if (this.#seen) {
      this.#interface.setPrompt(question);
      this.#interface.prompt();
    } else {
      process.stderr.write(question);
    }
    const line = await new Promise<string | null>((resolve) => {
      this.#wanted = resolve;
      this.#give();
    });
    if (line === null) throw new OwnerError('nothing was typed, and nothing was changed');
    return line;
  }

  close(): void {
    this.#interface.close();
  }

  #give(): void {
    const wanted = this.#wanted;
    if (wanted === null || (this.#lines.length === 0 && !this.#closed)) return;
    this.#wanted = null;
    wanted(this.#lines.shift() ?? null);
  }
}

/** The first line of standard input, which is not a terminal; the rest is not read. */
export async function firstLine(): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    const at = chunk.indexOf(NEWLINE);
    chunks.push(at < 0 ? chunk : chunk.subarray(0, at));
    bytes += chunks.at(-1)?.length ?? 0;
    if (at >= 0 || bytes > LINE_BYTES_MAX) break;
  }
  const line = Buffer.concat(chunks);
  const end = line.at(-1) === RETURN ? line.length - 1 : line.length;
  // A file may begin with a byte order mark, which is dropped, or be UTF-16, which has many zeros.
  const isText = isUtf8(line) && !line.includes(0);
  if (!isText) throw new OwnerError('standard input is not UTF-8');
  return new TextDecoder().decode(line.subarray(0, end));
}
