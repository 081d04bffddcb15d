/** Who is mentioned in a text: `@name`. The server counts by it, and clients show by it. */
import { nameFits } from './names.ts';

/** Of one text, no more are looked at. */
export const MENTIONS_MAX = 50;

// Where a word begins: after white space, punctuation that names do not have, or one of ASCII's signs. What ends a name
// is the same, and `@`.
const MENTION =
  /(?<![[^\p{White_Space}\p{P}$+<=>^`\|~][.\-_·@]])@([[^\p{White_Space}\p{P}$+<=>^`\|~][.\-_·]]+)/gv;

export interface Mention {
  readonly name: string;
  /** Where its `@` stands, in UTF-16 code units. */
  readonly at: number;
}

/** Names behind an `@` at the beginning of a word, as they were written; the `.` of a sentence is not theirs. */
export function* mentionsIn(text: string): Generator<Mention> {
  for (const { 1: run = '', index: at } of text.matchAll(MENTION)) {
    const name = withoutEnd(run);
    if (nameFits(name)) yield { name, at };
  }
}

/** The names of those who are mentioned, each once. */
export function mentionsOf(text: string): string[] {
  const names = new Set<string>();
  for (const { name } of mentionsIn(text)) {
    names.add(name);
    if (names.size === MENTIONS_MAX) break;
  }
  return [...names];
}

/** Without the dots and dashes at its end. */
function withoutEnd(run: string): string {
  let end = run.length;
  while (end > 0 && (run[end - 1] === '.' || run[end - 1] === '-')) end--;
  return run.slice(0, end);
}
