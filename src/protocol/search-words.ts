/**
 * Splits a text into what can be searched for: words, and signs. The index and queries use the same rules, so any text
 * is found by its own words: a change here, or in what it uses, needs a new SEARCH_VERSION.
 */
import { plainText } from './folding.ts';

/**
 * Scripts written without spaces between words: each character, with its marks, is a word, and several in a row are a
 * phrase. (Dictionaries, such as that of Intl.Segmenter, split names and new words differently in each sentence.) As
 * the source of a regular expression.
 */
export const UNSPACED_SCRIPTS = String.raw`[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Bopo}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]`;
const UNSPACED = new RegExp(String.raw`${UNSPACED_SCRIPTS}\p{M}*`, 'gu');
const BEYOND_ASCII = /[^\0-\x7f]/;

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const NO_WORD = /[^\p{L}\p{N}\p{M}]+/gu;
/** NFKC turns some of them into letters, which do not belong to the word before them: foo™, 20℃. */
const SYMBOL = /\p{RI}{2}|\p{So}/gu;
/** Invisible characters that do not separate words; U+200B does. */
const INVISIBLE = /[\p{Cf}--\u200b]/gv;

/**
 * The words of `text`, in order, in the form given to the index, whose tokenizer splits at all other ASCII characters.
 */
export function searchable(text: string): string {
  // Many texts are ASCII, which this leaves unchanged.
  if (!BEYOND_ASCII.test(text)) return text;
  const apart = text.replace(SYMBOL, ' $& ').replace(INVISIBLE, '');
  return plainText(apart).replace(NO_WORD, ' ').replace(UNSPACED, ' $& ');
}

/** The words of `text`, one by one. */
export function wordsOf(text: string): string[] {
  return searchable(text).match(WORD) ?? [];
}

/**
 * A word with more than ASCII letters and digits. Each character is looked at once: most words end at the first that is
 * not ASCII, and do not match.
 */
const SIGNED =
  /(?<![^\s\0-\x1f\x7f-\x9f"“”\u200b])[A-Za-z0-9]*[^A-Za-z0-9\s\0-\x1f\x7f-\x9f"“”\u200b][^\s\0-\x1f\x7f-\x9f"“”\u200b]*/gu;
/** Symbols are separate from the words next to them. */
const PIECE = /\p{RI}{2}|\p{So}|\P{So}+/gu;
const LETTER = /[\p{L}\p{N}]/u;
const SIGN = /\p{RI}{2}|[\p{S}\p{P}\p{Co}\p{Cn}]/gu;
/** Punctuation is not searched for in a word that has a letter or digit. */
const SIGN_IN_WORD = /\p{RI}{2}|[\p{S}\p{Co}\p{Cn}]/gu;

/** An ASCII text without these has no signs: a symbol, or a word of punctuation alone. */
const ASCII_SIGN = /[$+<=>^`|~]|(?<![^\0- "\x7f])[!#-/:-@[-`{-~]+(?![^\0- "\x7f])/;

/**
 * The signs of `text`, each once, as terms: emoji, currencies, and punctuation that stands alone (`rock & roll`). Their
 * order and place do not matter.
 */
export function signsOf(text: string): string[] {
  if (!BEYOND_ASCII.test(text) && !ASCII_SIGN.test(text)) return [];
  const terms = new Set<string>();
  for (const { sign } of signsIn(text)) {
    for (const term of termsOf(sign)) terms.add(term);
  }
  return [...terms];
}

/** The signs of `text` and their indices in UTF-16 code units. */
export function* signsIn(text: string): Generator<{ sign: string; at: number }> {
  for (const { 0: signed, index } of text.matchAll(SIGNED)) {
    for (const { 0: piece, index: within } of signed.matchAll(PIECE)) {
      for (const match of piece.matchAll(LETTER.test(piece) ? SIGN_IN_WORD : SIGN)) {
        yield { sign: match[0], at: index + within + match.index };
      }
    }
  }
}

/** Terms of common signs, cached. */
const known = new Map<string, readonly string[]>();
const KNOWN_MAX = 4096;

/**
 * The terms of a sign: ＆ becomes &, … becomes ... and ℃ becomes °C; one that NFKC would dissolve (™, ´) stays as it is.
 * In letters and digits, for the tokenizer.
 */
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
