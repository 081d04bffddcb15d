/** What one may react with. */

/** The longest, of people of several colours, have about as many code units. */
const EMOJI_UNITS_MAX = 40;

/** Made when it is first needed: it takes 20 ms, which a server's or a page's start can do without. */
let pattern: RegExp | undefined;

/** Is `text` one emoji, as Unicode recommends it for interchange, and nothing else? */
export function isEmoji(text: string): boolean {
  if (text.length > EMOJI_UNITS_MAX) return false;
  pattern ??= /^\p{RGI_Emoji}$/v;
  return pattern.test(text);
}
