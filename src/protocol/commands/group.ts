/** Creates a private room without a name of its own. */
import { people } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { GROUP_NAMES_MAX } from '../limits.ts';
import { roomDescription } from '../replies.ts';

export const groupContract = contract({
  name: 'group',
  help: {
    place: 70,
    line: 'begin a private room without a name',
    about: 'all of them are members at once, and are told; you are its owner',
    group: 'Rooms',
    more: `You and up to ${GROUP_NAMES_MAX} others; the server gives it a name.`,
    examples: ['group bob', 'group bob carol'],
  },
  who: 'account',
  scope: 'write',
  arguments: {
    names: people(GROUP_NAMES_MAX, 'registered people'),
  },

  typed: { order: ['names'] },
  reply: roomDescription,
  reasons: [
    Reason.noSuchUser,
    Reason.quotaReached,
    Reason.serverFull,
    Reason.notPermitted,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: {},
});
