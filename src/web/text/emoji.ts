/** Texts of a few emoji and nothing else, which are shown larger. */

const ALONE_MAX = 6;

/** Longer texts are not looked at: of six emoji, with white space between them, none is. In UTF-16 code units. */
const LENGTH_MAX = 128;

/** What most texts have, and none of those. */
const LETTER = /[A-Za-z]/;

/** Made when it is first needed: it takes 20 ms. */
let pattern: RegExp | undefined;

export function isEmojiAlone(text: string): boolean {
  if (text.length > LENGTH_MAX || LETTER.test(text)) return false;
  pattern ??= /\p{RGI_Emoji}/gv;
  // Counted, then taken away: a pattern for the whole text would try each way to tell a hand from its colour.
  const count = text.match(pattern)?.length ?? 0;
  return count >= 1 && count <= ALONE_MAX && text.replace(pattern, '').trim() === '';
}
