/** User-perceived characters, and their widths in terminal columns. */
import stringWidth from 'string-width';
import { oneLine } from '../../protocol/visible.ts';

/** A character and its width. Equal characters share a cell while it is cached. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

/** Size of the cache: measuring a character takes microseconds, and most texts have few different ones. */
const MEASURED_MAX = 10_000;
const measured = new Map<string, Cell>();

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The characters of `text` with their widths, made safe for the screen; a tab becomes a space. */
export function toCells(text: string): Cell[] {
  const cells: Cell[] = [];
  for (const { segment } of graphemes.segment(text)) {
    cells.push(measured.get(segment) ?? measure(segment));
  }
  return cells;
}

function measure(character: string): Cell {
  // A tab's width would depend on its column.
  const text = character === '\t' ? ' ' : oneLine(character);
  const cell = { text, width: stringWidth(text) };
  if (measured.size >= MEASURED_MAX) measured.clear();
  measured.set(character, cell);
  return cell;
}

export function textOf(cells: readonly Cell[]): string {
  return cells.map(({ text }) => text).join('');
}

export function widthOf(cells: readonly Cell[]): number {
  let width = 0;
  for (const cell of cells) width += cell.width;
  return width;
}
