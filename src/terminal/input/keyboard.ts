/** The keyboard: keys and pastes in order, held back until they are wanted. */
import { emitKeypressEvents, type Interface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { BracketedPaste, PASTE_MODE_OFF, PASTE_MODE_ON } from './bracketed-paste.ts';
import { InputDecoder } from './input-decoder.ts';
import type { Key } from './secret-line.ts';

/** Strokes with the same `read` arrived together: no person types so fast, but a program or a paste does. */
export type Stroke =
  | {
      readonly kind: 'key';
      readonly text: string | undefined;
      readonly key: Key;
      readonly read: number;
      /** Is it the last of its read? Then a Tab was a key press, not part of a text. */
      readonly last: boolean;
    }
  /** `text` is null if the paste was too long. */
  | { readonly kind: 'paste'; readonly text: string | null; readonly read: number };

export interface KeyboardListener {
  /** The next key or paste. */
  stroke(stroke: Stroke): void;
  /** All waiting strokes have been read. */
  rested(): void;
  /** Ctrl-C, Ctrl-L or Ctrl-Z, by its letter, while other input is held back. */
  urgent(letter: string): void;
  /** Input arrived that is held back. */
  waits(): void;
  pasteUnended(): void;
  pasteDropped(): void;
  /** The end of the input. */
  ended(): void;
}

/** Reads single keys for a question before the conversation begins. */
export type KeyReader = (text: string | undefined, key: Key) => void;

/** Limit of waiting strokes; further ones are dropped. */
const WAITING_MAX = 100_000;

const INTERRUPTED_STATUS = 130;

const URGENT: ReadonlySet<string | undefined> = new Set(['c', 'l', 'z']);

export class Keyboard {
  readonly #input: ReadStream;
  readonly #output: WriteStream;
  readonly #decoder = new InputDecoder();
  readonly #paste: BracketedPaste;
  /** The input of Node's key parser. The parser also knows whether a key is the last of a read. */
  readonly #characters = new Readable({ read: () => {} });
  readonly #parser = { isCompletionEnabled: true };
  #listener: KeyboardListener | null = null;
  #reader: KeyReader | null = null;
  #waiting: Stroke[] = [];
  #held = true;
  #draining = false;
  #read = 0;
  #taken = false;
  #everTaken = false;
  #closed = false;
  readonly #came = (chunk: Buffer): void => this.#paste.write(this.#decoder.write(chunk));
  readonly #ended = (): void => this.#listener?.ended();
  /** Turns paste mode off even when the process ends by a bug; Node restores the input's raw mode. */
  readonly #exits = (): void => this.giveBack();

  /** Takes the terminal until `close`. Typed input is held back until `hold(false)`. */
  constructor(input: ReadStream, output: WriteStream) {
    this.#input = input;
    this.#output = output;
    this.#paste = new BracketedPaste(
      {
        typed: (text) => this.#typed(text),
        pasted: (text) => this.#pasted(text),
        unended: () => this.#listener?.pasteUnended(),
        dropped: () => this.#listener?.pasteDropped(),
      },
      (ms, task) => {
        const timer = setTimeout(task, ms);
        return () => clearTimeout(timer);
      },
    );
    emitKeypressEvents(this.#characters, this.#parser as unknown as Interface);
    this.#characters.on('keypress', (text: string | undefined, key: Key) => this.#key(text, key));
    process.on('exit', this.#exits);
    this.take();
    input.on('data', this.#came).on('end', this.#ended).resume();
  }

  listen(listener: KeyboardListener): void {
    this.#listener = listener;
  }

  /** Passes new keys to `reader` until called with null; earlier input stays held back. */
  interject(reader: KeyReader | null): void {
    this.#reader = reader;
  }

  /** Is typed input held back? */
  get held(): boolean {
    return this.#held;
  }

  /** The number of waiting strokes. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Holds typed input back, or releases it. */
  hold(held: boolean): void {
    this.#held = held;
    this.#drain();
  }

  /** Drops waiting strokes. */
  forget(): void {
    this.#waiting = [];
  }

  /** Is `stroke` followed by others of the same read? */
  isAmid({ read }: Stroke): boolean {
    return this.#waiting[0]?.read === read;
  }

  /** Drops the strokes after `stroke` in the same read; returns whether there were any. */
  dropRest(stroke: Stroke): boolean {
    const isAmid = this.isAmid(stroke);
    this.#waiting = this.#waiting.filter(({ read }) => read !== stroke.read);
    return isAmid;
  }

  /** Takes the terminal, or takes it again after another program may have had it. */
  take(): void {
    // Off first, because another program may have changed the mode behind Node's back. This blocks until we are in the
    // foreground.
    if (this.#everTaken) this.#input.setRawMode(false);
    this.#everTaken = true;
    this.#input.setRawMode(true);
    this.#output.write(PASTE_MODE_ON);
    this.#taken = true;
  }

  /** Gives the terminal back as it was, for example to the shell. */
  giveBack(): void {
    if (!this.#taken) return;
    this.#taken = false;
    this.#output.write(PASTE_MODE_OFF);
    this.#input.setRawMode(false);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    process.off('exit', this.#exits);
    this.#input.off('data', this.#came).off('end', this.#ended);
    this.#paste.close();
    this.giveBack();
    this.#input.pause();
    this.forget();
  }

  #typed(text: string): void {
    this.#read++;
    // CRLF in a pasted text, or in a file sent to the terminal, counts as one Return.
    this.#characters.emit('data', text.replaceAll('\r\n', '\r'));
    this.#drain();
  }

  #pasted(text: string | null): void {
    // A paste does not answer a yes-or-no question.
    if (this.#reader !== null) return;
    this.#add({ kind: 'paste', text, read: ++this.#read });
    this.#drain();
  }

  #key(text: string | undefined, key: Key): void {
    if (this.#closed) return;
    if (this.#reader !== null) return this.#reader(text, key);
    if (this.#held && key.ctrl === true && URGENT.has(key.name)) return this.#urgent(key.name);
    const last = this.#parser.isCompletionEnabled;
    this.#add({ kind: 'key', text, key, read: this.#read, last });
    // For a key recognized only by a timeout, such as Escape, no read follows that would drain.
    if (last) setImmediate(() => this.#drain());
  }

  #urgent(letter = ''): void {
    if (this.#listener !== null) this.#listener.urgent(letter);
    else if (letter === 'c') process.exit(INTERRUPTED_STATUS);
  }

  #add(stroke: Stroke): void {
    if (this.#waiting.length < WAITING_MAX) this.#waiting.push(stroke);
    if (this.#held) this.#listener?.waits();
  }

  /** Delivers waiting strokes. The listener may hold back or release the rest on the way. */
  #drain(): void {
    const listener = this.#listener;
    if (this.#draining || listener === null || this.#held) return;
    this.#draining = true;
    try {
      while (!this.#held && !this.#closed) {
        const stroke = this.#waiting.shift();
        if (stroke === undefined) break;
        listener.stroke(stroke);
      }
    } finally {
      this.#draining = false;
    }
    if (!this.#held && !this.#closed) listener.rested();
  }
}
