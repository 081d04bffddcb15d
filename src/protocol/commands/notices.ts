/** Turns notices on or off: lines that tell plain clients of what they cannot show. */
import * as z from 'zod/mini';
import { argument } from '../arguments.ts';
import { contract } from '../contract.ts';
import { Reason } from '../frames.ts';
import { nothing } from '../replies.ts';
import { typedChoice } from '../typing.ts';

export const noticesContract = contract({
  name: 'notices',
  help: {
    place: 270,
    line: 'whether you are told of edits, reactions and who was put out',
    about: 'on plain clients, by a line that begins with `*`',
  },
  who: 'person',
  scope: 'account',
  arguments: { on: argument(z.boolean(), { typing: typedChoice({ on: true, off: false }) }) },
  typed: { order: ['on'], only: 'lines' },
  reply: nothing,
  reasons: [Reason.quotaReached, Reason.notStored, Reason.busy],
  method: {},
});
