/** Answers a message, in the conversation it belongs to. */
import { anyMessage, manner } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { sent } from '../replies.ts';

export const replyContract = contract({
  name: 'reply',
  help: {
    place: 130,
    line: 'answer the message of that number',
    about: 'the text of the COMMAND is the answer; it goes to the conversation of that message',
    group: 'Messages',
    more: `It goes where that message was said. ${ABOUT_NUMBERS}`,
    examples: ['reply . at noon', 'reply .bob fine', 'reply 119 which one?'],
  },
  who: 'person',
  scope: 'write',
  arguments: { message: anyMessage('others'), as: manner },
  text: true,
  typed: { order: ['message'] },
  reply: sent,
  reasons: [
    Reason.notFound,
    Reason.noSuchUser,
    Reason.notMember,
    Reason.accountNeeded,
    Reason.muted,
    Reason.moderated,
    Reason.tooFast,
    Reason.quotaReached,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: null,
});
