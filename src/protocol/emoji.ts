/** Emoji for reactions. */

/** The longest sequences, of several people with skin tones, have about this many code units. */
export const EMOJI_UNITS_MAX = 40;

/**
 * Variation selectors choose between the emoji and the letter form: keyboards leave them out, or add them needlessly.
 */
const VARIATION = /[\ufe0e\ufe0f]/g;
/** Characters that are letters unless U+FE0F follows; before a skin tone it does not. */
const AS_LETTER = /(?!\p{Emoji_Presentation})\p{Emoji}(?!\p{Emoji_Modifier})/gu;

/** Compiled on first use: it takes 20 ms, which a server or page can save at its start. */
let pattern: RegExp | undefined;

/**
 * The emoji in `text`, as Unicode recommends it for interchange (RGI_Emoji): with U+FE0F where that belongs, whether it
 * was given or not. Null: not exactly one emoji.
 */
export function emojiMeant(text: string): string | null {
  if (text.length > EMOJI_UNITS_MAX) return null;
  pattern ??= /^\p{RGI_Emoji}$/v;
  const bare = text.replace(VARIATION, '');
  if (pattern.test(bare)) return bare;
  const qualified = bare.replace(AS_LETTER, '$&\ufe0f');
  return pattern.test(qualified) ? qualified : null;
}
