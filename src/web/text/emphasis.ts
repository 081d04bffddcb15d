/**
 * Pairs marks of emphasis as CommonMark does (section 6.2), except for two cases that are common in chat: marks within
 * a word have no effect (`2*3*4`, `snake_case`), and in scripts without spaces between words, marks need no space
 * around them (`これは**「大事」**です`; commonmark-spec issue 650).
 */
import { UNSPACED_SCRIPTS } from '../../protocol/search-words.ts';

export type Emphasis = 'strong' | 'emphasis' | 'struck';

/** A run of equal marks. */
export interface MarkRun {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  readonly opens: boolean;
  readonly closes: boolean;
  /** How many of its marks remain text. */
  left: number;
  /** The emphasis that ends and begins here, from the inside out. */
  readonly ends: Emphasis[];
  readonly begins: Emphasis[];
}

/**
 * Not a run: more marks than these in a row, a single tilde, a mark after a backslash (as in a shrug), and the
 * underscore of a face.
 */
const RUN =
  /(?<!\\)(?:(?<!\*)\*{1,3}(?!\*)|(?<!_)_(?!_)(?<![-<>^=;.]_(?=[-<>^=;.]))|(?<!~)~~(?!~))/g;
const SPACE = /\s/;
const WORD = /[\p{L}\p{N}\p{M}]/u;
/** With full-width forms, which belong to such scripts but are not listed as part of them. */
const UNSPACED = new RegExp(String.raw`[${UNSPACED_SCRIPTS}\uff00-\uffef\u{e0100}-\u{e01ef}]`, 'v');

/** The runs in `text`, except those at positions where `isElse`. */
export function* markRunsIn(text: string, isElse: (at: number) => boolean): Generator<MarkRun> {
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    if (isElse(start)) continue;
    const end = start + run.length;
    const before = characterBefore(text, start);
    const behind = String.fromCodePoint(text.codePointAt(end) ?? 0x20);
    const mark = run[0] as string;
    const opens = !SPACE.test(behind) && !isWithin(mark, before, behind);
    const closes = !SPACE.test(before) && !isWithin(mark, behind, before);
    yield { start, end, mark, opens, closes, left: run.length, ends: [], begins: [] };
  }
}

/** Does a word continue from `outside` across the mark to `inside`? Underscores occur in identifiers of any script. */
function isWithin(mark: string, outside: string, inside: string): boolean {
  if (!WORD.test(outside)) return false;
  return mark === '_' || !(UNSPACED.test(outside) || UNSPACED.test(inside));
}

function characterBefore(text: string, at: number): string {
  if (at === 0) return ' ';
  const isLow = /[\udc00-\udfff]/.test(text[at - 1] as string);
  return text.slice(isLow ? Math.max(0, at - 2) : at - 1, at);
}

/**
 * Notes in each of `runs`, those of one line, the emphasis that begins and ends there. One mark closes one, two close
 * two, and three do both. Each run is pushed and popped once, so the time is linear in the number of runs.
 */
export function pair(runs: Iterable<MarkRun>): void {
  const open: MarkRun[] = [];
  /** How many runs in `open` have a given mark a given number of times. */
  const counts = new Map<string, number>();
  const count = ({ mark, left }: MarkRun, by: number) => {
    const key = mark + left;
    counts.set(key, (counts.get(key) ?? 0) + by);
  };
  for (const run of runs) {
    while (run.closes && run.left > 0 && hasPartner(counts, run)) {
      for (;;) {
        const other = open.pop() as MarkRun;
        count(other, -1);
        if (!isPartner(other, run)) continue;
        const used = Math.min(other.left, run.left);
        const kinds = kindsOf(run.mark, used);
        other.begins.push(...kinds);
        run.ends.push(...kinds);
        other.left -= used;
        run.left -= used;
        if (other.left > 0) {
          open.push(other);
          count(other, 1);
        }
        break;
      }
    }
    if (run.opens && run.left > 0) {
      open.push(run);
      count(run, 1);
    }
  }
}

function isPartner(opening: MarkRun, closing: MarkRun): boolean {
  if (opening.mark !== closing.mark) return false;
  return opening.left === closing.left || opening.left === 3 || closing.left === 3;
}

function hasPartner(counts: ReadonlyMap<string, number>, { mark, left }: MarkRun): boolean {
  const lengths = left === 3 ? [1, 2, 3] : [left, 3];
  return lengths.some((length) => (counts.get(mark + length) ?? 0) > 0);
}

function kindsOf(mark: string, count: number): Emphasis[] {
  if (mark === '~') return ['struck'];
  return count === 1 ? ['emphasis'] : count === 2 ? ['strong'] : ['emphasis', 'strong'];
}
