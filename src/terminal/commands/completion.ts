/** Tab completion of commands, their names and rooms, and `@mentions` in messages. */
import { contractOf } from '../../protocol/contracts.ts';
import { isRoomName, nameMayExist, roomNameMayExist } from '../../protocol/names.ts';
import type { Completes, Typing } from '../../protocol/typing.ts';
import { isCommandName, isTypedName, localCompletes, usageOf } from '../../protocol/usage.ts';
import { COMMAND_WORDS } from './writing.ts';

/** How many writers are remembered. */
const WRITERS_MAX = 1000;

/** Names of people and rooms to complete: those of the last list, and the writers since. */
export class KnownNames {
  #listed: readonly string[] = [];
  readonly #writers = new Set<string>();

  /** Takes a new list of people online. Earlier writers may be gone, so they are forgotten; rooms are kept. */
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

  /** Somebody who was called `was` is called `name`. */
  renamed(was: string, name: string): void {
    this.#listed = this.#listed.map((one) => (one === was ? name : one));
    this.#writers.delete(was);
    this.wrote(name);
  }

  /** The names that begin with `start`, sorted, without names that cannot be typed or are not safe to show. */
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
  /** The text to insert at the cursor; may be empty. */
  readonly insert: string;
  /** The names to choose from if nothing can be inserted. */
  readonly candidates: readonly string[];
}

const NOTHING: Completion = { insert: '', candidates: [] };

/** Completes `before`, the line up to the cursor. `isMessage`: the line is a message, and a command begins with `/`. */
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

/** The kinds of the parameters of `command`, in order. */
function typingsOf(command: string): readonly (Typing | undefined)[] {
  if (!isCommandName(command)) return [];
  const { typed, arguments: all } = contractOf(command);
  return (typed?.order ?? []).map((name) => all[name]?.typing);
}

/** The kind of name to which the parameter of `command` at `index` is completed. */
function completes(command: string, index: number): Completes | undefined {
  if (command === 'to') return index === 0 ? 'either' : undefined;
  if (index === 0 && localCompletes(command) !== undefined) return localCompletes(command);
  const typings = typingsOf(command);
  const last = typings.at(-1);
  return (typings[index] ?? (last?.many ? last : undefined))?.completes;
}

/** Does `command` take a parameter that is required or can be completed? */
function takesParameter(command: string): boolean {
  if (completes(command, 0) !== undefined) return true;
  const usage = isTypedName(command) ? usageOf(command, 'terminal') : null;
  return usage?.startsWith(`${command} <`) === true;
}

function fits(name: string, kind: Completes): boolean {
  return kind === 'either' || isRoomName(name) === (kind === 'room');
}

/** Completes a `@mention` in a message. */
function completeMention(before: string, names: KnownNames): Completion {
  const [, start] = /(?:^|[ \t])@([^ \t]*)$/.exec(before) ?? [];
  if (start === undefined) return NOTHING;
  const matching = names.startingWith(start).filter((name) => !isRoomName(name));
  return completion(start, matching, ' ');
}

/** `tail` is inserted after a single match. */
function completion(start: string, matching: readonly string[], tail: string): Completion {
  const [first, ...others] = matching;
  if (first === undefined) return NOTHING;
  if (others.length === 0) return { insert: first.slice(start.length) + tail, candidates: [] };
  const insert = others.reduce(commonStart, first).slice(start.length);
  return { insert, candidates: insert === '' ? matching : [] };
}

/** The common start of both, in whole code points. */
function commonStart(a: string, b: string): string {
  let length = 0;
  for (const character of a) {
    if (!b.startsWith(character, length)) break;
    length += character.length;
  }
  return a.slice(0, length);
}
