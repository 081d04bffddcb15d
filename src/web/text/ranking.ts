/** Ranks items by a few typed letters. */
import { plainText } from '../../protocol/folding.ts';

const LETTER = /[\p{L}\p{N}]/u;

/**
 * How well `text` fits `query`, both without case and accents: best at its start, then at the start of a word, then
 * anywhere, then as letters in the same order, the closer together the better. 0: not at all.
 */
function fitOf(text: string, query: string): number {
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 6 : 5;
  if (at > 0) {
    if (!LETTER.test(text[at - 1] ?? '')) return 4;
    // A later occurrence may be at the start of a word.
    for (let next = at; next > 0; next = text.indexOf(query, next + 1)) {
      if (!LETTER.test(text[next - 1] ?? '')) return 4;
    }
    return 3;
  }
  let from = 0;
  let first = -1;
  for (const letter of query) {
    const found = text.indexOf(letter, from);
    if (found < 0) return 0;
    if (first < 0) first = found;
    from = found + letter.length;
  }
  return 1 + query.length / (from - first);
}

/**
 * The `things` that fit `query`, best first; equal ones keep their order, as do all for an empty query. The `#` of a
 * room need not be typed.
 */
export function ranking<T>(
  things: readonly T[],
  query: string,
  nameOf: (thing: T) => string,
): readonly T[] {
  const wanted = plainText(query.trim());
  if (wanted === '') return things;
  const fits = things.flatMap((thing) => {
    const name = plainText(nameOf(thing));
    const bare = name.startsWith('#') && !wanted.startsWith('#') ? name.slice(1) : name;
    const fit = fitOf(bare, wanted);
    return fit > 0 ? [{ thing, fit }] : [];
  });
  return fits.sort((one, other) => other.fit - one.fit).map(({ thing }) => thing);
}
