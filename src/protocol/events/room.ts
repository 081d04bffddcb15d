/** Events about a room. */

import * as z from 'zod/mini';
import { PRESENCE_MEMBERS_MAX } from '../limits.ts';
import {
  about,
  anyMessageId,
  count,
  flag,
  maybe,
  maybeText,
  name,
  role,
  room,
  someRoomFlags,
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
  'flags',
  'voiced',
  'unvoiced',
]);

const RULES: ReadonlySet<z.output<typeof act>> = new Set(['flags', 'voiced', 'unvoiced']);

export type RoomAct = z.output<typeof act>;

export const roomEvent = event({
  name: 'room',
  about: `something happened in a room that you are in; \`joined\` and \`left\` are told in rooms of up to ${PRESENCE_MEMBERS_MAX} members, and \`joined\` also to people who are put into one; \`invited\` goes to the person who is invited, \`kept\` to one who came in by \`sendto\`: messages there are stored`,
  members: {
    room,
    what: act,
    by: about(name, 'the person who did it'),
    name: maybe(name, 'the person to whom it was done'),
    role: maybe(role),
    until: maybe(time, 'of a ban or mute; none: for good'),
    why: maybeText(),
    gone: flag('of `left`: not from this room alone; nobody is logged in under the name any more'),
    topic: maybe(z.string()),
    seconds: maybe(count, 'of slow mode'),
    message: maybe(anyMessageId, 'the message that was pinned; negative: it is not stored'),
    flags: maybe(someRoomFlags, 'those that were changed'),
    addedBy: maybe(name, 'of `joined`: the person who added you with `group`'),
  },
  told: 'asking',
  capabilities: {
    room: {
      brings: 'everything in rooms except members who join and leave by themselves',
      plain: true,
    },
    members: { brings: 'members who join and leave: `joined` and `left` of the event `room`' },
    parting: {
      brings: 'of members who leave those who say why: `left` of the event `room` with `why`',
      plain: true,
    },
    rules: {
      brings:
        'flags of a room and voices in it: `flags`, `voiced` and `unvoiced` of the event `room`',
      plain: true,
    },
  },
  needs({ what, addedBy, why }) {
    if (RULES.has(what)) return ['rules'];
    if (what === 'left' && why) return ['members', 'parting'];
    return (what === 'joined' || what === 'left') && addedBy === undefined ? ['members'] : ['room'];
  },
});

export const invitation = event({
  name: 'invitation',
  about: 'somebody was invited into a room that you look after, or into a group of yours',
  members: { room, by: about(name, 'the person who invites'), name },
  told: 'asking',
  capabilities: { invitation: { brings: 'invitations of others into rooms that you look after' } },
});
