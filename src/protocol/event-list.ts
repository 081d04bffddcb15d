/** The contracts of all events, by name. Written by `npm run generate` from src/protocol/events/. */
import { alive, closing } from './events/connection.ts';
import { blocked, read, renamed, unread } from './events/devices.ts';
import { message } from './events/message.ts';
import { deleted, edited, reacted } from './events/message-life.ts';
import { presence, typing, watched } from './events/presence.ts';
import { reply } from './events/reply.ts';
import { invitation, roomEvent } from './events/room.ts';

export const events = {
  alive,
  closing,
  unread,
  read,
  renamed,
  blocked,
  edited,
  deleted,
  reacted,
  message,
  typing,
  watched,
  presence,
  reply,
  room: roomEvent,
  invitation,
} as const;
