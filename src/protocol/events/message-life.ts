/** Changes to messages: edits, deletions, reactions. A negative id belongs to a message that is not stored. */
import * as z from 'zod/mini';
import { about, anyMessageId, either, flag, name, time } from '../members.ts';
import { event } from './event-contract.ts';

const messageId = about(anyMessageId, 'negative: it is not stored');
const author = about(name, 'its author');

export const edited = event({
  name: 'edited',
  about: 'a message was edited; its new text follows the JSON',
  members: { message: messageId, from: author, to: either, at: time },
  text: true,
  told: 'asking',
  capabilities: { edited: { brings: 'new texts of messages', plain: true } },
});

export const deleted = event({
  name: 'deleted',
  about: 'a message was deleted, by its author or a moderator',
  members: {
    message: messageId,
    from: author,
    to: about(z.nullable(either), 'null: the account is gone'),
    by: name,
  },
  told: 'asking',
  capabilities: { deleted: { brings: 'messages that are deleted', plain: true } },
});

export const reacted = event({
  name: 'reacted',
  about: 'somebody reacted to a message, or took that back',
  members: {
    message: messageId,
    from: author,
    to: either,
    by: name,
    emoji: z.string().check(z.minLength(1)),
    off: flag('it was taken back'),
  },
  told: 'asking',
  capabilities: { reacted: { brings: 'reactions', plain: true } },
});
