/**
 * What of a text is searched for: its words, and its signs. The index and questions do the same, so whatever somebody
 * wrote is found by the same words: a change here, or in what it uses, is a new SEARCH_VERSION.
 */
import { plainText } from './folding.ts';

/**
 * Written without spaces between words: each character is a word, with its marks, and a word of several is a phrase.
 * (Dictionaries, such as that of Intl.Segmenter, take names and new words apart differently in each sentence.) As the
 * source of a regular expression.
 */
export const UNSPACED_SCRIPTS = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]`;
const UNSPACED = new RegExp(String.raw`${UNSPACED_SCRIPTS}\p{M}*`, 'gu');
const BEYOND_ASCII = /[^\0-\x7f]/;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
/** Some are made into letters by NFKC, which are no part of the word before them: foo™, 20℃. */
const SYMBOL = /\p{RI}{2}|\p{So}/gu;
/** Not seen, and not between words; U+200B is. */
const INVISIBLE = /[\p{Cf}--\u200b]/gv;

/** The words of `text`, in order, as the index is given them: its tokenizer splits at whatever else there is in ASCII. */
export function searchable(text: string): string {
  // Many texts are ASCII, and nothing of this does anything to those.
  if (!BEYOND_ASCII.test(text)) return text;
  const apart = text.replace(SYMBOL, ' $& ').replace(INVISIBLE, '');
  return plainText(apart).replace(NO_WORD, ' ').replace(UNSPACED, ' $& ');
}

/** The words of `text`, one by one. */
export function wordsOf(text: string): string[] {
  return searchable(text).match(WORD) ?? [];
}

/**
 * A word, as a search is taken apart into, that has more than letters and digits of ASCII. Each character is looked at
 * once: most words end at the first that is not of ASCII's, and have none.
 */
const SIGNED =
  /(?<![^\s\0-\x1f\x7f-\x9f"“”\u200b])[A-Za-z0-9]*[^A-Za-z0-9\s\0-\x1f\x7f-\x9f"“”\u200b][^\s\0-\x1f\x7f-\x9f"“”\u200b]*/gu;
/** Symbols are none of the words that they stand beside. */
const PIECE = /\p{RI}{2}|\p{So}|\P{So}+/gu;
const LETTER = /[\p{L}\p{N}]/u;
const SIGN = /\p{RI}{2}|[\p{S}\p{P}\p{Co}\p{Cn}]/gu;
/** Punctuation is not looked for in a word that has a letter or digit. */
const SIGN_IN_WORD = /\p{RI}{2}|[\p{S}\p{Co}\p{Cn}]/gu;

/** In a text of ASCII there are none without one of these: a symbol, or punctuation from one end of a word to the other. */
const ASCII_SIGN = /[$+<=>^`|~]|(?<![^\0- "\x7f])[!#-/:-@[-`{-~]+(?![^\0- "\x7f])/;

/**
 * The signs of `text`, each once, as terms: emoji, currencies, and punctuation that stands alone (`rock & roll`). They
 * have no order: they are found wherever they stand.
 */
export function signsOf(text: string): string[] {
  if (!BEYOND_ASCII.test(text) && !ASCII_SIGN.test(text)) return [];
  const terms = new Set<string>();
  for (const { sign } of signsIn(text)) {
    for (const term of termsOf(sign)) terms.add(term);
  }
  return [...terms];
}

/** The signs of `text` where they stand, in UTF-16 code units. */
export function* signsIn(text: string): Generator<{ sign: string; at: number }> {
  for (const { 0: signed, index } of text.matchAll(SIGNED)) {
    for (const { 0: piece, index: within } of signed.matchAll(PIECE)) {
      for (const match of piece.matchAll(LETTER.test(piece) ? SIGN_IN_WORD : SIGN)) {
        yield { sign: match[0], at: index + within + match.index };
      }
    }
  }
}

/** Those of common signs, which would be made again and again. */
const known = new Map<string, readonly string[]>();
const KNOWN_MAX = 4096;

/** ＆ is &, … is ... and ℃ is °C; of what NFKC makes no sign (™, ´) it stays one. In letters and digits, for the tokenizer. */
export function termsOf(sign: string): readonly string[] {
  const before = known.get(sign);
  if (before !== undefined) return before;
  const parts = sign.normalize('NFKC').match(SIGN) ?? [sign];
  const terms = parts.map((part) =>
    Array.from(part, (one) => `x${one.codePointAt(0)?.toString(16)}`).join(''),
  );
  if (known.size < KNOWN_MAX) known.set(sign, terms);
  return terms;
}
