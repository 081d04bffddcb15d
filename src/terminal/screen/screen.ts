/** The screen: a bottom row for typing, and everything printed above it. */
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

/** The part of a terminal that a screen uses. */
export type Terminal = Pick<WriteStream, 'columns' | 'write'>;

/**
 * Draws the row that `layOut` returns for a number of columns, and prints above it. All changes of one turn of the
 * event loop are drawn in one write at its end, so that no partial state is seen, and a flood of messages draws the
 * row once.
 *
 * The row never wraps when drawn. The cursor is put where the terminal itself stood after the text before it, so a
 * disagreement about the width of a character moves nothing else.
 */
export class Screen {
  readonly #terminal: Terminal;
  readonly #layOut: (columns: number) => Row;
  #printed: string[] = [];
  /** The row on the screen; null if there is none. */
  #drawn: Row | null = null;
  #resized = false;
  #cleared = false;
  #scheduled = false;
  /** Is the row hidden? */
  #closed = false;

  constructor(terminal: Terminal, layOut: (columns: number) => Row) {
    this.#terminal = terminal;
    this.#layOut = layOut;
  }

  /** Prints `text`, one or more lines, above the row, wrapped to the width of the screen. */
  print(text: string): void {
    this.#printed.push(text);
    this.#schedule();
  }

  /** The content of the row has changed. */
  redraw(): void {
    this.#schedule();
  }

  /** The size of the terminal has changed. */
  resized(): void {
    this.#resized = true;
    this.#schedule();
  }

  /** Clears the screen. */
  clear(): void {
    this.#cleared = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  /** Draws pending changes now. */
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

  /** Prints pending text and removes the row; later text is printed as plain lines. */
  close(): void {
    if (this.#closed) return this.flush();
    this.#closed = true;
    const erase = this.#erase() + (this.#drawn ? ERASE_BELOW : '');
    this.#write(erase + this.#takePrinted());
    this.#drawn = null;
  }

  /** Draws the row anew after `close`, or after something else wrote to the terminal. */
  reopen(): void {
    this.#closed = false;
    this.#drawn = null;
    this.#schedule();
  }

  get columns(): number {
    return Math.max(this.#terminal.columns || 80, 2);
  }

  /** Moves to the start of the row, and erases it if other text will be printed there. */
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
