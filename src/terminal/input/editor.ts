/** The line editor: editing, history and completion by readline, without its drawing. */
import { createInterface, type Interface } from 'node:readline';
import { Readable, Writable } from 'node:stream';
import { holdsSecret } from './history-secrets.ts';
import type { Keyboard, Stroke } from './keyboard.ts';
import { readPaste } from './pasted-text.ts';
import { type Key, SecretLine } from './secret-line.ts';

const HISTORY_LINES_MAX = 1000;

/** Stands for a line break inside readline's line: no well-formed text contains it, and no byte is escaped as it. */
const BREAK = '\udc0a';

/** Other characters at which readline would end the line. */
const OTHER_BREAKS = /[\x85\u2028\u2029]/g;

const RETURN: Key = { name: 'return' };

const WITHHELD = 'what was typed ahead is not a command, and is not shown: it may be a password';

export interface EditorEvents {
  /**
   * Return was pressed: `line` was submitted, and the editor is empty again. `amid`: more input arrived together with
   * it. Returns whether that may be executed as well.
   */
  submitted(line: string, amid: boolean): boolean;
  /** The line or the cursor may have changed. */
  changed(): void;
  /** Tab was pressed: returns the text to insert after `before`, the line up to the cursor. */
  complete(before: string): string;
  /** Is `line` a command or, if it is not `whole`, the possible start of one? */
  isCommand(line: string, whole: boolean): boolean;
  /** Is `line` a message, not a command? */
  isMessage(line: string): boolean;
  /** Shows `text` as a notice. */
  notice(text: string): void;
  /** Ctrl-C, Ctrl-Z, Ctrl-L. */
  interrupted(): void;
  suspended(): void;
  cleared(): void;
  /** Ctrl-D on an empty line: returns whether it ended something smaller than the whole input. */
  endedSome(): boolean;
  /** Ctrl-D on an empty line ended nothing smaller, or the input ended. */
  closed(): void;
}

