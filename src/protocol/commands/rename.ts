/** Renames the account. */
import { newName } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const renameContract = contract({
  name: 'rename',
  help: {
    place: 450,
    line: 'change your registered name',
    group: 'Account',
    more: 'What you wrote is shown under the new name.',
    examples: ['rename alicia'],
  },
  who: 'account',
  scope: 'account',
  arguments: { name: newName },
  typed: { order: ['name'] },
  reply: nothing,
  reasons: [
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: {},
});
