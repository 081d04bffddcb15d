/** Lists the reactions to a message, and who gave them. */
import * as z from 'zod/mini';
import { message } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { about, name, word } from '../members.ts';

export const reactionsContract = contract({
  name: 'reactions',
  help: {
    place: 170,
    line: 'show who reacted to a message',
    group: 'Messages',
    more: ABOUT_NUMBERS,
    examples: ['reactions .', 'reactions 119'],
  },
  who: 'account',
  scope: 'read',
  arguments: { message: message() },
  typed: { order: ['message'] },
  reply: z.object({
    reactions: about(z.array(z.object({ emoji: word, name })), 'in their order, as many as fit'),
  }),
  fit: { list: 'reactions' },
  reasons: [Reason.notFound, ...reasonsOfReading],
  method: { result: 'reactions' },
});
