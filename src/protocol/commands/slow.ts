/** Sets slow mode: the least time between two messages of one member. */
import * as z from 'zod/mini';
import { argument, roomHere } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { parseSeconds } from '../durations.ts';
import { Reason } from '../frames.ts';
import { SLOW_SECONDS_MAX } from '../limits.ts';
import { nothing } from '../replies.ts';
import { splitWord } from '../typed-words.ts';
import type { Typing } from '../typing.ts';

/** `off`, or a duration. */
const typedPause: Typing<number> = {
  word: '30s|off',
  literal: true,
  read(rest) {
    const [word, others] = splitWord(rest);
    const seconds = word === 'off' ? 0 : parseSeconds(word, 0, SLOW_SECONDS_MAX);
    return seconds === null ? 'Invalid command' : { value: seconds, rest: others };
  },
};

export const slowContract = contract({
  name: 'slow',
  help: {
    place: 350,
    line: 'a pause between two messages of each',
    about: 'owners and moderators are not slowed down',
    group: 'Moderation',
    more: 'Moderators and owners are not slowed down.',
    examples: ['slow #lunch 30s', 'slow #lunch off'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    room: roomHere,
    seconds: argument(z.int().check(z.gte(0), z.lte(SLOW_SECONDS_MAX)), {
      description: 'between two messages of one member; 0 for none',
      typing: typedPause,
    }),
  },
  typed: { order: ['room', 'seconds'] },
  reply: nothing,
  reasons: [...reasonsOfRoomActs, Reason.notStored, Reason.busy],
  method: { positional: ['room', 'seconds'] },
});
