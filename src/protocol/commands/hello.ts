/** Declares that the client understands COMMANDs and EVENTs, and which events it wants. */
import * as z from 'zod/mini';
import { argument, optional } from '../arguments.ts';
import { contract } from '../contract.ts';
import { about, count, maybe, word } from '../members.ts';

export const helloContract = contract({
  name: 'hello',
  help: { place: 490, line: 'say that this client knows the extensions' },
  who: 'stranger',
  scope: 'read',
  connection: true,
  arguments: {
    client: optional(
      argument(z.string().check(z.maxLength(80))),
      'the name of the client; it changes nothing',
    ),
    events: optional(
      argument(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(100))),
      'what it wants to hear, by the names in section 14, which also says what is heard without it',
    ),
    alive: optional(argument(z.literal(true)), 'it answers the event `alive`'),
  },
  reply: z.object({
    server: z.literal('chinwag'),
    version: about(z.string(), 'of the server'),
    name: maybe(word, 'what people call the server; none: it has no name of its own'),
    passwordMin: maybe(count, 'bytes of a new password, at least; none: 8'),
  }),
  reasons: [],
  method: null,
});
