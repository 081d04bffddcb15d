/** What Tab does: completes the command, the name or the room that it wants, and a `@mention` in a message. */
import { contractOf } from '../../protocol/contracts.ts';
import { isRoomName, nameMayExist, roomNameMayExist } from '../../protocol/names.ts';
import type { Completes, Typing } from '../../protocol/typing.ts';
import { isCommandName, isTypedName, usageOf } from '../../protocol/usage.ts';
import { COMMAND_WORDS } from './writing.ts';

/** Of those who wrote, so many are remembered. */
const WRITERS_MAX = 1000;

/** The people and rooms whose names are known: those of the last list, and those who wrote since. */
export class KnownNames {
  #listed: readonly string[] = [];
  readonly #writers = new Set<string>();

  /** A list says who is there: who only wrote earlier may be gone. It names no rooms. */
  listed(names: readonly string[]): void {
    this.#listed = names;
    for (const name of this.#writers) if (!isRoomName(name)) this.#writers.delete(name);
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
        if (!name.startsWith(start)) continue;
        if (isRoomName(name) ? roomNameMayExist(name) : nameMayExist(name)) names.add(name);
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

/** How `before`, the line up to the cursor, can go on; `isMessage`: it is said to somebody, and a command begins with `/`. */
export function complete(before: string, names: KnownNames, isMessage = false): Completion {
  if (isMessage) {
    if (!before.startsWith('/')) return completeMention(before, names);
    return before.startsWith('//') ? NOTHING : complete(before.slice(1), names);
  }
  const command = /^[ \t]*(help[ \t]+)?([^ \t]*)$/.exec(before);
  if (command) {
    const [, help, start = ''] = command;
    const matching = COMMAND_WORDS.filter((name) => name.startsWith(start));
    const [only] = matching;
    const takes = only !== undefined && help === undefined && takesParameter(only);
    return completion(start, matching, takes ? ' ' : '');
  }
  return completeParameter(before, names);
}

function completeParameter(before: string, names: KnownNames): Completion {
  const [command = '', ...parameters] = before.trimStart().split(/[ \t]+/);
  const kind = completes(command, parameters.length - 1);
  const start = parameters.at(-1) ?? '';
  if (kind === undefined) return completeMention(before, names);
  const matching = names.startingWith(start).filter((name) => fits(name, kind));
  return completion(start, matching, ' ');
}

/** The kinds of the parameters of `command`, in their order. */
function typingsOf(command: string): readonly (Typing | undefined)[] {
  if (!isCommandName(command)) return [];
  const { typed, arguments: all } = contractOf(command);
  return (typed?.order ?? []).map((name) => all[name]?.typing);
}

/** What the parameter of `command` that stands at `index` is completed to. */
function completes(command: string, index: number): Completes | undefined {
  if (command === 'to') return index === 0 ? 'either' : undefined;
  const typings = typingsOf(command);
  const last = typings.at(-1);
  return (typings[index] ?? (last?.many ? last : undefined))?.completes;
}

/** Is `command` followed by a parameter that is needed, or that can be completed? */
function takesParameter(command: string): boolean {
  if (completes(command, 0) !== undefined) return true;
  const usage = isTypedName(command) ? usageOf(command, 'terminal') : null;
  return usage?.startsWith(`${command} <`) === true;
}

function fits(name: string, kind: Completes): boolean {
  return kind === 'either' || isRoomName(name) === (kind === 'room');
}

/** Somebody who is mentioned in a message. */
function completeMention(before: string, names: KnownNames): Completion {
  const [, start] = /(?:^|[ \t])@([^ \t]*)$/.exec(before) ?? [];
  if (start === undefined) return NOTHING;
  const matching = names.startingWith(start).filter((name) => !isRoomName(name));
  return completion(start, matching, ' ');
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
