/** What Tab does: completes the command, the name or the room that it wants, and a `@mention` in a message. */
import type { CommandName } from '../../protocol/commands.ts';
import { GROUP_NAMES_MAX } from '../../protocol/limits.ts';
import { isRoomName, nameMayExist, roomNameMayExist } from '../../protocol/names.ts';
import { COMMAND_WORDS } from './writing.ts';

/** Of those who wrote, so many are remembered. */
const WRITERS_MAX = 1000;

/** What the first parameters of a command may be completed to. */
type Wanted = 'person' | 'room' | 'either';

const IN_ROOM_TO_PERSON: readonly Wanted[] = ['room', 'person'];

/** Commands whose parameters are names of somebody, or of rooms; the last kind goes for those that follow, with `more`. */
const WANTED: Readonly<Record<string, readonly Wanted[]>> = {
  sendto: ['either'],
  history: ['either'],
  to: ['either'],
  join: ['room'],
  leave: ['room'],
  who: ['room'],
  topic: ['room'],
  pins: ['room'],
  bans: ['room'],
  slow: ['room'],
  audit: ['room'],
  'remove-room': ['room'],
  invite: IN_ROOM_TO_PERSON,
  kick: IN_ROOM_TO_PERSON,
  ban: IN_ROOM_TO_PERSON,
  unban: IN_ROOM_TO_PERSON,
  mute: IN_ROOM_TO_PERSON,
  unmute: IN_ROOM_TO_PERSON,
  role: IN_ROOM_TO_PERSON,
  block: ['person'],
  unblock: ['person'],
  group: Array<Wanted>(GROUP_NAMES_MAX).fill('person'),
  presence: Array<Wanted>(GROUP_NAMES_MAX).fill('person'),
};

/** Others that are followed by a parameter. */
const TAKES_PARAMETER: ReadonlySet<string> = new Set<CommandName>([
  'login',
  'register',
  'search',
  'revoke',
  'rename',
  'create',
  'reply',
  'edit',
  'delete',
  'react',
  'reactions',
  'edits',
  'pin',
  'context',
]);

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
    const takes = only !== undefined && (TAKES_PARAMETER.has(only) || Object.hasOwn(WANTED, only));
    return completion(start, matching, takes && help === undefined ? ' ' : '');
  }
  return completeParameter(before, names);
}

function completeParameter(before: string, names: KnownNames): Completion {
  const [command = '', ...parameters] = before.trimStart().split(/[ \t]+/);
  const wanted = Object.hasOwn(WANTED, command) ? (WANTED[command] ?? []) : [];
  const kind = wanted[parameters.length - 1];
  const start = parameters.at(-1) ?? '';
  if (kind === undefined) return completeMention(before, names);
  const matching = names.startingWith(start).filter((name) => fits(name, kind));
  return completion(start, matching, ' ');
}

function fits(name: string, kind: Wanted): boolean {
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
