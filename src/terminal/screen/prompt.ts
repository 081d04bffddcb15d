/** The prompt and the line being typed, laid out as exactly one row of the screen. */
import { type Cell, textOf, toCells, widthOf } from './cells.ts';

export interface Row {
  /** What stands before the cursor, with its colours, and what stands at it and after it. */
  readonly before: string;
  readonly after: string;
  /** The columns of each character before the cursor, and of each from it on. */
  readonly widthsBefore: readonly number[];
  readonly widthsAfter: readonly number[];
}

/** What is so far from the cursor in a line is on no screen, and not looked at. In UTF-16 units. */
const FAR_UNITS = 8192;

/** Where the part before `cursor` begins that is looked at: the same for many cursors, so that the row stands still. */
function farBefore(cursor: number): number {
  return Math.max(Math.floor(cursor / FAR_UNITS) - 1, 0) * FAR_UNITS;
}

/** Stands where the line goes on beyond the edge. */
const MORE: Cell = { text: '…', width: 1 };

/**
 * The row that shows `label` and the part of `line` around `cursor` (in UTF-16 units), in at most
 * `columns` - 1 columns, so that the cursor has a place after the last character. A line that does not
 * fit is scrolled by half of its room at a time.
 */
export function layOut(
  label: string,
  paint: (label: string) => string,
  line: string,
  cursor: number,
  columns: number,
): Row {
  // A label that would take more than half of the row is cut off.
  const labelCells = fitLabel(label, Math.max(Math.floor(columns / 2), 2));
  const room = Math.max(columns - 1 - widthOf(labelCells), 1);
  const before = toCells(line.slice(farBefore(cursor), cursor));
  const after = toCells(line.slice(cursor, cursor + FAR_UNITS));
  const shownBefore = scroll(before, widthOf(after), room);
  const shownAfter = cut(after, room - widthOf(shownBefore));
  return {
    before: paint(textOf(labelCells)) + textOf(shownBefore),
    after: textOf(shownAfter),
    widthsBefore: [...labelCells, ...shownBefore].map(({ width }) => width),
    widthsAfter: shownAfter.map(({ width }) => width),
  };
}

/** The row that asks `question`, which ends with `: `; what is typed after it is not shown. */
export function layOutQuestion(
  question: string,
  paint: (question: string) => string,
  columns: number,
): Row {
  const cells = fitLabel(question, Math.max(columns - 1, 2));
  const widthsBefore = cells.map(({ width }) => width);
  return { before: paint(textOf(cells)), after: '', widthsBefore, widthsAfter: [] };
}

/** `label` in `room` columns; where it is cut off, it keeps the two characters at its end. */
function fitLabel(label: string, room: number): Cell[] {
  const cells = toCells(label);
  return widthOf(cells) <= room
    ? cells
    : [...cut(cells.slice(0, -2), room - 2), ...cells.slice(-2)];
}

/** The end of `before` that is shown when `widthAfter` columns follow it, in `room` columns. */
function scroll(before: readonly Cell[], widthAfter: number, room: number): Cell[] {
  const width = widthOf(before);
  if (width + widthAfter <= room || width === 0) return [...before];
  const half = Math.max(Math.floor(room / 2), 1);
  const hidden = Math.max(Math.floor(width / half) - 1, 0) * half;
  if (hidden === 0) return [...before];
  let first = 0;
  for (let at = 0; at < hidden + MORE.width && first < before.length; first++) {
    at += (before[first] as Cell).width;
  }
  return [MORE, ...before.slice(first)];
}

/** The beginning of `cells` that fits `room`, with a mark where more follows. */
function cut(cells: readonly Cell[], room: number): Cell[] {
  if (widthOf(cells) <= room) return [...cells];
  const shown: Cell[] = [];
  let width = MORE.width;
  for (const cell of cells) {
    width += cell.width;
    if (width > room) break;
    shown.push(cell);
  }
  if (room >= MORE.width) shown.push(MORE);
  return shown;
}

/**
 * How many rows the cursor stands below the beginning of `row` once the terminal has become `columns`
 * wide: it wraps the row if that has become too long, as it does with every line.
 */
export function rowsAboveCursor({ widthsBefore, widthsAfter }: Row, columns: number): number {
  let rows = 0;
  let column = 0;
  // The cursor goes where the character goes that it stands on; after the last it stays with that.
  for (const width of [...widthsBefore, ...widthsAfter.slice(0, 1)]) {
    if (column + width > columns) {
      rows++;
      column = 0;
    }
    column += width;
  }
  return rows;
}
