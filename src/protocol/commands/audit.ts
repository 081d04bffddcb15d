/** The audit log: what moderators and operators did. */
import * as z from 'zod/mini';
import { before, limit, optional, room } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import {
  about,
  count,
  maybe,
  maybeText,
  messageId,
  name,
  room as roomName,
  time,
  word,
} from '../members.ts';

const accountNumber = maybe(
  count,
  'the number of the account, even where it is gone and has no name',
);

export const auditContract = contract({
  name: 'audit',
  help: {
    place: 370,
    line: 'show what moderators did; for operators',
    about: 'the acts of moderators and operators, newest first',
    group: 'Moderation',
    more: 'For operators of the server. It shows what was done in one room, or in all, the newest first.',
    examples: ['audit #lunch', 'audit #lunch before 17'],
  },
  who: 'operator',
  owner: true,
  scope: 'moderate',
  arguments: {
    before: optional(before, 'only smaller ids: the next page'),
    room: optional(room),
    limit: limit(PAGE_MESSAGES_MAX, 'entries'),
  },
  typed: { order: ['room', 'before'] },
  reply: z.object({
    entries: z.array(
      z.object({
        id: messageId,
        at: time,
        by: about(z.string(), 'the name at the time; empty: the account is gone'),
        byAccount: accountNumber,
        what: about(word, 'the command'),
        room: maybe(roomName),
        whom: maybe(name),
        whomAccount: accountNumber,
        detail: maybeText(),
      }),
    ),
  }),
  fit: { list: 'entries' },
  reasons: [Reason.noSuchRoom, ...reasonsOfReading],
  method: { result: 'entries' },
});
