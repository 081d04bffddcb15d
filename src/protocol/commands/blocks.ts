/** Lists the people one has blocked. */
import * as z from 'zod/mini';
import { afterName } from '../arguments.ts';
import { contract } from '../contract.ts';
import { about, name } from '../members.ts';
import { moreAfter } from '../replies.ts';

export const blocksContract = contract({
  name: 'blocks',
  help: {
    place: 260,
    line: 'show whom you have blocked',
    about: 'by name',
    group: 'People',
    more: 'Only you see this.',
    examples: ['blocks'],
  },
  who: 'person',
  scope: 'account',
  arguments: { after: afterName },
  typed: { order: [] },
  reply: z.object({
    names: about(z.array(name), 'as many as fit'),
    more: moreAfter,
  }),
  fit: { list: 'names' },
  reasons: [],
  method: { result: 'names', pages: '' },
});
