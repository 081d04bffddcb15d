/** Replaces the text of one's own message. */
import { anyMessage } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const editContract = contract({
  name: 'edit',
  help: {
    place: 140,
    line: 'correct what you wrote',
    about: 'the text that is given replaces its text',
    group: 'Messages',
    more: `Others see that it was edited. ${ABOUT_NUMBERS}`,
    examples: ['edit . see you at one', 'edit 119 see you at one'],
  },
  who: 'person',
  scope: 'write',
  arguments: { message: anyMessage('own') },
  text: true,
  typed: { order: ['message'] },
  reply: nothing,
  reasons: [
    Reason.notFound,
    Reason.notPermitted,
    Reason.notMember,
    Reason.muted,
    Reason.moderated,
    Reason.noSuchUser,
    Reason.accountNeeded,
    Reason.quotaReached,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: {},
});
