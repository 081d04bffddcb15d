/** Events about the connection itself. */
import * as z from 'zod/mini';
import { about, count, flag } from '../members.ts';
import { event } from './event-contract.ts';

export const alive = event({
  name: 'alive',
  about: 'asks for a sign of life, where `hello` said `alive`; the command of that name answers it',
  members: { within: about(count, 'seconds within which something must come from you') },
  told: 'connection',
});

export const closing = event({
  name: 'closing',
  about: 'the server is about to close this connection',
  members: {
    why: about(z.string().check(z.minLength(1)), 'for people'),
    again: flag('you may connect and log in again'),
  },
  told: 'connection',
});
