/** Changes the account's password. */
import { password } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const changePasswordContract = contract({
  name: 'change-password',
  help: {
    place: 460,
    line: 'change your password',
    about:
      'your other connections end, with a device or without, and the tokens of your other devices are no longer valid',
    group: 'Account',
    more: 'You are asked for the old one, and twice for the new one.',
    examples: ['change-password'],
  },
  who: 'account',
  scope: 'account',
  tries: true,
  arguments: { old: password('old'), new: password('new') },
  typed: { order: ['old', 'new'] },
  reply: nothing,
  reasons: [
    Reason.tlsRequired,
    Reason.tooFast,
    Reason.passwordNotAllowed,
    Reason.wrongPassword,
    Reason.noSuchUser,
    Reason.notStored,
    Reason.busy,
  ],
  method: null,
});
