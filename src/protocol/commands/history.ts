/** A page of a conversation's messages. */
import { argument, before, described, either, limit, optional, typedAs } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import { messageId } from '../members.ts';
import { messagePage } from '../replies.ts';
import { typedEither } from '../typing.ts';

export const historyContract = contract({
  name: 'history',
  help: {
    place: 400,
    line: 'show what was said to a person or #room',
    about:
      'oldest first; without `before`, `after`, `since` and `until` the newest; of several of these, the first of `after`, `since`, `before`, `until` counts',
    group: 'Reading',
    more: 'A page at a time, with the number of each message; its last line says how to see the page before.',
    examples: ['history bob', 'history #lunch', 'history bob before 119'],
  },
  who: 'account',
  scope: 'read',
  arguments: {
    with: typedAs(described(either, 'a person, or a room'), { ...typedEither, partner: true }),
    before: optional(before, 'only smaller ids, the newest of them'),
    after: optional(argument(messageId), 'only larger ids, the oldest of them'),
    since: optional(argument(messageId), 'only from this time on, the oldest of them'),
    until: optional(argument(messageId), 'only before this time, the newest of them'),
    limit: limit(PAGE_MESSAGES_MAX, 'messages'),
  },
  typed: { order: ['with', 'before'] },
  reply: messagePage,
  texts: 'messages',
  fit: { list: 'messages', without: 'reactions' },
  reasons: [Reason.noSuchUser, Reason.noSuchRoom, Reason.notMember, ...reasonsOfReading],
  method: {},
});
