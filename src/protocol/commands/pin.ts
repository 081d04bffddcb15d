/** Pins or unpins a message in a room. */
import { anyMessage, off } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';

export const pinContract = contract({
  name: 'pin',
  help: {
    place: 190,
    line: 'keep a message of a room in sight',
    group: 'Messages',
    more: `For moderators and owners; in a group, for everybody in it. ${ABOUT_NUMBERS}`,
    examples: ['pin .', 'pin 119', 'pin 119 off'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: { message: anyMessage('anybody', true), off: off('removes the pin') },
  typed: { order: ['message', 'off'] },
  reply: nothing,
  reasons: [
    Reason.muted,
    Reason.moderated,
    Reason.notFound,
    Reason.notPermitted,
    Reason.notMember,
    Reason.quotaReached,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: {},
});
