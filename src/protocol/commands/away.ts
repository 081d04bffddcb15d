/** Marks a person as away, or as back. */
import * as z from 'zod/mini';
import { argument } from '../arguments.ts';
import { contract } from '../contract.ts';
import { AWAY_CHARACTERS_MAX } from '../limits.ts';
import { nothing } from '../replies.ts';
import { typedOrNull, typedRest } from '../typing.ts';

export const awayContract = contract({
  name: 'away',
  help: {
    place: 220,
    line: 'say that you are away, or here again',
    group: 'People',
    more: 'With a text you are away; without one you are here again.',
    examples: ['away back at one', 'away'],
  },
  who: 'person',
  scope: 'write',
  connection: true,
  arguments: {
    text: argument(z.nullable(z.string().check(z.maxLength(AWAY_CHARACTERS_MAX))), {
      description: 'null: back again',
      typing: typedOrNull(typedRest('text', AWAY_CHARACTERS_MAX)),
    }),
  },
  typed: { order: ['text'] },
  reply: nothing,
  reasons: [],
  method: {},
});
