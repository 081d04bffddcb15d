/** Invites a person into a room. */
import { personInRoom } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const inviteContract = contract({
  name: 'invite',
  help: {
    place: 120,
    line: 'ask somebody in',
    about: 'a private room lets in people who are invited',
    group: 'Rooms',
    more: 'They are told, and may join. Into a private room only moderators and owners invite.',
    examples: ['invite #lunch bob'],
  },
  who: 'person',
  scope: 'write',
  arguments: personInRoom,
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [
    ...reasonsOfRoomActs,
    Reason.noSuchUser,
    Reason.accountNeeded,
    Reason.quotaReached,
    Reason.notStored,
  ],
  method: { positional: ['room', 'name'] },
});
