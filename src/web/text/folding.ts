/** Long texts: what is shown of them at first. */
import { FENCE } from './markup.ts';

/** A text is long that has more lines, or UTF-16 code units. */
const LINES_MAX = 20;
const LENGTH_MAX = 1500;

/** So much is shown of it: less, so that what is unfolded is more than a word. */
const LINES_SHOWN = 14;
const LENGTH_SHOWN = 1000;

export function isLong(text: string): boolean {
  return text.length > LENGTH_MAX || endOfLines(text, LINES_MAX) < text.length;
}

/** The beginning of a long text; code in which it ends is still code. */
export function foldedText(text: string): string {
  let end = Math.min(endOfLines(text, LINES_SHOWN), LENGTH_SHOWN);
  // Not between the two halves of a character.
  if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--;
  const shown = text.slice(0, end).trimEnd();
  return isInCode(shown, text.slice(end)) ? `${shown}\n…\n${FENCE}` : `${shown} …`;
}

/** Where the last of `count` lines ends. */
function endOfLines(text: string, count: number): number {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return text.length;
  }
  return at;
}

const CLOSED = new RegExp(`(?:^|\\n)${FENCE}\\r?(?:\\n|$)`);

/** Does a block of code that `shown` opens end in `rest`? */
function isInCode(shown: string, rest: string): boolean {
  let isOpen = false;
  for (const line of shown.split(/\r?\n/)) {
    if (line.startsWith(FENCE) && (!isOpen || line === FENCE)) isOpen = !isOpen;
  }
  return isOpen && CLOSED.test(rest);
}
