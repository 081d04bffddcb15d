/** Sends a message to a person or a room. */
import { anyMessage, described, either, key, manner, optional } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { sent } from '../replies.ts';

export const sendtoContract = contract({
  name: 'sendto',
  help: {
    place: 40,
    line: 'send a message to a person or a #room',
    about: 'the text of the COMMAND is the message',
    group: '',
    more: 'Everything after the name is the message. Sending to a public room joins it first.',
    examples: ['sendto bob Hi, how are you?', 'sendto #lunch I am on my way'],
  },
  who: 'person',
  scope: 'write',
  arguments: {
    to: described(either, 'a person, or a room; a public room is joined by this'),
    key,
    reply: optional(anyMessage(), 'the message that it answers, in the same conversation'),
    as: manner,
  },
  text: true,
  typed: { order: ['to'] },
  reply: sent,
  reasons: [
    Reason.notPermitted,
    Reason.noSuchUser,
    Reason.noSuchRoom,
    Reason.notMember,
    Reason.accountNeeded,
    Reason.banned,
    Reason.muted,
    Reason.moderated,
    Reason.tooFast,
    Reason.notFound,
    Reason.quotaReached,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: null,
});
