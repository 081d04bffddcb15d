/** Gives the account, or a guest, another name. */
import { newName } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const renameContract = contract({
  name: 'rename',
  help: {
    place: 450,
    line: 'change your name',
    about:
      'a guest’s too: the old name is kept from others for ten minutes, that of somebody registered as long as one that was given up',
    group: 'Account',
    more: 'What you wrote is shown under the new name.',
    examples: ['rename alicia'],
  },
  who: 'person',
  scope: 'account',
  arguments: { name: newName },
  typed: { order: ['name'] },
  reply: nothing,
  reasons: [
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.tooFast,
    Reason.accountNeeded,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: {},
});
