/** Random commands of an attacker who probes for secrets: any command, with any known names and ids. */

import { commands } from '../../../src/chat/commands.ts';
import type { Argument } from '../../../src/protocol/arguments.ts';
import { contracts } from '../../../src/protocol/contract-list.ts';
import type { CommandName } from '../../../src/protocol/contracts.ts';
import type { Options } from './given.ts';
import type { Random } from './random.ts';
import type { Said } from './talker.ts';

const ALL = Object.keys(commands) as CommandName[];

/** The words to try. */
export interface Vocabulary {
  /** Names of people and rooms. */
  readonly names: readonly string[];
  readonly rooms: readonly string[];
  /** Names for new rooms. */
  readonly newRooms: readonly string[];
  /** Names for new accounts. */
  readonly newNames: readonly string[];
  readonly words: readonly string[];
  /** The largest absolute value of message ids. */
  readonly idsMax: number;
  readonly password: string;
}

/** A random command; each command takes the options that it knows. */
export function curiousCommand(random: Random, known: Vocabulary): Said {
  const command = random.pick(ALL);
  const { names, rooms, newNames, words } = known;
  const own = ['login', 'register', 'rename'].includes(command) && !random.oneIn(4);
  const others = command === 'rename-room' ? known.newRooms : [...names, ...rooms];
  const name = random.pick(own ? newNames : others);
  const word = random.pick(words);
  // Half of the numbers are ids of messages; the rest are near them.
  const id = () => random.below(2 * known.idsMax) - known.idsMax + 1;
  const query = `${word} ${random.pick(['', `from:${random.pick(names)}`, `with:${random.pick([...names, ...rooms])}`])}`;
  const all: Options = {
    room: random.pick(command === 'create' ? known.newRooms : rooms),
    names: [random.pick(names), random.pick(names)],
    access: random.pick(['public', 'private']),
    kept: random.oneIn(2),
    guests: random.oneIn(2),
    message: id(),
    query,
    emoji: random.pick(['👍', '🎉']),
    role: random.pick(['owner', 'moderator', 'member']),
    upTo: Math.abs(id()),
    password: known.password,
  };
  // Options whose absence has a meaning too, for the commands that do not need them.
  const some: Options = {
    reply: id(),
    as: random.pick(['action', 'notice'] as const),
    before: Math.abs(id()),
    after: Math.abs(id()),
    beneath: Math.abs(id()),
    since: 0,
    limit: 1 + random.below(20),
    find: word.slice(0, 1),
    afterName: name,
    topic: word,
    text: word,
    why: word,
    seconds: 1 + random.below(1000),
    off: true,
    mine: true,
    on: false,
    key: `${random.below(20)}`,
    session: 1 + random.below(5),
    old: known.password,
    new: known.password,
  };
  const taken: Readonly<Record<string, Argument>> = contracts[command].arguments;
  const isNeeded = (option: string) => taken[option] !== undefined && !taken[option].optional;
  const chosen = Object.entries(some).filter(([option]) => isNeeded(option) || random.oneIn(3));
  return [command, name, { ...all, ...Object.fromEntries(chosen) }, `${word} from the outside`];
}
