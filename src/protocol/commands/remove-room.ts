/** Removes a room with all its messages. */
import { room } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const removeRoomContract = contract({
  name: 'remove-room',
  help: {
    place: 360,
    line: 'end a room, with all that was said in it',
    group: 'Moderation',
    more: 'For owners. It is gone for everybody, for good; you are asked for its name once more.',
    examples: ['remove-room #lunch'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { room },
  typed: { order: ['room'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.notStored, Reason.busy],
  method: {},
});
