/** Lists rooms. */
import * as z from 'zod/mini';
import { argument, limit, optional } from '../arguments.ts';
import { contract } from '../contract.ts';
import {
  PAGE_ROOMS_MAX,
  ROOM_NAME_CODE_POINTS_MAX,
  ROOM_SEARCH_CHARACTERS_MAX,
} from '../limits.ts';
import { moreAfter, roomDescription } from '../replies.ts';
import { typedWord } from '../typing.ts';

export const roomsContract = contract({
  name: 'rooms',
  help: {
    place: 50,
    line: 'show the rooms that there are',
    about: 'rooms that you are in, and public ones, by name',
    group: 'Rooms',
    more: 'You see public rooms and those that you are in; with part of a name, only rooms whose names have it.',
    examples: ['rooms', 'rooms lun'],
  },
  who: 'person',
  scope: 'read',
  arguments: {
    after: optional(
      // Each code point takes up to two UTF-16 units.
      argument(z.string().check(z.maxLength(2 * ROOM_NAME_CODE_POINTS_MAX))),
      'the last room of the page before',
    ),
    find: optional(
      argument(z.string().check(z.minLength(1), z.maxLength(ROOM_SEARCH_CHARACTERS_MAX)), {
        typing: typedWord('part of a name', ROOM_SEARCH_CHARACTERS_MAX),
      }),
      'only names that contain this',
    ),
    mine: optional(argument(z.boolean()), 'only those that you are in'),
    limit: limit(PAGE_ROOMS_MAX, 'rooms'),
  },
  typed: { order: ['find'] },
  reply: z.object({ rooms: z.array(roomDescription), more: moreAfter }),
  fit: { list: 'rooms' },
  reasons: [],
  method: {},
});
