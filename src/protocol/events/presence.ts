/** Events about what people are doing: typing, here or away. */
import { PRESENCE_MEMBERS_MAX } from '../limits.ts';
import { about, either, flag, maybeText, name, state } from '../members.ts';
import { event } from './event-contract.ts';

export const typing = event({
  name: 'typing',
  about: 'somebody is typing',
  members: { from: name, to: about(either, 'you, or a room') },
  told: 'asking',
  capabilities: { typing: { brings: 'people who are typing' } },
});

export const watched = event({
  name: 'watched',
  about: 'somebody whom this client watches has come, gone, or is away',
  members: { name, state, text: maybeText() },
  told: 'asking',
  capabilities: { watched: { brings: 'people whom you `watch`', plain: true } },
});

export const presence = event({
  name: 'presence',
  about: `somebody in one of your rooms of up to ${PRESENCE_MEMBERS_MAX} members is here or away`,
  members: {
    name,
    state,
    text: maybeText(),
    why: maybeText('of `offline`: why, in their words'),
    guest: flag(),
  },
  told: 'asking',
  capabilities: { presence: { brings: 'people who come, go or are away' } },
});
