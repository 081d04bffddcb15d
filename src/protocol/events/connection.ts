/** What the server says of the connection itself. */
import * as z from 'zod/mini';
import { about, count, flag } from '../members.ts';
import { event } from './event-contract.ts';

export const alive = event(
  'alive',
  { within: about(count, 'seconds, in which something must come from you') },
  'are you there? Only for those whose `hello` said `alive`; the command of that name answers it',
);

export const closing = event(
  'closing',
  {
    why: about(z.string().check(z.minLength(1)), 'for people'),
    again: flag('it is not about who you are: log in again, on a new connection'),
  },
  'the server is about to close this connection',
);
