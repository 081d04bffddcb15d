/** Remembers a device without logging in; a browser page logs in later itself, with the token. */
import { newName, password, requiredDevice } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { welcome } from '../replies.ts';

export const authorizeContract = contract({
  name: 'authorize',
  help: {
    place: 510,
    line: 'have this device remembered, and log in later with its token',
    about: 'the reply does not log you in',
  },
  who: 'stranger',
  scope: 'account',
  tries: true,
  arguments: { name: newName, password: password('password'), device: requiredDevice },
  reply: welcome,
  reasons: [
    Reason.tlsRequired,
    Reason.noSuchUser,
    Reason.wrongPassword,
    Reason.tooFast,
    Reason.tooManyConnections,
    Reason.quotaReached,
    Reason.notStored,
    Reason.notLoggedIn,
    Reason.busy,
  ],
  method: null,
});
