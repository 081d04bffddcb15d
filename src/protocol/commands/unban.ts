/** Lifts a ban. */
import { personInRoom } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unbanContract = contract({
  name: 'unban',
  help: {
    place: 300,
    line: 'let in again',
    group: 'Moderation',
    more: 'For moderators and owners.',
    examples: ['unban #lunch bob'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: personInRoom,
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.notFound, Reason.notStored],
  method: { positional: ['room', 'name'] },
});
