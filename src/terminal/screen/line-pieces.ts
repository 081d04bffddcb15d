/** Splits a line into pieces between which it may be broken (Unicode's UAX #14, as far as chat needs it). */
import { type Cell, toCells, widthOf } from './cells.ts';

export interface Piece {
  readonly kind: 'style' | 'space' | 'word';
  readonly text: string;
  readonly width: number;
  /** Is it ASCII, of one column per character on any terminal? */
  readonly isAscii: boolean;
}

const ESC = 0x1b;
const TAB = 0x09;
const SPACE = 0x20;

/** Breaking spaces outside ASCII. */
const WIDE_SPACE = /[\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]/;

/** Letters of alphabets without combining marks, one column each: nearly all text, which needs no measuring. */
export const NARROW = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f]*$/;
const ASCII = /^[\x20-\x7e]*$/;

/** Scripts without spaces between words, which only a dictionary could break. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]/;
/** Made when first needed, for that delays a start. */
let words: Intl.Segmenter | null = null;

/** Characters that may not begin a row, and those that may not end one. */
const CLOSES = /^[\p{Pe}\p{Pf}\p{Po}\p{M}ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ々‐–〜～]/u;
const OPENS = /[\p{Ps}\p{Pi}]$/u;

/** Yields pieces; a row may also be broken between two pieces of the same kind. */
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

/** The characters of a piece that has to be broken anywhere. */
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

/** Where the words begin in a text of a script without spaces. */
function startsIn(text: string): ReadonlySet<number> {
  words ??= new Intl.Segmenter(undefined, { granularity: 'word' });
  return new Set(Array.from(words.segment(text), ({ index }) => index));
}

/** A word, or its parts: wide characters are words or syllables, so it may be broken between them. */
function* partsOf(word: string): Generator<Piece> {
  const starts = UNSPACED.test(word) ? startsIn(word) : null;
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

/** Counts joined emoji as separate ones: terminals that cannot join them show them side by side. */
function toPrintedCells(text: string): Cell[] {
  const cells = toCells(text);
  if (!text.includes('\u200d')) return cells;
  return cells.map((cell) =>
    cell.text.includes('\u200d')
      ? { text: cell.text, width: widthOf(cell.text.split('\u200d').flatMap(toCells)) }
      : cell,
  );
}
