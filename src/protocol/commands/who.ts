/** Lists the members of a room. */
import * as z from 'zod/mini';
import { limit, optional, person, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { MEMBERS_TOGETHER_MAX, PAGE_MEMBERS_MAX } from '../limits.ts';
import { flag, maybe, name, role, state, time } from '../members.ts';
import { moreAfter, roomDescription } from '../replies.ts';

export const whoContract = contract({
  name: 'who',
  help: {
    place: 100,
    line: 'show who is in it',
    about: `the room and its members: up to ${MEMBERS_TOGETHER_MAX} members, those who are logged in first; more, by name`,
    group: 'Rooms',
    more: 'It also says what each may do there, and who is away.',
    examples: ['who #lunch'],
  },
  who: 'person',
  scope: 'read',
  arguments: {
    room: roomHere,
    after: optional(person, 'the last member of the page before'),
    limit: limit(PAGE_MEMBERS_MAX, 'members'),
  },
  typed: { order: ['room'] },
  reply: z.extend(roomDescription, {
    madeAt: maybe(time, 'when the room was made'),
    people: z.array(
      z.object({
        name,
        role,
        voice: flag('speaks even if the room is moderated'),
        state,
        guest: flag(),
        muted: maybe(time, `may only listen until then; for good: ${Number.MAX_SAFE_INTEGER}`),
      }),
    ),
    more: moreAfter,
  }),
  fit: { list: 'people' },
  reasons: [Reason.noSuchRoom, Reason.notMember],
  method: {},
});
