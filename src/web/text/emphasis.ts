/**
 * Which marks of emphasis belong together. As in CommonMark (section 6.2), but for two things that people in a chat run into:
 * marks within a word mean nothing (`2*3*4`, `snake_case`), and in scripts without spaces between words nothing is
 * needed around them (`これは**「大事」**です`; commonmark-spec issue 650).
 */
import { UNSPACED_SCRIPTS } from '../../protocol/search-words.ts';

export type Emphasis = 'strong' | 'emphasis' | 'struck';

/** Marks of one kind that stand side by side. */
export interface MarkRun {
  readonly start: number;
  readonly end: number;
  readonly mark: string;
  readonly opens: boolean;
  readonly closes: boolean;
  /** So many of them are text. */
  left: number;
  /** What ends and begins here, from the inside out. */
  readonly ends: Emphasis[];
  readonly begins: Emphasis[];
}

/** More of them in a row are text, as is one tilde; a mark behind a backslash, as in a shrug; and an underscore for a mouth. */
const RUN =
  /(?<!\\)(?:(?<!\*)\*{1,3}(?!\*)|(?<!_)_(?!_)(?<![-<>^=;.]_(?=[-<>^=;.]))|(?<!~)~~(?!~))/g;
const SPACE = /\s/;
const WORD = /[\p{L}\p{N}\p{M}]/u;
/** Full-width forms belong to such scripts, and say so nowhere. */
const UNSPACED = new RegExp(String.raw`[${UNSPACED_SCRIPTS}\uff00-\uffef\u{e0100}-\u{e01ef}]`, 'v');

/** The runs of `text`, without those `isElse`. */
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

/** Does a word go on from `outside` over the mark to `inside`? Underscores are in names of any script. */
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
 * Marks in each of `runs`, which are those of a line, what begins and ends there. One closes one, two close two, and
 * three are both. Each run is put on the pile once and taken off once, so it takes no longer than there are runs.
 */
export function pair(runs: Iterable<MarkRun>): void {
  const open: MarkRun[] = [];
  /** How many of `open` have a mark so often. */
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
