/** Makes one an operator of the server until the logout, with the password of an operator's account. */
import { password, person } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const operContract = contract({
  name: 'oper',
  help: {
    place: 378,
    line: 'be an operator until you log out',
    about: 'with the name and password of the account of an operator of the server',
    group: 'Account',
    more: 'For operators of the server who are logged in under another name.',
    examples: ['oper root'],
  },
  who: 'person',
  scope: 'account',
  connection: true,
  tries: true,
  arguments: { name: person, password: password('password') },
  typed: { order: ['name', 'password'] },
  reply: nothing,
  reasons: [
    Reason.noSuchUser,
    Reason.wrongPassword,
    Reason.tlsRequired,
    Reason.tooFast,
    Reason.busy,
    Reason.notPermitted,
    Reason.notStored,
  ],
  method: null,
});
