/** A line in pieces between which it may be broken (after Unicode's UAX #14, as far as chat needs it). */
import { type Cell, toCells, widthOf } from './cells.ts';

export interface Piece {
  readonly kind: 'style' | 'space' | 'word';
  readonly text: string;
  readonly width: number;
  /** Does each of its characters take one column, on any terminal? */
  readonly isAscii: boolean;
}

const ESC = 0x1b;
const TAB = 0x09;
const SPACE = 0x20;

/** Spaces that others than ASCII have, but for those that do not break. */
const WIDE_SPACE = /[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/;

/** Characters of alphabets, one column each, and no marks: nearly everything but what needs to be measured. */
export const NARROW = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f]*$/;
const ASCII = /^[\x20-\x7e]*$/;

/** Scripts that leave no space between words; to tell these takes a dictionary. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Not at the beginning of a row, and not at its end. */
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\p{M}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々‐–〜～]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** Pieces of one kind that follow each other may be parted as well. */
export function* piecesOf(line: string): Generator<Piece> {
  for (let at = 0; at < line.length; ) {
    const start = at;
    const first = line.charCodeAt(at++);
    let bits = first;
    if (first === ESC) at = line.indexOf('m', at) + 1 || line.length;
    else if (first === SPACE) while (line.charCodeAt(at) === SPACE) at++;
    else if (first !== TAB) {
      for (; at < line.length; at++) {
        const code = line.charCodeAt(at);
        if (code === SPACE || code === TAB || code === ESC) break;
        bits |= code;
      }
    }
    const text = line.slice(start, at);
    if (first === ESC) yield { kind: 'style', text, width: 0, isAscii: true };
    else if (first === SPACE || first === TAB) {
      yield { kind: 'space', text, width: text.length, isAscii: true };
    } else if (bits < 0x80) yield { kind: 'word', text, width: text.length, isAscii: true };
    else yield* wordsOf(text);
  }
}

/** The characters of a piece, where it has to be broken anywhere. */
export function charactersOf({ text, isAscii }: Piece): Cell[] {
  return isAscii ? Array.from(text, (one) => ({ text: one, width: 1 })) : toPrintedCells(text);
}

function* wordsOf(text: string): Generator<Piece> {
  if (NARROW.test(text)) return yield { kind: 'word', text, width: text.length, isAscii: false };
  for (const part of text.split(new RegExp(`(${WIDE_SPACE.source}+)`))) {
    if (part === '') continue;
    if (!WIDE_SPACE.test(part)) yield* partsOf(part);
    else yield { kind: 'space', text: part, width: widthOf(toCells(part)), isAscii: false };
  }
}

/** A word, or the parts of one between which it may be broken: wide characters stand for words or syllables. */
function* partsOf(word: string): Generator<Piece> {
  const starts = UNSPACED.test(word)
    ? new Set(Array.from(words.segment(word), ({ index }) => index))
    : null;
  let text = '';
  let width = 0;
  let index = 0;
  let last: Cell | null = null;
  for (const cell of toPrintedCells(word)) {
    if (last !== null && (starts?.has(index) || mayPart(last, cell))) {
      yield { kind: 'word', text, width, isAscii: ASCII.test(text) };
      text = '';
      width = 0;
    }
    text += cell.text;
    width += cell.width;
    index += cell.text.length;
    last = cell;
  }
  yield { kind: 'word', text, width, isAscii: ASCII.test(text) };
}

function mayPart(before: Cell, after: Cell): boolean {
  if (before.width < 2 && after.width < 2) return false;
  return !CLOSES.test(after.text) && !OPENS.test(before.text);
}

/** Terminals that do not know of joined emoji show one beside the other. */
function toPrintedCells(text: string): Cell[] {
  const cells = toCells(text);
  if (!text.includes('\u200d')) return cells;
  return cells.map((cell) =>
    cell.text.includes('\u200d')
      ? { text: cell.text, width: widthOf(cell.text.split('\u200d').flatMap(toCells)) }
      : cell,
  );
}
