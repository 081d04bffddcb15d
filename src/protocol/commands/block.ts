/** Blocks a person. */
import { person } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const blockContract = contract({
  name: 'block',
  help: {
    place: 240,
    line: 'hear no more of somebody',
    about: 'their messages and invitations do not reach you, and they cannot tell',
    group: 'People',
    more: 'What they write to you does not reach you, and what they say in rooms is not shown.',
    examples: ['block bob'],
  },
  who: 'person',
  scope: 'account',
  arguments: { name: person },
  typed: { order: ['name'] },
  reply: nothing,
  reasons: [Reason.noSuchUser, Reason.notPermitted, Reason.quotaReached, Reason.notStored],
  method: {},
});
