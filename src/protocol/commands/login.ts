/** Logs in: as a guest, or as a registered person with a password or a token. */

import { device, newName, optional, password, token } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { NAME_CODE_POINTS_MAX } from '../limits.ts';
import { welcome } from '../replies.ts';

export const loginContract = contract({
  name: 'login',
  help: {
    place: 10,
    line: `log in; up to ${NAME_CODE_POINTS_MAX} characters, no spaces`,
    group: '',
    more: 'Any name that is free and that nobody has registered will do. A registered one needs its password.',
    examples: ['login alice'],
  },
  who: 'stranger',
  scope: 'account',
  connection: true,
  tries: true,
  arguments: {
    name: newName,
    password: optional(password('password'), 'of a registered name'),
    token: optional(token, 'instead of the password; this device gave it'),
    device,
  },
  typed: { order: ['name'] },
  reply: welcome,
  reasons: [
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.passwordNeeded,
    Reason.wrongPassword,
    Reason.tlsRequired,
    Reason.noSuchUser,
    Reason.notPermitted,
    Reason.tooFast,
    Reason.serverFull,
    Reason.tooManyConnections,
    Reason.quotaReached,
    Reason.busy,
  ],
  method: null,
});
