/** Marks a conversation as read up to a message. */
import * as z from 'zod/mini';
import { argument, described, either, optional, storedMessage } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const readContract = contract({
  name: 'read',
  help: { place: 550, line: 'say how far a conversation was read' },
  who: 'account',
  scope: 'read',
  arguments: {
    with: described(either, 'a person, or a room'),
    upTo: described(storedMessage, 'the newest message that was read'),
    at: optional(
      argument(z.int().check(z.gte(0))),
      'the time up to which it was read, where it is later than that of the message',
    ),
  },
  reply: nothing,
  reasons: [Reason.noSuchUser, Reason.noSuchRoom, Reason.notMember, Reason.notStored],
  method: { positional: ['with', 'upTo'], name: 'markRead' },
});
