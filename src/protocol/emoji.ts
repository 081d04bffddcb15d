/** What one may react with. */

/** The longest, of people of several colours, have about as many code units. */
const EMOJI_UNITS_MAX = 40;

const EMOJI = /^\p{RGI_Emoji}$/v;

/** Is `text` one emoji, as Unicode recommends it for interchange, and nothing else? */
export function isEmoji(text: string): boolean {
  return text.length <= EMOJI_UNITS_MAX && EMOJI.test(text);
}
