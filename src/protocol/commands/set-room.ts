/** Sets the flags of a room. */
import * as z from 'zod/mini';
import { argument, optional, roomHere } from '../arguments.ts';
import { contract, type Given } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import type { BadLine } from '../line-grammar.ts';
import { someRoomFlags } from '../members.ts';
import { nothing } from '../replies.ts';
import { type RoomFlag, roomFlagNames, typedRoomFlags } from '../room-flags.ts';
import { firstWords, roomFits, splitWord } from '../typed-words.ts';

const flag = (name: RoomFlag) =>
  optional(argument(z.boolean()), z.globalRegistry.get(someRoomFlags.shape[name])?.description);

/** Each setting with `on` or `off` behind it; `on` may be left out. */
const WORDS_MAX = 2 * roomFlagNames.length;

/** Reads the name, and each setting at most once, in any order. */
function readSettings(rest: string): Given | BadLine {
  const [name, others] = splitWord(rest);
  if (!roomFits(name)) return 'Bad username';
  const words = firstWords(others, WORDS_MAX);
  if (words.length === 0 || words.length > WORDS_MAX) return 'Invalid command';
  const said: Record<string, unknown> = { room: name };
  for (let at = 0; at < words.length; at++) {
    const flags = typedRoomFlags.get(words[at] as string);
    if (flags === undefined) return 'Invalid command';
    const isOff = words[at + 1] === 'off';
    if (isOff || words[at + 1] === 'on') at++;
    for (const [flag, value] of Object.entries(flags)) {
      if (Object.hasOwn(said, flag)) return 'Invalid command';
      said[flag] = value !== isOff;
    }
  }
  return said;
}

export const setRoomContract = contract({
  name: 'set-room',
  help: {
    place: 125,
    line: 'who finds it, comes in, speaks',
    about: 'each left as it is unless given; in a group, who finds it and who comes in are fixed',
    group: 'Rooms',
    more: 'Settings: moderated, topic-locked, members-only, no-ctcp; for owners: listed, by-invitation, private, public. `off` behind one ends it.',
    examples: ['set-room #news moderated', 'set-room #lunch topic-locked off'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    room: roomHere,
    listed: flag('listed'),
    byInvitation: flag('byInvitation'),
    topicLocked: flag('topicLocked'),
    membersOnly: flag('membersOnly'),
    moderated: flag('moderated'),
    noCtcp: flag('noCtcp'),
  },
  typed: { order: [], usage: '<#room> moderated|private|…', read: readSettings },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.notStored, Reason.busy],
  method: {},
});
