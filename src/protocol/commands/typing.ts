/** Tells others that someone is typing; it is not stored. */
import { described, either } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const typingContract = contract({
  name: 'typing',
  help: {
    place: 560,
    line: 'say that somebody is typing',
    about: 'send it every few seconds while somebody types; it is not stored',
  },
  who: 'person',
  scope: 'write',
  connection: true,
  arguments: { to: described(either, 'a person, or a room') },
  reply: nothing,
  reasons: [Reason.noSuchUser, Reason.noSuchRoom, Reason.notMember, Reason.muted, Reason.moderated],
  method: {},
});
