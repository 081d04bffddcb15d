/** Registers a name with a password. */
import * as z from 'zod/mini';
import { argument, device, newName, optional, password } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { welcome } from '../replies.ts';
import { typedWord } from '../typing.ts';

/** The longest invitation code in a COMMAND. */
const INVITATION_CHARACTERS_MAX = 100;

export const registerContract = contract({
  name: 'register',
  help: {
    place: 20,
    line: 'make a name yours',
    about: 'you are logged in with the reply',
    group: 'Account',
    more: 'You are asked for a password. Then messages wait for you while you are away, and are kept.',
    examples: ['register alice', 'register alice abcd-efgh'],
  },
  who: 'anyone',
  scope: 'account',
  tries: true,
  arguments: {
    name: newName,
    password: password('password'),
    invitation: optional(
      argument(z.string().check(z.minLength(1), z.maxLength(INVITATION_CHARACTERS_MAX)), {
        typing: typedWord('invitation', INVITATION_CHARACTERS_MAX),
      }),
      'an invitation code',
    ),
    device,
  },
  typed: { order: ['name', 'password', 'invitation'] },
  reply: welcome,
  reasons: [
    Reason.alreadyLoggedIn,
    Reason.tlsRequired,
    Reason.notPermitted,
    Reason.nameNotAllowed,
    Reason.nameInUse,
    Reason.tooFast,
    Reason.passwordNotAllowed,
    Reason.invitationNeeded,
    Reason.serverFull,
    Reason.tooManyConnections,
    Reason.noSuchUser,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: null,
});
