/** Common parts of replies: pages of messages, rooms, conversations. */
import * as z from 'zod/mini';
import { REACTIONS_SHOWN } from './limits.ts';
import {
  about,
  count,
  either,
  flag,
  mannerOf,
  maybe,
  messageId,
  name,
  role,
  room,
  someRoomFlags,
  time,
  truth,
} from './members.ts';

/** A reply without data. */
export const nothing = z.object({});

const reaction = z.object({
  emoji: z.string(),
  count,
  mine: flag('yours is among them'),
});

export const message = z.object({
  id: messageId,
  at: time,
  from: name,
  to: about(z.nullable(either), 'null: the account is gone'),
  bytes: about(count, 'length of its text; 0: it was deleted'),
  guest: flag('a guest wrote it'),
  reply: maybe(z.int(), 'the message that it answers'),
  as: mannerOf(),
  edited: maybe(time, 'when it was last edited'),
  deleted: flag(),
  pinned: flag(),
  reactions: about(
    z.pipe(
      z.optional(z.array(reaction)),
      z.transform((value) => value ?? []),
    ),
    `at most ${REACTIONS_SHOWN}; left out of a page that would be too large with them: ask \`reactions\``,
  ),
});

export const moreAfter = about(z.boolean(), 'there are others after these');

export const messagePage = z.object({
  messages: about(z.array(message), 'their texts follow the JSON, in the same order'),
  more: about(z.boolean(), 'there are others beyond, in the direction asked for'),
});

export const roomDescription = z.object({
  room,
  topic: z.string(),
  access: about(
    z.enum(['public', 'private']),
    '`private`: not listed and by invitation; else `public`',
  ),
  flags: maybe(
    someRoomFlags,
    'those that are not as usual: a public room is listed, a private one by invitation; topics are locked but in groups; only members write',
  ),
  guests: about(z.boolean(), 'guests may join'),
  kept: about(z.boolean(), 'its messages are stored'),
  slow: about(count, 'seconds between two messages of one member; 0 for none'),
  members: count,
  role: maybe(role, 'yours; none: you are not in it'),
  voice: flag('you have a voice there'),
  muted: maybe(time, 'you are muted until then, as in `people` of `who`; none: you may speak'),
});

export const conversations = z.array(
  z.object({
    with: name,
    newest: about(messageId, 'its newest message, whoever wrote it'),
    at: about(time, 'the time of that'),
  }),
);

/** The end of a ban or mute. */
export const hold = z.object({ until: maybe(time, 'when it ends; none: never') });

/** The reply to a login. */
export const welcome = z.object({
  name: about(name, 'your name, as it is spelled'),
  registered: truth('false: you are a guest'),
  operator: flag('you are an operator of the server'),
  device: maybe(z.int(), 'the id of this device, where it has one'),
  token: maybe(z.string(), 'of a new device: logs it in without the password'),
});

/** The reply to a sent message. */
export const sent = z.object({
  message: maybe(z.int(), 'its id; none, or negative: it is not stored'),
  at: maybe(time, 'when it was stored'),
});
