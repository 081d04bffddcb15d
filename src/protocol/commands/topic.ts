/** Sets the topic of a room. */
import * as z from 'zod/mini';
import { argument, roomHere } from '../arguments.ts';
import { contract, type Given, type Redirected } from '../contract.ts';
import { reasonsOfRoomActs } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { TOPIC_CHARACTERS_MAX } from '../limits.ts';
import type { BadLine } from '../line-grammar.ts';
import { nothing } from '../replies.ts';
import { roomFits, splitWord, trimEnd } from '../typed-words.ts';

/** Without a text the line asks for the topic, which `who` answers; `-` removes it. */
function readTopic(rest: string): Given | Redirected | BadLine {
  const [name, others] = splitWord(rest);
  if (!roomFits(name)) return 'Bad username';
  const topic = trimEnd(others);
  if (topic === '') return { command: 'who', given: { room: name, limit: 1 } };
  if (topic.length > TOPIC_CHARACTERS_MAX) return 'Invalid command';
  return { room: name, topic: topic === '-' ? '' : topic };
}

export const topicContract = contract({
  name: 'topic',
  help: {
    place: 110,
    line: 'say what it is about',
    group: 'Rooms',
    more: 'Without a text it shows the topic; - clears it. Only moderators and owners change it; in a group, everybody may.',
    examples: ['topic #lunch', 'topic #lunch soup of the day', 'topic #lunch -'],
  },
  who: 'person',
  scope: 'moderate',
  arguments: {
    room: roomHere,
    topic: argument(z.string().check(z.maxLength(TOPIC_CHARACTERS_MAX)), {
      description: 'empty for none',
    }),
  },
  typed: { order: ['room'], usage: '<#room> [text]', read: readTopic },
  reply: nothing,
  reasons: [
    ...reasonsOfRoomActs,
    Reason.muted,
    Reason.moderated,
    Reason.quotaReached,
    Reason.notStored,
    Reason.busy,
  ],
  method: { positional: ['room', 'topic'] },
});
