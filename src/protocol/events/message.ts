/** The event for a new message. */
import { about, anyMessageId, either, flag, mannerOf, maybe, name, time } from '../members.ts';
import { event } from './event-contract.ts';

export const message = event({
  name: 'message',
  about:
    'a message; its text follows the JSON. It is to you or a room, or, if `from` is you and `to` somebody else, from one of your other devices',
  members: {
    from: name,
    to: about(either, 'you, or a room'),
    id: maybe(anyMessageId, 'none, or negative: it is not stored'),
    at: maybe(time, 'when it was stored'),
    guest: flag('a guest wrote it, in a room'),
    reply: maybe(anyMessageId, 'the message that it answers'),
    as: mannerOf(),
  },
  text: true,
  told: 'all',
  // One's own messages from elsewhere; those of others need nothing.
  capabilities: { sent: { brings: 'messages that your other devices send' } },
});
