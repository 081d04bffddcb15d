/** Folds long texts: chooses the part that is shown at first. */
import { Fences } from './fences.ts';
import { linksIn } from './links.ts';

/** A text with more lines, or more UTF-16 code units, is long. */
const LINES_MAX = 20;
const LENGTH_MAX = 1500;

/** How much is shown of it: less than the limit, so that unfolding shows more than a word. */
const LINES_SHOWN = 14;
const LENGTH_SHOWN = 1000;
/** A link is shown to its end if it ends before this: half of an address would lead elsewhere. */
const LINK_SHOWN = 1400;

export function isLong(text: string): boolean {
  return text.length > LENGTH_MAX || endOfLines(text, LINES_MAX) < text.length;
}

/** The shown part of a long text; a block of code that it cuts is closed. */
export function foldedText(text: string): string {
  let end = notWithinLink(text, Math.min(endOfLines(text, LINES_SHOWN), LENGTH_SHOWN));
  // Not within a surrogate pair.
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

/** The end of line number `count`. */
function endOfLines(text: string, count: number): number {
  let at = -1;
  for (let line = 0; line < count; line++) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return text.length;
  }
  return at;
}

/** The fence that closes the block of code around `end`; null if there is none. */
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
