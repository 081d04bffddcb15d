/** The line being typed: editing, history and completion are readline's; drawing is not. */
import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';

const HISTORY_LINES_MAX = 1000;

export interface EditorEvents {
  /** Return: `line` was submitted, and the line is empty again. */
  submitted(line: string): void;
  /** A key was pressed: the line or the cursor may have changed. */
  changed(): void;
  /** Tab: answers what to insert after `before`, the line up to the cursor. */
  complete(before: string): string;
  /** Ctrl-C, Ctrl-Z, Ctrl-L. */
  interrupted(): void;
  suspended(): void;
  cleared(): void;
  /** Ctrl-D on an empty line, or the end of the input. */
  closed(): void;
}

/** Takes what readline draws: it counts on standing alone on the screen, and here it does not. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

export class Editor {
  readonly #input: ReadStream;
  readonly #readline: Interface;
  readonly #keyPressed: (text: string | undefined, key: { ctrl?: boolean; name?: string }) => void;
  #closed = false;

  /** Takes over `input`, in raw mode, until `close`. */
  constructor(input: ReadStream, events: EditorEvents) {
    this.#input = input;
    this.#readline = createInterface({
      input,
      output: nowhere(),
      terminal: true,
      prompt: '',
      historySize: HISTORY_LINES_MAX,
      removeHistoryDuplicates: true,
      completer: (before: string) => {
        const insert = events.complete(before);
        return [insert === '' ? [] : [before + insert], before];
      },
    });
    this.#readline.on('line', (line) => events.submitted(line));
    this.#readline.on('SIGINT', () => events.interrupted());
    this.#readline.on('SIGTSTP', () => events.suspended());
    this.#readline.on('close', () => {
      this.close();
      events.closed();
    });
    this.#keyPressed = (_text, key) => {
      if (key.ctrl === true && key.name === 'l') events.cleared();
      else events.changed();
    };
    // After readline's own listener, so the line is what the key has made of it.
    input.on('keypress', this.#keyPressed);
  }

  get line(): string {
    return this.#readline.line;
  }

  /** Where the cursor stands in `line`, in UTF-16 units. */
  get cursor(): number {
    return this.#readline.cursor;
  }

  /** Empties the line. */
  clear(): void {
    this.#readline.write(null, { ctrl: true, name: 'e' });
    this.#readline.write(null, { ctrl: true, name: 'u' });
  }

  /** The terminal's own line mode, while something else has the terminal. */
  cooked(): void {
    this.#input.setRawMode(false);
  }

  raw(): void {
    // Off first: whoever had the terminal may have changed its mode behind our back.
    this.#input.setRawMode(false);
    this.#input.setRawMode(true);
  }

  /** Gives the terminal back as it was. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#input.off('keypress', this.#keyPressed);
    this.#readline.close();
    this.#input.pause();
  }
}
