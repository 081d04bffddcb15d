/** Ignores differences between texts: case in names; case and accents in searches. */

/**
 * `text`, decomposed, after Unicode's full case folding, with the means of ECMAScript. Mapping to upper and then to
 * lower case folds what either alone keeps apart, except ẞ, which is its own upper case, and the two lower cases of Σ.
 * ı counts as i, which it resembles.
 */
export function caseFolded(text: string): string {
  return text.replaceAll('ẞ', 'ss').toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/**
 * Marks that writers or hurried typists leave out: accents, niqqud, harakat; and the tatweel, which only stretches a
 * word. In other scripts marks are vowels and tones, and distinguish words. So does the breve of й.
 */
const ACCENTS =
  /[[[\p{Mn}\p{Me}]&&[\p{sc=Zinh}\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}]]--[\u3099\u309a]]|\u0640/gv;
const SHORT_I = /([Ии])\u0306/g;
/** Stands for that breve during folding: a noncharacter, so it is in no text. */
const BREVE = '\ufdd0';

/** Letters that Unicode's collation treats as accented forms of others, though they do not decompose. */
const STROKES: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  æ: 'ae',
  œ: 'oe',
};
const STROKE = /[øłđħæœ]/g;

/** `text` without case, accents and width, composed: texts that are equal then match in a search. */
export function plainText(text: string): string {
  const bare = text
    .normalize('NFKD')
    .replace(SHORT_I, `$1${BREVE}`)
    .replace(ACCENTS, '')
    .replaceAll(BREVE, '\u0306');
  return caseFolded(bare)
    .replace(STROKE, (letter) => STROKES[letter] ?? letter)
    .normalize('NFC');
}
