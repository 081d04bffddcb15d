/** Ends all connections of a person. */
import { optional, person, why } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const killContract = contract({
  name: 'kill',
  help: {
    place: 384,
    line: 'end all connections of somebody',
    group: 'People',
    more: 'For operators of the server. They may come back.',
    examples: ['kill bob', 'kill bob a hundred messages a minute'],
  },
  who: 'operator',
  scope: 'moderate',
  arguments: { name: person, why: optional(why) },
  typed: { order: ['name', 'why'] },
  reply: nothing,
  reasons: [Reason.noSuchUser, Reason.notStored],
  method: { positional: ['name', 'why'] },
});
