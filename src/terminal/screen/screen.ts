/** The bottom row of the terminal, where somebody types, and everything that is printed above it. */
import type { WriteStream } from 'node:tty';
import { type Row, rowsAboveCursor } from './prompt.ts';
import { wrapLine } from './wrap.ts';

const ESC = '\x1b';
const ERASE_BELOW = `\r${ESC}[J`;
const ERASE_RIGHT = `${ESC}[K`;
const SAVE_CURSOR = `${ESC}7`;
const RESTORE_CURSOR = `${ESC}8`;
const NO_WRAP = `${ESC}[?7l`;
const WRAP = `${ESC}[?7h`;
const CLEAR = `${ESC}[H${ESC}[2J`;

/** What a screen needs of a terminal. */
export type Terminal = Pick<WriteStream, 'columns' | 'write'>;

/**
 * Draws the row that `layOut` answers for a number of columns, and prints above it. Whatever happens in one
 * turn of the event loop is drawn in one write at its end, so that no reader of the terminal sees half of it,
 * and a flood of messages draws the row once.
 *
 * The row never wraps when it is drawn. The cursor is put where the terminal itself stood after the text
 * before it, so a disagreement about the width of a character moves nothing else.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #layOut: (columns: number) => Row;
  #printed: string[] = [];
  /** The row that is on the screen. */
  #drawn: Row | null = null;
  #resized = false;
  #cleared = false;
  #scheduled = false;
  /** No row is drawn. */
  #closed = false;

  constructor(terminal: Terminal, layOut: (columns: number) => Row) {
    this.#terminal = terminal;
    this.#layOut = layOut;
  }

  /** Prints `text`, one or more lines, above the row; those that are longer than the screen is wide become several. */
  print(text: string): void {
    this.#printed.push(text);
    this.#schedule();
  }

  /** What the row shows has changed. */
  redraw(): void {
    this.#schedule();
  }

  /** The terminal has another size. */
  resized(): void {
    this.#resized = true;
    this.#schedule();
  }

  /** Begins with an empty screen. */
  clear(): void {
    this.#cleared = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Draws what has changed, now. */
  flush(): void {
    this.#scheduled = false;
    if (this.#closed) {
      this.#write(this.#takePrinted());
      return;
    }
    const row = this.#layOut(this.columns);
    this.#write(this.#erase() + this.#takePrinted() + draw(row));
    this.#drawn = row;
  }

  /** Prints what is to be printed and takes the row away; what is printed later is plain lines. */
  close(): void {
    if (this.#closed) return this.flush();
    this.#closed = true;
    const erase = this.#erase() + (this.#drawn ? ERASE_BELOW : '');
    this.#write(erase + this.#takePrinted());
    this.#drawn = null;
  }

  /** After `close`, or when something else has written to the terminal: draws the row anew. */
  reopen(): void {
    this.#closed = false;
    this.#drawn = null;
    this.#schedule();
  }

  get columns(): number {
    return Math.max(this.#terminal.columns || 80, 2);
  }

  /** Goes to where the row begins, and takes it away if something else will stand there. */
  #erase(): string {
    const drawn = this.#drawn;
    const up = drawn && this.#resized ? rowsAboveCursor(drawn, this.columns) : 0;
    const stale = this.#resized || this.#printed.length > 0;
    this.#resized = false;
    if (this.#cleared) {
      this.#cleared = false;
      return CLEAR;
    }
    if (!drawn || !stale) return '';
    return (up > 0 ? `${ESC}[${up}A` : '') + ERASE_BELOW;
  }

  #takePrinted(): string {
    const printed = this.#printed;
    this.#printed = [];
    if (printed.length === 0) return '';
    const columns = this.columns;
    const lines = printed.map((text) =>
      text.includes('\n')
        ? text
            .split('\n')
            .map((line) => wrapLine(line, columns))
            .join('\n')
        : wrapLine(text, columns),
    );
    return `${lines.join('\n')}\n`;
  }

  #write(text: string): void {
    if (text !== '') this.#terminal.write(text);
  }
}

function draw({ before, after }: Row): string {
  return `\r${NO_WRAP}${before}${SAVE_CURSOR}${after}${ERASE_RIGHT}${RESTORE_CURSOR}${WRAP}`;
}
