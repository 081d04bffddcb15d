/** The line being typed: editing, history and completion are readline's; drawing is not. */
import { createInterface, emitKeypressEvents, type Interface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { type Key, SecretLine } from './secret-line.ts';

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
  /** Ctrl-D on an empty line: was that the end of something else than the input? */
  endedSome(): boolean;
  /** Ctrl-D on an empty line that ended nothing else, or the end of the input. */
  closed(): void;
}

/** Takes what readline draws: it counts on standing alone on the screen, and here it does not. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

export class Editor {
  readonly #input: ReadStream;
  readonly #events: EditorEvents;
  /** What readline reads: the keys that are for it, and no bytes. */
  readonly #keys = new Readable({ read: () => {} });
  readonly #readline: Interface;
  readonly #keyPressed = (text: string | undefined, key: Key): void => this.#press(text, key);
  readonly #inputEnded = (): void => void this.#keys.emit('end');
  /** Takes every key while it is there; the line that readline has waits. */
  #answer: { readonly line: SecretLine; readonly done: (line: string | null) => void } | null =
    null;
  #closed = false;

  /** Takes over `input`, in raw mode, until `close`. */
  constructor(input: ReadStream, events: EditorEvents) {
    this.#input = input;
    this.#events = events;
    this.#readline = createInterface({
      input: this.#keys,
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
    emitKeypressEvents(input, this.#readline);
    input.on('keypress', this.#keyPressed).on('end', this.#inputEnded);
    input.setRawMode(true);
    input.resume();
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

  /** What has been typed of the answer that is being read. */
  get answer(): string {
    return this.#answer?.line.text ?? '';
  }

  /** Reads the answer to a question, one at a time; null: the user wants to give none. */
  readAnswer(done: (line: string | null) => void): void {
    this.#answer = { line: new SecretLine(), done };
  }

  #press(text: string | undefined, key: Key): void {
    if (key.ctrl === true && key.name === 'l') return this.#events.cleared();
    if (this.#answer !== null) return this.#pressAnswer(text, key);
    const isEnd = key.ctrl === true && key.name === 'd' && this.line === '';
    if (isEnd && this.#events.endedSome()) return this.#events.changed();
    this.#keys.emit('keypress', text, key);
    this.#events.changed();
  }

  #pressAnswer(text: string | undefined, key: Key): void {
    if (key.ctrl === true && key.name === 'z') return this.#events.suspended();
    const answer = this.#answer;
    const typed = answer?.line.press(text, key);
    if (answer === null || typed === undefined) return;
    if (typed.kind !== 'on') {
      this.#answer = null;
      answer.done(typed.kind === 'entered' ? typed.line : null);
    }
    this.#events.changed();
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
    this.#input.off('keypress', this.#keyPressed).off('end', this.#inputEnded);
    this.#readline.close();
    this.#input.setRawMode(false);
    this.#input.pause();
  }
}
