/** Unmutes a person in a room. */
import { person, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unmuteContract = contract({
  name: 'unmute',
  help: {
    line: 'let them speak again',
    group: 'Moderation',
    more: 'For moderators and owners.',
    examples: ['unmute #lunch bob'],
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
    Reason.noSuchUser,
    Reason.notStored,
    Reason.busy,
  ],
  method: { positional: ['room', 'name'] },
});
