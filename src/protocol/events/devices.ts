/** Events for a registered person: unread messages after a login, and acts of their other devices. */
import * as z from 'zod/mini';
import { about, either, maybe, messageId, name, time } from '../members.ts';
import { nameFits } from '../names.ts';
import { unreadConversations } from '../unread.ts';
import { event } from './event-contract.ts';

export const unread = event({
  name: 'unread',
  about: 'once after each login of a registered person',
  members: {
    place: about(messageId, 'where `missed` goes on for this device'),
    conversations: unreadConversations,
  },
  told: 'extended',
});

export const read = event({
  name: 'read',
  about: 'another of your devices has read a conversation',
  members: {
    with: either,
    upTo: about(messageId, 'the newest message that was read'),
    at: maybe(time, 'the time up to which it was, where that was said'),
  },
  told: 'asking',
  capabilities: { read: { brings: 'conversations that your other devices have read' } },
});

export const renamed = event({
  name: 'renamed',
  about:
    'another of your devices has changed your name; or, with `was`, somebody else has theirs: in a room with you of up to 100 members, or who has written with you since the server started; or a room that you are in has another name',
  members: {
    name: about(either.check(z.refine(nameFits)), 'the new name'),
    was: maybe(either, 'the name before, of somebody else or a room; left out: it is yours'),
    by: maybe(name, 'of a room: who did it'),
  },
  told: 'asking',
  capabilities: {
    renamed: { brings: 'your new name, if another of your devices has changed it' },
    renames: { brings: 'people and rooms with new names: `renamed` with `was`', plain: true },
  },
  needs: ({ was }) => [was ? 'renames' : 'renamed'],
});

export const blocked = event({
  name: 'blocked',
  about: 'another of your devices has blocked or unblocked somebody',
  members: { name, on: z.boolean() },
  told: 'asking',
  capabilities: { blocked: { brings: 'people whom your other devices block or unblock' } },
});
