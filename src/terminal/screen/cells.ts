/** What a person sees as characters, and how many columns of a terminal each takes. */
import stringWidth from 'string-width';
import { oneLine } from '../../protocol/visible.ts';

/** A character. Each has one, while it is remembered. */
export interface Cell {
  readonly text: string;
  readonly width: number;
}

/** To measure one takes microseconds, and most texts have few kinds of them. */
const MEASURED_MAX = 10_000;
const measured = new Map<string, Cell>();

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The characters of `text`, each safe for the screen and with its width; a tab is a space. */
export function toCells(text: string): Cell[] {
  const cells: Cell[] = [];
  for (const { segment } of graphemes.segment(text)) {
    cells.push(measured.get(segment) ?? measure(segment));
  }
  return cells;
}

function measure(character: string): Cell {
  // A tab would take the cursor who knows where.
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
