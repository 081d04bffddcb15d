/** Changes a member's role in a room. */
import { argument, personInRoom } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { role } from '../members.ts';
import { nothing } from '../replies.ts';
import { typedChoice } from '../typing.ts';

export const roleContract = contract({
  name: 'role',
  help: {
    place: 340,
    line: 'say what somebody may do there',
    group: 'Moderation',
    more: 'Moderators put out, mute, delete and pin; owners also say who is what, and may remove the room.',
    examples: ['role #lunch bob moderator', 'role #lunch bob member'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    ...personInRoom,
    role: argument(role, {
      typing: typedChoice({ owner: 'owner', moderator: 'moderator', member: 'member' }),
    }),
  },
  typed: { order: ['room', 'name', 'role'] },
  reply: nothing,
  reasons: [
    ...reasonsOfRoomActs,
    Reason.noSuchUser,
    Reason.accountNeeded,
    Reason.notStored,
    Reason.busy,
  ],
  method: { positional: ['room', 'name', 'role'] },
});
