/** What others have written inside of a sentence of the page's: written from right to left, it moves nothing around it. */

import { overridesShown } from '../../protocol/visible.ts';

/** Letters that are written from right to left, and characters that turn the direction of what follows. */
const TURNS =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
/** Ends that are in the text itself would end the isolation early. */
const ENDS = /\u2069/g;

/** `text`, kept apart from what is around it where that matters: nearly always it is as it was. */
export function isolated(text: string): string {
  if (!TURNS.test(text)) return text;
  return FIRST_STRONG_ISOLATE + overridesShown(text).replace(ENDS, '') + POP_ISOLATE;
}
