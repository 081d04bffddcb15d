/** Changes to messages: edits, deletions, reactions. A negative id belongs to a message that is not stored. */
import * as z from 'zod/mini';
import { about, anyMessageId, flag, name, time } from '../members.ts';
import { event, textEvent } from './event-contract.ts';

const messageId = about(anyMessageId, 'negative: it is not stored');
const author = about(name, 'its author');

export const edited = textEvent(
  'edited',
  { message: messageId, from: author, to: name, at: time },
  'a message was edited; its new text follows the JSON',
);

export const deleted = event(
  'deleted',
  {
    message: messageId,
    from: author,
    to: about(z.nullable(name), 'null: the account is gone'),
    by: name,
  },
  'a message was deleted, by its author or a moderator',
);

export const reacted = event(
  'reacted',
  {
    message: messageId,
    from: author,
    to: name,
    by: name,
    emoji: z.string().check(z.minLength(1)),
    off: flag('it was taken back'),
  },
  'somebody reacted to a message, or took that back',
);
