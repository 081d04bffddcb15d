/** Takes names off those that one watches. */
import { optional, people } from '../arguments.ts';
import { contract } from '../contract.ts';
import { WATCHED_NAMES_MAX } from '../limits.ts';
import { nothing } from '../replies.ts';

export const unwatchContract = contract({
  name: 'unwatch',
  help: {
    place: 234,
    line: 'hear no more of that',
    about: 'without `names`, of nobody',
    group: 'People',
    more: 'Without a name, you watch nobody any more.',
    examples: ['unwatch bob', 'unwatch'],
  },
  who: 'person',
  scope: 'read',
  connection: true,
  arguments: { names: optional(people(WATCHED_NAMES_MAX)) },
  typed: { order: ['names'] },
  reply: nothing,
  reasons: [],
  method: { positional: ['names'] },
});
