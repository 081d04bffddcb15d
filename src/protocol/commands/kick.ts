/** Puts a member out of a room. */
import { optional, personInRoom, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const kickContract = contract({
  name: 'kick',
  help: {
    place: 280,
    line: 'put somebody out of a room',
    group: 'Moderation',
    more: 'They may come back, unless you ban them. For moderators and owners.',
    examples: ['kick #lunch bob', 'kick #lunch bob too loud'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { ...personInRoom, why: optional(why) },
  typed: { order: ['room', 'name', 'why'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.noSuchUser, Reason.notStored, Reason.busy],
  method: { positional: ['room', 'name', 'why'] },
});
