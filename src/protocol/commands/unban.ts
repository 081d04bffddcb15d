/** Lifts a ban. */
import { person, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unbanContract = contract({
  name: 'unban',
  help: {
    line: 'let in again',
    group: 'Moderation',
    more: 'For moderators and owners.',
    examples: ['unban #lunch bob'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { room: roomHere, name: person },
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [
    Reason.noSuchRoom,
    Reason.notMember,
    Reason.notPermitted,
    Reason.notFound,
    Reason.notStored,
  ],
  method: { positional: ['room', 'name'] },
});
