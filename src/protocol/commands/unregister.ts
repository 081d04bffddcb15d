/** Removes the account, with every text that it wrote. */
import { password } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const unregisterContract = contract({
  name: 'unregister',
  help: {
    place: 470,
    line: 'give up your name, erase what you wrote',
    about: 'you are logged out with the reply',
    group: 'Account',
    more: 'For good; you are asked for your password. What others wrote to you stays with them.',
    examples: ['unregister'],
  },
  who: 'account',
  scope: 'account',
  tries: true,
  arguments: { password: password('password') },
  typed: { order: ['password'] },
  reply: nothing,
  reasons: [
    Reason.tlsRequired,
    Reason.tooFast,
    Reason.wrongPassword,
    Reason.notStored,
    Reason.busy,
  ],
  method: null,
});
