/** What one may react with. */

/** The longest, of people of several colours, have about as many code units. */
export const EMOJI_UNITS_MAX = 40;

/** Whether it is drawn as an emoji or as a letter: keyboards and programs leave it out, or have it where it is not needed. */
const VARIATION = /[\ufe0e\ufe0f]/g;
/** Those that are letters unless U+FE0F follows; in front of a skin tone it does not. */
const AS_LETTER = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/** Made when it is first needed: it takes 20 ms, which a server's or a page's start can do without. */
let pattern: RegExp | undefined;

/**
 * The emoji that `text` is, as Unicode recommends it for interchange (RGI_Emoji): with U+FE0F where that belongs,
 * whether or not it was given. Null: it is none, or more than one.
 */
export function emojiMeant(text: string): string | null {
  if (text.length > EMOJI_UNITS_MAX) return null;
  pattern ??= /^\p{RGI_Emoji}$/v;
  const bare = text.replace(VARIATION, '');
  if (pattern.test(bare)) return bare;
  const qualified = bare.replace(AS_LETTER, '$&\ufe0f');
  return pattern.test(qualified) ? qualified : null;
}
