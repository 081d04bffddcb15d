/** Creates a named room. */
import * as z from 'zod/mini';
import { argument, optional, room } from '../arguments.ts';
import { contract, type Given } from '../contract.ts';
import { Reason } from '../frames.ts';
import { TOPIC_CHARACTERS_MAX } from '../limits.ts';
import type { BadLine } from '../line-grammar.ts';
import { roomDescription } from '../replies.ts';
import { firstWords, roomFits, splitWord } from '../typed-words.ts';

/** The argument that each word after the name sets. */
const QUALITIES: ReadonlyMap<string, Given> = new Map<string, Given>([
  ['public', { access: 'public' }],
  ['private', { access: 'private' }],
  ['guests', { guests: true }],
  ['no-guests', { guests: false }],
  ['kept', { kept: true }],
  ['not-kept', { kept: false }],
]);

const QUALITIES_MAX = 3;

/** Reads the name, and each of the three qualities at most once, in any order. */
function readQualities(rest: string): Given | BadLine {
  const [name, others] = splitWord(rest);
  if (!roomFits(name)) return 'Bad username';
  const words = firstWords(others, QUALITIES_MAX);
  if (words.length > QUALITIES_MAX) return 'Invalid command';
  const said: Record<string, unknown> = { room: name };
  for (const word of words) {
    const quality = QUALITIES.get(word);
    if (quality === undefined) return 'Invalid command';
    if (Object.keys(quality).some((one) => Object.hasOwn(said, one))) return 'Invalid command';
    Object.assign(said, quality);
  }
  return said;
}

export const createContract = contract({
  name: 'create',
  help: {
    place: 60,
    line: 'make a room, yours to look after',
    about: 'you are its owner',
    group: 'Rooms',
    more: 'Public, open to guests and kept, unless you say otherwise. A guest’s room ends with the guests.',
    examples: ['create #lunch', 'create #plans private no-guests'],
  },
  who: 'person',
  scope: 'write',
  arguments: {
    room,
    access: optional(
      argument(z.enum(['public', 'private'])),
      'who may join: anyone, or invited people only; by default `public`',
    ),
    guests: optional(argument(z.boolean()), 'whether guests may join; by default true'),
    kept: optional(
      argument(z.boolean()),
      'whether messages are stored; by default true for registered people; a guest’s room stores none, and ends when none of its members is logged in',
    ),
    topic: optional(argument(z.string().check(z.minLength(1), z.maxLength(TOPIC_CHARACTERS_MAX)))),
  },
  typed: { order: [], usage: '<#room> [private] [no-guests] [not-kept]', read: readQualities },
  reply: roomDescription,
  reasons: [
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.accountNeeded,
    Reason.quotaReached,
    Reason.tooFast,
    Reason.serverFull,
    Reason.notPermitted,
    Reason.notStored,
  ],
  method: {},
});
