/** A message together with the messages before and after it. */
import * as z from 'zod/mini';
import { limit, message } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import { about, either } from '../members.ts';
import { messagePage } from '../replies.ts';

export const contextContract = contract({
  name: 'context',
  help: {
    place: 210,
    line: 'show what was said around a message',
    about: 'the message with those before and after it, to open a link to it',
    group: 'Messages',
    more: 'It shows what was said before it and after it, with numbers.',
    examples: ['context 119'],
  },
  who: 'account',
  scope: 'read',
  arguments: { message: message(), limit: limit(PAGE_MESSAGES_MAX, 'messages') },
  typed: { order: ['message'] },
  reply: z.extend(messagePage, {
    with: about(either, 'the conversation: a person, or a room'),
  }),
  texts: 'messages',
  fit: { list: 'messages', without: 'reactions' },
  reasons: [Reason.notFound, Reason.notMember, Reason.noSuchUser, ...reasonsOfReading],
  method: { positional: ['message', 'limit'] },
});
