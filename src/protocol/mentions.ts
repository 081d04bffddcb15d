/** Mentions in a text: `@name`. The server counts by them, and clients highlight them. */
import { personNameFits } from './names.ts';

/** Mentions of one text that are looked at. */
export const MENTIONS_MAX = 50;

// A word begins after white space, punctuation that names do not contain, or an ASCII symbol. The same characters, and
// `@`, end a name.
const MENTION =
  /(?<![[^\p{White_Space}\p{P}$+<=>^`\|~][.\-_·@]])@([[^\p{White_Space}\p{P}$+<=>^`\|~][.\-_·]]+)/gv;

export interface Mention {
  readonly name: string;
  /** The index of its `@` in UTF-16 code units. */
  readonly at: number;
}

/** Names after an `@` at the beginning of a word, as written; a final `.` belongs to the sentence. */
export function* mentionsIn(text: string): Generator<Mention> {
  for (const { 1: run = '', index: at } of text.matchAll(MENTION)) {
    const name = withoutEnd(run);
    if (personNameFits(name)) yield { name, at };
  }
}

/** The names mentioned, each once. */
export function mentionsOf(text: string): string[] {
  const names = new Set<string>();
  for (const { name } of mentionsIn(text)) {
    names.add(name);
    if (names.size === MENTIONS_MAX) break;
  }
  return [...names];
}

/** Strips dots and dashes from the end. */
function withoutEnd(run: string): string {
  let end = run.length;
  while (end > 0 && (run[end - 1] === '.' || run[end - 1] === '-')) end--;
  return run.slice(0, end);
}
