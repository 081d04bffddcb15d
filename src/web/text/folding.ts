/** Long texts: what is shown of them at first. */
import { Fences } from './fences.ts';
import { linksIn } from './links.ts';

/** A text is long that has more lines, or UTF-16 code units. */
const LINES_MAX = 20;
const LENGTH_MAX = 1500;

/** So much is shown of it: less, so that what is unfolded is more than a word. */
const LINES_SHOWN = 14;
const LENGTH_SHOWN = 1000;
/** An address goes on to its end, if that is so near: half of it would lead elsewhere. */
const LINK_SHOWN = 1400;

export function isLong(text: string): boolean {
  return text.length > LENGTH_MAX || endOfLines(text, LINES_MAX) < text.length;
}

/** The beginning of a long text; code in which it ends is still code. */
export function foldedText(text: string): string {
  let end = notWithinLink(text, Math.min(endOfLines(text, LINES_SHOWN), LENGTH_SHOWN));
  // Not between the two halves of a character.
  if (/[\uD800-\uDBFF]/.test(text[end - 1] ?? '')) end--;
  const shown = text.slice(0, end).trimEnd();
  const fence = fenceAround(text, end);
  return fence === null ? `${shown} …` : `${shown}\n…\n${fence}`;
}

function notWithinLink(text: string, end: number): number {
  for (const { start, end: endOfLink } of linksIn(text.slice(0, LINK_SHOWN + 1))) {
    if (endOfLink <= end) continue;
    if (start >= end) break;
    return endOfLink <= LINK_SHOWN ? endOfLink : start || end;
  }
  return end;
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

/** What closes the block of code that `end` is within; null: it is in none. */
function fenceAround(text: string, end: number): string | null {
  const lines = text.split('\n');
  const fences = new Fences(lines);
  let start = 0;
  for (let at = 0; at < lines.length && start < end; at++) {
    const fenced = fences.at(at);
    for (; fenced !== null && at < fenced.last; at++) start += (lines[at]?.length ?? 0) + 1;
    start += (lines[at]?.length ?? 0) + 1;
    if (fenced !== null && start > end + 1) return fenced.fence;
  }
  return null;
}
