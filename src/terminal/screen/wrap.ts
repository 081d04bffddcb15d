/**
 * Wraps lines that are longer than the terminal is wide. If the terminal broke them itself, the next row would begin
 * with any text, and could pass for another line. Here every row but the first is indented, and no line begins with a
 * space.
 */
import { charactersOf, NARROW, type Piece, piecesOf } from './line-pieces.ts';

/** The indent of rows after the first, if there is room. */
const INDENT = 4;
const INDENTED_COLUMNS_MIN = 20;

/**
 * From this many columns on, a word wider than a row is left to the terminal to break, so that it can be copied whole.
 */
const WHOLE_COLUMNS_MIN = 30;

/** The least length of a row that the terminal begins. No name and no answer is as long, so it cannot pass for one. */
const TAIL_COLUMNS_MIN = 21;

const TAB_COLUMNS = 8;

/** Turns off wrapping by the terminal: if it finds a character wider than we do, the row ends at its last column. */
const NO_WRAP = '\x1b[?7l';
const WRAP = '\x1b[?7h';

/** ASCII and styles, of the same width on any terminal. */
const PLAIN = /^[\x1b\x20-\x7e]*$/;
const STYLES = /\x1b\[[\d;]*m/g;

/** `line`, which may have styles, in rows of at most `columns` columns. */
export function wrapLine(line: string, columns: number): string {
  if (mustFit(line, columns)) return line;
  const shown = line.includes('\x1b') ? line.replace(STYLES, '') : line;
  if (shown.length <= columns && NARROW.test(shown)) return kept(line, columns);
  return new Rows(columns).wrap(line);
}

/** Does `line` fit whatever widths the terminal uses? A UTF-16 unit has at most two columns. */
function mustFit(line: string, columns: number): boolean {
  return line.length * 2 <= columns && !line.includes('\t');
}

/** A row protected from wrapping by the terminal. */
function kept(row: string, columns: number): string {
  return PLAIN.test(row) || mustFit(row, columns) ? row : NO_WRAP + row + WRAP;
}

class Rows {
  readonly #columns: number;
  readonly #indent: number;
  readonly #rows: string[] = [];
  #row = '';
  /** The column of the next character. */
  #column = 0;
  /** Printed before the next word: white space, if that word is on the same row, and styles. */
  #space = '';
  #spaceWidth = 0;
  #styles = '';
  /** Is the row left to the terminal to break? */
  #isWhole = false;

  constructor(columns: number) {
    this.#columns = columns;
    this.#indent = columns >= INDENTED_COLUMNS_MIN ? INDENT : 1;
  }

  wrap(line: string): string {
    // The message follows the last style of the line and is mostly ASCII, which is faster to wrap by rows than by
    // words.
    const style = line.lastIndexOf('\x1b');
    const text = style < 0 ? 0 : line.indexOf('m', style) + 1;
    const isPlain = PLAIN.test(line.slice(text));
    this.#add(piecesOf(isPlain ? line.slice(0, text) : line));
    if (isPlain) this.#addPlain(line, text);
    this.#row += this.#styles;
    this.#endRow();
    return this.#rows.join('\n');
  }

  #add(pieces: Iterable<Piece>): void {
    for (const piece of pieces) {
      if (piece.kind === 'style') this.#styles += piece.text;
      else if (piece.kind === 'space') this.#addSpace(piece);
      else this.#addWord(piece);
    }
  }

  /** Adds `line` from `from` on, which is ASCII without styles. */
  #addPlain(line: string, from: number): void {
    let at = from;
    while (at < line.length) {
      // As much as fits, up to a space; if nothing fits, a word or a run of spaces.
      const last = at + this.#columns - this.#start;
      const end = last >= line.length ? line.length : Math.max(line.lastIndexOf(' ', last), at);
      const part = line.slice(at, end).trimEnd();
      if (part !== '') {
        this.#put(part, part.length);
        at += part.length;
      } else {
        for (const piece of piecesOf(line.slice(at))) {
          this.#add([piece]);
          at += piece.text.length;
          break;
        }
      }
    }
  }

  #addSpace({ text, width }: Piece): void {
    const column = this.#column + this.#spaceWidth;
    this.#space += text;
    this.#spaceWidth += text === '\t' ? TAB_COLUMNS - (column % TAB_COLUMNS) : width;
  }

  #addWord(piece: Piece): void {
    const { text, width } = piece;
    if (this.#start + width <= this.#columns) return this.#put(text, width);
    if (width > this.#columns - this.#indent) return this.#addWideWord(piece);
    this.#beginRow();
    this.#put(text, width);
  }

  /** The column at which the next word would begin on this row. */
  get #start(): number {
    return this.#column + this.#spaceWidth;
  }

  #addWideWord(piece: Piece): void {
    if (piece.isAscii && this.#columns >= WHOLE_COLUMNS_MIN) return this.#leaveWhole(piece);
    for (const { text, width } of charactersOf(piece)) {
      const isFull = this.#start + width > this.#columns;
      if (isFull && this.#start > this.#indent) this.#beginRow();
      this.#put(text, width);
    }
  }

  /** Leaves the word to the terminal to break, and puts nothing after it on its last row. */
  #leaveWhole({ text, width }: Piece): void {
    const isHere = this.#start < this.#columns && PLAIN.test(this.#row + this.#space);
    if (!isHere || !this.#mayBegin(this.#start, width)) {
      this.#beginRow();
      while (!this.#mayBegin(this.#start, width)) this.#addSpace(ONE_SPACE);
    }
    this.#put(text, width);
    this.#column = this.#columns;
    this.#isWhole = true;
  }

  /** Would the last row of a word that begins at `column` be long enough? */
  #mayBegin(column: number, width: number): boolean {
    const tail = (column + width) % this.#columns;
    return tail === 0 || tail >= TAIL_COLUMNS_MIN;
  }

  #put(text: string, width: number): void {
    this.#row += this.#space + this.#styles + text;
    this.#column += this.#spaceWidth + width;
    this.#styles = '';
    this.#dropSpace();
  }

  #dropSpace(): void {
    this.#space = '';
    this.#spaceWidth = 0;
  }

  #beginRow(): void {
    if (this.#column > 0) this.#endRow();
    this.#row = ' '.repeat(this.#indent);
    this.#column = this.#indent;
    this.#dropSpace();
  }

  #endRow(): void {
    this.#rows.push(this.#isWhole ? this.#row : kept(this.#row, this.#columns));
    this.#isWhole = false;
  }
}

const ONE_SPACE: Piece = { kind: 'space', text: ' ', width: 1, isAscii: true };
