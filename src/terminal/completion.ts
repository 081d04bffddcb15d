/** What Tab does: completes the command, and the name that `sendto` and `history` want. */
import { type CommandName, commandNames } from '../protocol/commands.ts';
import { nameAllowed, nameFits } from '../protocol/names.ts';

/** Of those who wrote, so many are remembered. */
const WRITERS_MAX = 1000;

/** Commands that are followed by a parameter. */
const TAKES_PARAMETER: ReadonlySet<CommandName> = new Set([
  'login',
  'register',
  'sendto',
  'history',
  'search',
  'revoke',
  'rename',
]);

/** The people whose names are known: those of the last list, and those who wrote since. */
export class KnownNames {
  #listed: readonly string[] = [];
  readonly #writers = new Set<string>();

  /** A list says who is there: who only wrote earlier may be gone. */
  listed(names: readonly string[]): void {
    this.#listed = names;
    this.#writers.clear();
  }

  wrote(name: string): void {
    this.#writers.delete(name);
    this.#writers.add(name);
    if (this.#writers.size <= WRITERS_MAX) return;
    const [oldest] = this.#writers;
    if (oldest !== undefined) this.#writers.delete(oldest);
  }

  /** The names that begin with `start`, sorted. A name that cannot be typed or is not safe is none. */
  startingWith(start: string): string[] {
    const names = new Set<string>();
    for (const source of [this.#listed, this.#writers]) {
      for (const name of source) {
        if (name.startsWith(start) && nameFits(name) && nameAllowed(name)) names.add(name);
      }
    }
    return [...names].sort();
  }
}

export interface Completion {
  /** To be inserted at the cursor; may be empty. */
  readonly insert: string;
  /** To choose from where nothing can be inserted. */
  readonly candidates: readonly string[];
}

const NOTHING: Completion = { insert: '', candidates: [] };

/** How `before`, the line up to the cursor, can go on. */
export function complete(before: string, names: KnownNames): Completion {
  const command = /^[ \t]*([^ \t]*)$/.exec(before);
  if (command) {
    const start = command[1] as string;
    const matching = commandNames.filter((name) => name.startsWith(start));
    const [only] = matching;
    const goesOn = only !== undefined && TAKES_PARAMETER.has(only);
    return completion(start, matching, goesOn ? ' ' : '');
  }
  const person = /^[ \t]*(?:sendto|history)[ \t]+([^ \t]*)$/.exec(before);
  if (person) {
    const start = person[1] as string;
    return completion(start, names.startingWith(start), ' ');
  }
  return NOTHING;
}

/** `tail` is inserted after the only one that matches. */
function completion(start: string, matching: readonly string[], tail: string): Completion {
  const [first, ...others] = matching;
  if (first === undefined) return NOTHING;
  if (others.length === 0) return { insert: first.slice(start.length) + tail, candidates: [] };
  const insert = others.reduce(commonStart, first).slice(start.length);
  return { insert, candidates: insert === '' ? matching : [] };
}

/** The code points with which both begin. */
function commonStart(a: string, b: string): string {
  let length = 0;
  for (const character of a) {
    if (!b.startsWith(character, length)) break;
    length += character.length;
  }
  return a.slice(0, length);
}
