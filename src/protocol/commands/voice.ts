/** Gives a member of a room a voice: the right to speak where it is moderated. */
import { off, personInRoom } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const voiceContract = contract({
  name: 'voice',
  help: {
    place: 345,
    line: 'let somebody speak in a moderated room',
    about: 'for as long as they are in it',
    group: 'Moderation',
    more: 'In a moderated room only owners, moderators and members with a voice speak: see set-room.',
    examples: ['voice #news bob', 'voice #news bob off'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { ...personInRoom, off: off('takes it back') },
  typed: { order: ['room', 'name', 'off'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.noSuchUser, Reason.notStored, Reason.busy],
  method: { positional: ['room', 'name'] },
});
