/** Gives a room another name. */
import { described, newRoom, room } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const renameRoomContract = contract({
  name: 'rename-room',
  help: {
    place: 365,
    line: 'give a room another name',
    about:
      'for its owners; nobody gets the old name for 90 days, that of a guest’s room for ten minutes; groups have no name of their own',
    group: 'Rooms',
    more: 'Its owners may. What was said and who is in it stay. Nobody gets the old name for 90 days.',
    examples: ['rename-room #lunch #dinner'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { room, name: described(newRoom, 'the new name') },
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [
    ...reasonsOfRoomActs,
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.tooFast,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: { positional: ['room', 'name'] },
});
