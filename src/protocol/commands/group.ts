/** A private room without a name of its own. */
import * as z from 'zod/mini';
import { argument, person } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { GROUP_NAMES_MAX } from '../limits.ts';
import { roomDescription } from '../replies.ts';
import { typedPeople } from '../typing.ts';

export const groupContract = contract({
  name: 'group',
  help: {
    line: 'begin a private room without a name',
    about: 'all of them are in it at once, and told so, and you are its owner',
    group: 'Rooms',
    more: 'You and up to 20 others; the server gives it a name.',
    examples: ['group bob', 'group bob carol'],
  },
  who: 'account',
  scope: 'write',
  arguments: {
    names: argument(z.array(person.schema).check(z.minLength(1), z.maxLength(GROUP_NAMES_MAX)), {
      description: 'registered people',
      typing: typedPeople(GROUP_NAMES_MAX),
    }),
  },
  typed: { order: ['names'] },
  reply: roomDescription,
  reasons: [
    Reason.noSuchUser,
    Reason.quotaReached,
    Reason.tooFast,
    Reason.serverFull,
    Reason.notPermitted,
    Reason.notStored,
    Reason.busy,
    Reason.damaged,
  ],
  method: {},
});
