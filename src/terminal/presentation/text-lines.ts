/** A text of somebody's, safe and with its line breaks. */
import { oneLine } from '../../protocol/visible.ts';

/** What `oneLine` shows as `␤`. */
const LINE_BREAKS = '\r\n\x85\u2028\u2029';
const LINE_BREAK = /\r\n|[\n\r\x85\u2028\u2029]/g;

/** So many lines of a text are lines on the screen; where it has more, these are in the last. */
const LINES_MAX = 100;

/** Further lines begin with this: no line of the client's does, and none of somebody else's text can. */
const INDENT = '  ';

/** `text` as it stands after the name of who said it. Line breaks at its end are left out. */
export function textLines(text: string): string {
  const end = endOf(text);
  // Whatever else it may be, it is a message.
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

/** Where the line breaks at the end of `text` begin. A regular expression would look for each run of them. */
function endOf(text: string): number {
  let end = text.length;
  while (end > 0 && LINE_BREAKS.includes(text[end - 1] as string)) end--;
  return end;
}
