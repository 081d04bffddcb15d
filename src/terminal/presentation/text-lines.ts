/** Other people's text, made safe, with its line breaks. */
import { oneLine } from '../../protocol/visible.ts';

/** The line breaks that `oneLine` shows as `␤`. */
const LINE_BREAKS = '\r\n\x85\u2028\u2029';
const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;

/** How many lines of a text become lines on the screen; the rest is joined to the last. */
const LINES_MAX = 100;

/** The start of continuation lines: no line of the client begins like this, and no other text can. */
const INDENT = '  ';

/** `text` as shown after the sender's name, without line breaks at its end. */
export function textLines(text: string): string {
  const end = endOf(text);
  // A text of nothing but line breaks is still shown.
  if (end === 0) return oneLine(text);
  return linesOf(text.slice(0, end)).join(`\n${INDENT}`);
}

function linesOf(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const {
    0: { length },
    index,
  } of text.matchAll(LINE_BREAK)) {
    if (lines.length === LINES_MAX - 1) break;
    lines.push(oneLine(text.slice(start, index)));
    start = index + length;
  }
  lines.push(oneLine(text.slice(start)));
  return lines;
}

/** Where the line breaks at the end of `text` begin. A regular expression would try every run of them. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && LINE_BREAKS.includes(text[end - 1] as string)) end--;
  return end;
}
