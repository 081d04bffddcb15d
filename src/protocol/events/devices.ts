/** Events for a registered person: unread messages after a login, and acts of their other devices. */
import * as z from 'zod/mini';
import { about, messageId, name } from '../members.ts';
import { nameFits } from '../names.ts';
import { unreadConversations } from '../unread.ts';
import { event } from './event-contract.ts';

export const unread = event(
  'unread',
  {
    place: about(messageId, 'where `missed` goes on for this device'),
    conversations: unreadConversations,
  },
  'once after each login of a registered person',
);

export const read = event(
  'read',
  { with: name, upTo: about(messageId, 'the newest message that was read') },
  'another of your devices has read a conversation',
);

export const renamed = event(
  'renamed',
  { name: about(name.check(z.refine(nameFits)), 'your new name') },
  'another of your devices has changed your name',
);

export const blocked = event(
  'blocked',
  { name, on: z.boolean() },
  'another of your devices has blocked or unblocked somebody',
);
