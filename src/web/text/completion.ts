/** Completion while writing: finds the word being typed, and ranks its completions. */
import { plainText } from '../../protocol/folding.ts';

export type Completing = '@' | '#' | ':';

export interface Typed {
  readonly kind: Completing;
  /** The text after the sign. */
  readonly query: string;
  /** The position of the sign and the end of the typed word, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** How far to look back from the caret: no name and no word is longer. */
const LOOK_BACK = 64;

const TYPED = /(?<![\p{L}\p{N}@#:])(?:([@#])([^\s@#:,!?]{0,40})|(:)([\p{L}\p{N}_+-]{2,30}))$/u;

/** The word being typed before `caret`; null if it cannot be completed. */
export function completionAt(text: string, caret: number): Typed | null {
  const from = Math.max(0, caret - LOOK_BACK);
  const found = TYPED.exec(text.slice(from, caret));
  if (found === null) return null;
  const [whole, sign, name, colon, word] = found;
  const kind = (sign ?? colon) as Completing;
  return { kind, query: name ?? word ?? '', start: caret - whole.length, end: caret };
}

/**
 * The `names` that contain `query`: first at their start, then at the start of a word, then anywhere; otherwise in
 * order.
 */
export function ranked(names: readonly string[], query: string, limit: number): string[] {
  const wanted = plainText(query);
  const ranks: string[][] = [[], [], []];
  for (const name of names) {
    const known = plainText(name).replace(/^#/, '');
    const at = known.indexOf(wanted);
    if (at < 0) continue;
    const isWord = at > 0 && /[^\p{L}\p{N}]/u.test(known[at - 1] ?? '');
    ranks[at === 0 ? 0 : isWord ? 1 : 2]?.push(name);
  }
  return ranks.flat().slice(0, limit);
}
