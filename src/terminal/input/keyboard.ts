/** The terminal that is typed at: its keys, and what is pasted, in their order and no sooner than they are wanted. */
import { emitKeypressEvents, type Interface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { BracketedPaste, PASTE_MODE_OFF, PASTE_MODE_ON } from './bracketed-paste.ts';
import { InputDecoder } from './input-decoder.ts';
import type { Key } from './secret-line.ts';

/** Strokes with one number for `read` came at once: no person types so fast, but a program or a paste does. */
export type Stroke =
  | {
      readonly kind: 'key';
      readonly text: string | undefined;
      readonly key: Key;
      readonly read: number;
      /** Did nothing come with it that follows it? Then Tab is a key, and no part of a text. */
      readonly last: boolean;
    }
  /** Null: it was too long. */
  | { readonly kind: 'paste'; readonly text: string | null; readonly read: number };

export interface KeyboardListener {
  /** It is read what was typed. */
  stroke(stroke: Stroke): void;
  /** Nothing is left to read. */
  rested(): void;
  /** Ctrl-C, Ctrl-L or Ctrl-Z, by the letter, while what else is typed waits. */
  urgent(letter: string): void;
  /** Something is typed that waits. */
  waits(): void;
  pasteUnended(): void;
  pasteDropped(): void;
  /** The end of the input. */
  ended(): void;
}

/** What is read of keys while a question is asked before there is anything else. */
export type KeyReader = (text: string | undefined, key: Key) => void;

/** More strokes than these do not wait: what is typed then is lost. */
const WAITING_MAX = 100_000;

const INTERRUPTED_STATUS = 130;

const URGENT: ReadonlySet<string | undefined> = new Set(['c', 'l', 'z']);

export class Keyboard {
  readonly #input: ReadStream;
  readonly #output: WriteStream;
  readonly #decoder = new InputDecoder();
  readonly #paste: BracketedPaste;
  /** What makes keys of characters, and knows whether a key is the last of a read. */
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
  /** Also when the process ends of a bug. The mode of the input is Node's to restore. */
  readonly #exits = (): void => this.giveBack();

  /** Takes the terminal from now on, until `close`; what is typed waits until it is let go. */
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

  /** Has `reader` read the keys that come from now on, until null; what came before goes on waiting. */
  interject(reader: KeyReader | null): void {
    this.#reader = reader;
  }

  /** Does what is typed wait? */
  get held(): boolean {
    return this.#held;
  }

  /** How many strokes wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** What is typed waits, until it is let go. */
  hold(held: boolean): void {
    this.#held = held;
    this.#drain();
  }

  /** Drops what waits. */
  forget(): void {
    this.#waiting = [];
  }

  /** Does more follow `stroke` that came at once with it? */
  isAmid({ read }: Stroke): boolean {
    return this.#waiting[0]?.read === read;
  }

  /** Drops what came at once with `stroke` and follows it; was that anything? */
  dropRest(stroke: Stroke): boolean {
    const isAmid = this.isAmid(stroke);
    this.#waiting = this.#waiting.filter(({ read }) => read !== stroke.read);
    return isAmid;
  }

  /** Takes the terminal, anew if somebody else may have had it. */
  take(): void {
    // Off first: whoever had it may have changed its mode behind our back. This waits until we are in the foreground.
    if (this.#everTaken) this.#input.setRawMode(false);
    this.#everTaken = true;
    this.#input.setRawMode(true);
    this.#output.write(PASTE_MODE_ON);
    this.#taken = true;
  }

  /** Gives it back as it was, to the shell for example. */
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
    // A line break of a pasted text, or of a file that is given to the terminal, is one Return.
    this.#characters.emit('data', text.replaceAll('\r\n', '\r'));
    this.#drain();
  }

  #pasted(text: string | null): void {
    // That is no answer to a question of yes or no.
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
    // A key that was only recognized by the time that went by.
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

  /** A stroke may hold the others, and let them go. */
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
