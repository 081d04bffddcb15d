/** Events about what people are doing: typing, here or away. */
import { about, maybeText, name, state } from '../members.ts';
import { event } from './event-contract.ts';

export const typing = event(
  'typing',
  { from: name, to: about(name, 'you, or a room') },
  'somebody is typing',
);

export const presence = event(
  'presence',
  { name, state, text: maybeText() },
  'somebody in one of your rooms of up to 100 members is here or away',
);
