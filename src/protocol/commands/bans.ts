/** Lists the bans of a room. */
import * as z from 'zod/mini';
import { afterName, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { about, maybe, name, time } from '../members.ts';
import { moreAfter } from '../replies.ts';

export const bansContract = contract({
  name: 'bans',
  help: {
    place: 310,
    line: 'show who is kept out',
    about: 'by name',
    group: 'Moderation',
    more: 'It also says until when.',
    examples: ['bans #lunch'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { room: roomHere, after: afterName },
  typed: { order: ['room'] },
  reply: z.object({
    bans: about(
      z.array(z.object({ name, until: maybe(time, 'none: for good') })),
      'as many as fit',
    ),
    more: moreAfter,
  }),
  fit: { list: 'bans' },
  reasons: [...reasonsOfRoomActs],
  method: { result: 'bans', pages: 'name' },
});
