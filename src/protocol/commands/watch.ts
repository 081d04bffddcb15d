/** Names people whose coming and going one wants to hear of, without sharing a room with them. */
import * as z from 'zod/mini';
import { optional, people } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { WATCHED_NAMES_MAX } from '../limits.ts';
import { about, maybeText, name, state } from '../members.ts';

export const watchContract = contract({
  name: 'watch',
  help: {
    place: 232,
    line: 'be told when people come and go',
    about: `this client hears \`watched\` of whoever has one of these names, however it is spelled, up to ${WATCHED_NAMES_MAX} names, until it logs out or its connection ends; without \`names\`, those that it watches`,
    group: 'People',
    more: 'Until you log out. Without a name, those whom you watch are shown.',
    examples: ['watch bob', 'watch'],
  },
  who: 'person',
  scope: 'read',
  connection: true,
  arguments: { names: optional(people(WATCHED_NAMES_MAX)) },
  typed: { order: ['names'] },
  reply: z.object({
    people: about(
      z.array(z.object({ name, state, text: maybeText() })),
      'of these, or all; without their texts where these do not fit',
    ),
  }),
  fit: { list: 'people', without: 'text' },
  reasons: [Reason.quotaReached],
  method: { positional: ['names'], result: 'people' },
});
