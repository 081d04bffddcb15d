/** Leaves a room. */
import { optional, roomHere, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const leaveContract = contract({
  name: 'leave',
  help: {
    place: 90,
    line: 'go out of it',
    group: 'Rooms',
    more: 'Its messages no longer reach you. With words behind it, the others are told why.',
    examples: ['leave #lunch', 'leave #lunch back tomorrow'],
  },
  who: 'person',
  scope: 'write',
  arguments: { room: roomHere, why: optional(why) },
  typed: { order: ['room', 'why'] },
  reply: nothing,
  reasons: [Reason.noSuchRoom, Reason.notMember, Reason.notStored, Reason.busy],
  method: {},
});
