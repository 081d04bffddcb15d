/** Something happened in a room. */
import * as z from 'zod/mini';
import {
  about,
  anyMessageId,
  count,
  maybe,
  maybeText,
  name,
  role,
  room,
  time,
} from '../members.ts';
import { event } from './event-contract.ts';

const act = z.enum([
  'joined',
  'left',
  'kicked',
  'banned',
  'unbanned',
  'muted',
  'unmuted',
  'role',
  'topic',
  'slow',
  'pinned',
  'unpinned',
  'invited',
  'kept',
  'removed',
]);

export type RoomAct = z.output<typeof act>;

export const roomEvent = event(
  'room',
  {
    room,
    what: act,
    by: about(name, 'who did it'),
    name: maybe(name, 'to whom'),
    role: maybe(role),
    until: maybe(time, 'of a ban or mute; none: for good'),
    why: maybeText(),
    topic: maybe(z.string()),
    seconds: maybe(count, 'of slow mode'),
    message: maybe(anyMessageId, 'that was pinned; negative: it is kept nowhere'),
    addedBy: maybe(name, 'who put you in, of `joined`: with `group`'),
  },
  'something happened in a room that you are in; `joined` and `left` are told in rooms of up to 100 members, and `joined` to whoever is put into one; `invited` to who is invited, `kept` to who came in by `sendto`: what is said there is stored',
);
