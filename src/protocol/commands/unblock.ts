/** Unblocks a person. */
import { person } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unblockContract = contract({
  name: 'unblock',
  help: {
    place: 250,
    line: 'hear of them again',
    group: 'People',
    more: 'What they said meanwhile does not come.',
    examples: ['unblock bob'],
  },
  who: 'person',
  scope: 'account',
  arguments: { name: person },
  typed: { order: ['name'] },
  reply: nothing,
  reasons: [Reason.notFound, Reason.notStored],
  method: {},
});
