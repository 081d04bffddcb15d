/** The prompt and the line being typed, laid out as exactly one row of the screen. */
import { type Cell, textOf, toCells, widthOf } from './cells.ts';

export interface Row {
  /** The text before the cursor, with its colours, and the text from the cursor on. */
  readonly before: string;
  readonly after: string;
  /** The width of each character before the cursor, and of each from it on. */
  readonly widthsBefore: readonly number[];
  readonly widthsAfter: readonly number[];
}

/** Text farther than this from the cursor fits on no screen and is ignored. In UTF-16 units. */
const FAR_UNITS = 8192;

/** The start of the part before `cursor` that is laid out: the same for many cursors, so that the row stands still. */
function farBefore(cursor: number): number {
  return Math.max(Math.floor(cursor / FAR_UNITS) - 1, 0) * FAR_UNITS;
}

/** The mark for a line that continues beyond the edge. */
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
  // A label wider than half of the row is cut.
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

/** The row that asks `question`, which ends with `: `; the answer is not shown. */
export function layOutQuestion(
  question: string,
  paint: (question: string) => string,
  columns: number,
): Row {
  const cells = fitLabel(question, Math.max(columns - 1, 2));
  const widthsBefore = cells.map(({ width }) => width);
  return { before: paint(textOf(cells)), after: '', widthsBefore, widthsAfter: [] };
}

/** `label` in `room` columns; a cut label keeps its last two characters. */
function fitLabel(label: string, room: number): Cell[] {
  const cells = toCells(label);
  return widthOf(cells) <= room
    ? cells
    : [...cut(cells.slice(0, -2), room - 2), ...cells.slice(-2)];
}

/** The end of `before` that fits in `room` columns, with `widthAfter` columns after it. */
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

/** The start of `cells` that fits in `room` columns, with a mark if more follows. */
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
 * The number of rows from the start of `row` down to the cursor, once the terminal has become `columns` wide: it
 * wraps the row if that has become too long, like any line.
 */
export function rowsAboveCursor({ widthsBefore, widthsAfter }: Row, columns: number): number {
  let rows = 0;
  let column = 0;
  // The cursor moves with the character under it; after the last character, it stays with that one.
  for (const width of [...widthsBefore, ...widthsAfter.slice(0, 1)]) {
    if (column + width > columns) {
      rows++;
      column = 0;
    }
    column += width;
  }
  return rows;
}
