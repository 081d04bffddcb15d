/**
 * The formatting codes of IRC (modern.ircdocs.horse, "Formatting"): bold, italics, colours and the like, which stand in
 * texts of people who write over IRC. Elsewhere they are left out of what is shown.
 */

/** Every code begins with one of these; most texts have none. */
const ANY = /[\x02-\x04\x0f\x11\x16\x1d-\x1f]/;

const CODES =
  /[\x02\x0f\x11\x16\x1d-\x1f]|\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[\da-f]{6}(?:,[\da-f]{6})?)?/gi;

/** `text` without formatting codes. */
export function withoutFormatting(text: string): string {
  return ANY.test(text) ? text.replace(CODES, '') : text;
}
