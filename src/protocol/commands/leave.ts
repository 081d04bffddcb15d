/** Leaves a room. */
import { roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const leaveContract = contract({
  name: 'leave',
  help: {
    place: 90,
    line: 'go out of it',
    group: 'Rooms',
    more: 'Its messages no longer reach you.',
    examples: ['leave #lunch'],
  },
  who: 'person',
  scope: 'write',
  arguments: { room: roomHere },
  typed: { order: ['room'] },
  reply: nothing,
  reasons: [Reason.noSuchRoom, Reason.notMember, Reason.notStored, Reason.busy],
  method: {},
});
