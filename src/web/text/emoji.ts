/** Detects texts of only a few emoji, which are shown larger. */

const ALONE_MAX = 6;

/** Longer texts are not checked: six emoji with white space between them are never longer. In UTF-16 code units. */
const LENGTH_MAX = 128;

/** A quick test: most texts have a letter, and texts of emoji have none. */
const LETTER = /[A-Za-z]/;

/** Compiled at the first use, as that takes 20 ms. */
let pattern: RegExp | undefined;

export function isEmojiAlone(text: string): boolean {
  if (text.length > LENGTH_MAX || LETTER.test(text)) return false;
  pattern ??= /\p{RGI_Emoji}/gv;
  // Counts and then removes emoji: a pattern for the whole text would backtrack over every split of hand and skin tone.
  const count = text.match(pattern)?.length ?? 0;
  return count >= 1 && count <= ALONE_MAX && text.replace(pattern, '').trim() === '';
}
