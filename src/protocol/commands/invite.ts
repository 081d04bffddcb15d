/** Invites a person into a room. */
import { person, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const inviteContract = contract({
  name: 'invite',
  help: {
    line: 'ask somebody in',
    about: 'a private room lets in people who are invited',
    group: 'Rooms',
    more: 'They are told, and may join. Into a private room only moderators and owners invite.',
    examples: ['invite #lunch bob'],
  },
  who: 'person',
  scope: 'write',
  arguments: { room: roomHere, name: person },
  typed: { order: ['room', 'name'] },
  reply: nothing,
  reasons: [
    Reason.noSuchRoom,
    Reason.notMember,
    Reason.notPermitted,
    Reason.noSuchUser,
    Reason.accountNeeded,
    Reason.quotaReached,
    Reason.notStored,
  ],
  method: { positional: ['room', 'name'] },
});
