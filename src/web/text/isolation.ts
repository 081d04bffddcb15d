/** Isolates other people's text within a sentence of the page, so that right-to-left text does not reorder the rest. */

import { overridesShown } from '../../protocol/visible.ts';

/** Right-to-left letters, and characters that change the direction of the following text. */
const TURNS =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Isolation ends in the text itself, which would end ours early. */
const ENDS = /\u2069/g;

/** `text`, isolated if that matters; nearly always it is unchanged. */
export function isolated(text: string): string {
  if (!TURNS.test(text)) return text;
  return FIRST_STRONG_ISOLATE + overridesShown(text).replace(ENDS, '') + POP_ISOLATE;
}
