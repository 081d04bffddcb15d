/** Deletes one's own message, or as a moderator someone else's in a room. */
import { anyMessage } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const deleteContract = contract({
  name: 'delete',
  help: {
    place: 150,
    line: 'take a message back',
    about: 'a tombstone stays; the text is erased',
    group: 'Messages',
    more: `Its text is gone for everybody. Moderators may delete what others wrote in their room. ${ABOUT_NUMBERS}`,
    examples: ['delete .', 'delete 119'],
  },
  who: 'person',
  scope: 'write',
  arguments: { message: anyMessage('own') },
  typed: { order: ['message'] },
  reply: nothing,
  reasons: [
    Reason.notFound,
    Reason.notPermitted,
    Reason.notMember,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: {},
});
