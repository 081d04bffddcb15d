/** Lists the messages pinned in a room. */
import { roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { messagePage } from '../replies.ts';

export const pinsContract = contract({
  name: 'pins',
  help: {
    place: 200,
    line: 'show what is pinned in a room',
    about: 'oldest first',
    group: 'Messages',
    more: 'Each has its number.',
    none: 'nothing is pinned',
    examples: ['pins #lunch'],
  },
  who: 'account',
  scope: 'read',
  arguments: { room: roomHere },
  typed: { order: ['room'] },
  reply: messagePage,
  texts: 'messages',
  fit: { list: 'messages', without: 'reactions' },
  reasons: [Reason.noSuchRoom, Reason.notMember, ...reasonsOfReading],
  method: {},
});
