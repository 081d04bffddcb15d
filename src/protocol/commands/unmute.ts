/** Unmutes a person in a room. */
import { personInRoom } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unmuteContract = contract({
  name: 'unmute',
  help: {
    place: 330,
    line: 'let them speak again',
    group: 'Moderation',
    more: 'For moderators and owners.',
    examples: ['unmute #lunch bob'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: personInRoom,
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.noSuchUser, Reason.notStored, Reason.busy],
  method: { positional: ['room', 'name'] },
});
