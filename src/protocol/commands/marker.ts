/** Says how far one has read a conversation. */

import * as z from 'zod/mini';
import { described, either } from '../arguments.ts';
import { contract } from '../contract.ts';
import { reasonsOfReading } from '../contract-reasons.ts';
import { Reason } from '../frames.ts';
import { maybe, messageId, time } from '../members.ts';

export const markerContract = contract({
  name: 'marker',
  help: { place: 555, line: 'say how far you have read a conversation' },
  who: 'account',
  scope: 'read',
  arguments: { with: described(either, 'a person, or a room') },
  reply: z.object({
    upTo: maybe(messageId, 'the newest message that was read; none: nothing was'),
    at: maybe(time, 'the time up to which it was; none: it is not known'),
  }),
  reasons: [Reason.noSuchUser, Reason.noSuchRoom, Reason.notMember, ...reasonsOfReading],
  method: {},
});
