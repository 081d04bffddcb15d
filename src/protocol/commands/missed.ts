/** Messages that arrived while a device was away. */
import { described, limit, storedMessage } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { PAGE_MESSAGES_MAX } from '../limits.ts';
import { messagePage } from '../replies.ts';

export const missedContract = contract({
  name: 'missed',
  help: {
    place: 530,
    line: 'fetch what came while this device was away',
    about: 'oldest first, without messages that were read',
  },
  who: 'account',
  scope: 'read',
  connection: true,
  arguments: {
    after: described(storedMessage, 'only larger ids, the oldest of them'),
    limit: limit(PAGE_MESSAGES_MAX, 'messages'),
  },
  reply: messagePage,
  texts: 'messages',
  fit: { list: 'messages', without: 'reactions' },
  reasons: [...reasonsOfReading],
  method: null,
});
