/** Joins a room. */
import { room } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { roomDescription } from '../replies.ts';

export const joinContract = contract({
  name: 'join',
  help: {
    place: 80,
    line: 'go into a room',
    group: 'Rooms',
    more: 'A private room lets you in once you are invited.',
    examples: ['join #lunch'],
  },
  who: 'person',
  scope: 'write',
  arguments: { room },
  typed: { order: ['room'] },
  reply: roomDescription,
  reasons: [
    Reason.noSuchRoom,
    Reason.notMember,
    Reason.accountNeeded,
    Reason.banned,
    Reason.notPermitted,
    Reason.quotaReached,
    Reason.serverFull,
    Reason.notStored,
    Reason.busy,
  ],
  method: {},
});
