/** Mutes a person in a room. */

import { optional, personInRoom, seconds, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { durationWords } from '../durations.ts';
import { Reason } from '../frames.ts';
import { GUEST_HOLD_MS_MAX } from '../limits.ts';
import { hold } from '../replies.ts';

export const muteContract = contract({
  name: 'mute',
  help: {
    place: 320,
    line: 'let somebody only listen',
    about: `a guest is muted by address too, for ${durationWords(GUEST_HOLD_MS_MAX)} at most`,
    group: 'Moderation',
    more: 'It holds for a time (30s, 10m, 1h, 7d), or until unmute. For moderators and owners.',
    examples: ['mute #lunch bob', 'mute #lunch bob 10m too loud'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    ...personInRoom,
    seconds: optional(seconds('10m'), 'by default for good'),
    why: optional(why),
  },
  typed: { order: ['room', 'name', 'seconds', 'why'] },
  reply: hold,
  reasons: [...reasonsOfRoomActs, Reason.noSuchUser, Reason.notStored, Reason.busy],
  method: { positional: ['room', 'name'], result: 'until' },
});
