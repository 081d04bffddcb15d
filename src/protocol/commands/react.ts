/** Adds an emoji reaction to a message, or takes it back. */
import * as z from 'zod/mini';
import { anyMessage, argument, off } from '../arguments.ts';
import { ABOUT_NUMBERS, contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { EMOJI_UNITS_MAX } from '../emoji.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';
import { typedWord } from '../typing.ts';

export const reactContract = contract({
  name: 'react',
  help: {
    place: 160,
    line: 'say it with an emoji',
    group: 'Messages',
    more: ABOUT_NUMBERS,
    examples: ['react . 👍', 'react 119 🎉', 'react 119 🎉 off'],
  },
  who: 'person',
  scope: 'write',
  arguments: {
    message: anyMessage('others'),
    emoji: argument(z.string().check(z.minLength(1), z.maxLength(EMOJI_UNITS_MAX)), {
      description: 'one emoji',
      typing: typedWord('emoji', EMOJI_UNITS_MAX),
    }),
    off: off('takes the reaction back'),
  },
  typed: { order: ['message', 'emoji', 'off'] },
  reply: nothing,
  reasons: [
    Reason.notEmoji,
    Reason.notFound,
    Reason.notMember,
    Reason.muted,
    Reason.moderated,
    Reason.noSuchUser,
    Reason.quotaReached,
    Reason.notStored,
    ...reasonsOfReading,
  ],
  method: { positional: ['message', 'emoji'] },
});
