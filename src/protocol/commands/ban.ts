/** Bans a person from a room. */

import { optional, personInRoom, seconds, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { durationWords } from '../durations.ts';
import { Reason } from '../frames.ts';
import { GUEST_HOLD_MS_MAX } from '../limits.ts';
import { hold } from '../replies.ts';

export const banContract = contract({
  name: 'ban',
  help: {
    place: 290,
    line: 'put out, and keep out',
    about: `a guest is banned by address too, for ${durationWords(GUEST_HOLD_MS_MAX)} at most`,
    group: 'Moderation',
    more: 'It holds for a time (30s, 10m, 1h, 7d), or until unban. For moderators and owners.',
    examples: ['ban #lunch bob', 'ban #lunch bob 1h too loud'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    ...personInRoom,
    seconds: optional(seconds('1h'), 'by default for good'),
    why: optional(why),
  },
  typed: { order: ['room', 'name', 'seconds', 'why'] },
  reply: hold,
  reasons: [
    ...reasonsOfRoomActs,
    Reason.noSuchUser,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: { positional: ['room', 'name'], result: 'until' },
});