/** Swallows readline's drawing, which would assume that it has the screen to itself. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}

export class Editor {
  readonly #keyboard: Keyboard;
  readonly #events: EditorEvents;
  /** readline's input: it gets keys, and no bytes. */
  readonly #keys = new Readable({ read: () => {} });
  readonly #readline: Interface;
  /** The open answer to a question. It takes all typed input, while readline's line waits. */
  #answer: { readonly line: SecretLine; readonly done: (line: string | null) => void } | null =
    null;
  /** Typed ahead after a command that may ask for a secret, so it may be that secret. */
  #ahead: SecretLine | null = null;
  /** The read in which Return is part of a message of several lines; -1 for none. */
  #burst = -1;
  #submitting: Stroke | null = null;
  #closed = false;

  /** Reads from `keyboard` once that is released. */
  constructor(keyboard: Keyboard, events: EditorEvents) {
    this.#keyboard = keyboard;
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
    this.#readline.on('history', (history: string[]) => {
      if (holdsSecret(history[0] ?? '')) history.shift();
    });
    this.#readline.on('line', (line) => this.#submitted(line));
    this.#readline.on('SIGINT', () => events.interrupted());
    this.#readline.on('SIGTSTP', () => events.suspended());
    this.#readline.on('close', () => {
      this.close();
      events.closed();
    });
    keyboard.listen({
      stroke: (stroke) => this.#stroke(stroke),
      rested: () => this.#rested(),
      urgent: (letter) => this.#urgent(letter),
      waits: () => events.changed(),
      pasteUnended: () => events.notice('a paste has begun and has no end; Ctrl-C drops it'),
      pasteDropped: () => events.notice('the paste was dropped'),
      ended: () => void this.#keys.emit('end'),
    });
  }

  get line(): string {
    return this.#readline.line.replaceAll(BREAK, '\n');
  }

  /** The cursor's position in `line`, in UTF-16 units. */
  get cursor(): number {
    return this.#readline.cursor;
  }

  /** Empties the line. */
  clear(): void {
    this.#readline.write(null, { ctrl: true, name: 'e' });
    this.#readline.write(null, { ctrl: true, name: 'u' });
  }

  /** Inserts `text`, with its line breaks. */
  insert(text: string): void {
    this.#readline.write(text.replace(OTHER_BREAKS, '\n').replaceAll('\n', BREAK));
  }

  /** The answer as typed so far. */
  get answer(): string {
    return this.#answer?.line.text ?? '';
  }

  /** Reads the answer to a question, one at a time; null: the user cancelled. */
  readAnswer(done: (line: string | null) => void): void {
    this.#answer = { line: new SecretLine(), done };
  }

  // --- typing ahead ---

  /** Holds typed input back, unseen, or releases it. */
  hold(held: boolean): void {
    if (!this.#closed) this.#keyboard.hold(held);
  }

  /** Is typed input waiting? */
  get waits(): boolean {
    return this.#keyboard.held && this.#keyboard.waiting > 0;
  }

  /** A command may ask for a secret: text typed ahead is shown and executed only if it is a command. */
  guard(): void {
    this.#ahead ??= new SecretLine();
  }

  /** The same; and typed input is held back until it is known whether the command asks. */
  holdGuarded(): void {
    this.guard();
    this.hold(true);
  }

  /** Drops waiting input; returns whether there was any. */
  forgetAhead(): boolean {
    if (!this.waits) return false;
    this.#keyboard.forget();
    return true;
  }

  #urgent(letter: string): void {
    if (letter === 'c') this.#events.interrupted();
    else if (letter === 'l') this.#events.cleared();
    else this.#events.suspended();
  }

  /** All text typed ahead has been read. */
  #rested(): void {
    if (this.#ahead === null || this.#answer !== null) return;
    const begun = this.#ahead.text;
    this.#ahead = null;
    if (begun === '') return;
    if (this.#events.isCommand(begun, false)) this.insert(begun);
    else this.#events.notice(WITHHELD);
    this.#events.changed();
  }

  // --- strokes ---

  #stroke(stroke: Stroke): void {
    if (this.#answer !== null) this.#answerWith(stroke);
    else if (this.#ahead !== null) this.#typeAhead(this.#ahead, stroke);
    else if (stroke.kind === 'paste') this.#paste(stroke.text);
    else this.#press(stroke);
    this.#events.changed();
  }

  #press(stroke: Stroke & { kind: 'key' }): void {
    const { text, key, last } = stroke;
    if (key.ctrl === true && key.name === 'l') return this.#events.cleared();
    if (isReturn(key)) return this.#enter(stroke);
    const isEnd = key.ctrl === true && key.name === 'd' && this.line === '';
    if (isEnd && this.#events.endedSome()) return;
    // readline would end the line at such a break.
    if (text !== undefined && text.search(OTHER_BREAKS) >= 0) return this.insert(text);
    (this.#readline as { isCompletionEnabled?: boolean }).isCompletionEnabled = last;
    this.#keys.emit('keypress', text, key);
  }

  #enter(stroke: Stroke & { kind: 'key' }): void {
    const { key, read } = stroke;
    if (key.meta === true) return this.insert('\n');
    const amid = this.#keyboard.isAmid(stroke);
    if ((amid || read === this.#burst) && this.#events.isMessage(this.line)) {
      this.#burst = read;
      if (amid) return this.insert('\n');
      return this.#events.notice(severalLines('these came at once', this.line));
    }
    this.#submit(stroke);
  }

  #submit(stroke: Stroke): void {
    this.#submitting = stroke;
    this.#keys.emit('keypress', '\r', RETURN);
    this.#submitting = null;
  }

  #submitted(raw: string): void {
    const stroke = this.#submitting;
    const amid = stroke !== null && this.#keyboard.isAmid(stroke);
    const goesOn = this.#events.submitted(raw.replaceAll(BREAK, '\n'), amid);
    if (goesOn || stroke === null || !this.#keyboard.dropRest(stroke)) return;
    this.#events.notice('what came at once with it was not carried out');
  }

  #paste(pasted: string | null): void {
    if (pasted === null) {
      return this.#events.notice('that is too long for any message: nothing of it was taken');
    }
    const { text, changed } = readPaste(pasted);
    if (changed) this.#events.notice('control characters were left out of what was pasted');
    if (text === '') return;
    this.insert(text);
    if (text.includes('\n')) this.#events.notice(severalLines('pasted', text));
  }

  #answerWith(stroke: Stroke): void {
    const answer = this.#answer;
    if (answer === null) return;
    if (stroke.kind === 'paste') return this.#pasteInto(answer.line, stroke.text);
    const { text, key } = stroke;
    if (key.ctrl === true && key.name === 'l') return this.#events.cleared();
    if (key.ctrl === true && key.name === 'z') return this.#events.suspended();
    const typed = answer.line.press(text, key);
    if (typed.kind === 'on') return;
    this.#answer = null;
    answer.done(typed.kind === 'entered' ? typed.line : null);
  }

  /** A pasted password may end with a line break; a text of several lines is refused as an answer. */
  #pasteInto(line: SecretLine, pasted: string | null): void {
    const text = readPaste(pasted ?? '\n').text;
    if (text !== '' && !text.includes('\n')) line.type(text);
    else this.#events.notice('an answer is one line: nothing of what was pasted was taken');
  }

  #typeAhead(ahead: SecretLine, stroke: Stroke): void {
    if (stroke.kind === 'paste') return this.#pasteInto(ahead, stroke.text);
    const typed = ahead.press(stroke.text, stroke.key);
    if (typed.kind !== 'entered') return;
    if (!this.#events.isCommand(typed.line, true)) return this.#events.notice(WITHHELD);
    this.insert(typed.line);
    this.#submit(stroke);
  }

  /** Stops reading. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#readline.close();
  }
}

function isReturn({ name, ctrl }: Key): boolean {
  return name === 'return' || name === 'enter' || (ctrl === true && (name === 'm' || name === 'j'));
}

function severalLines(what: string, text: string): string {
  const lines = text.split('\n').length;
  return `${what}: ${lines} lines, as one; Return sends them, Ctrl-C drops them`;
}
