/** All events but `reply`, which answers a COMMAND, by their names. */
import type * as z from 'zod/mini';
import { alive, closing } from './connection.ts';
import { blocked, read, renamed, unread } from './devices.ts';
import { message } from './message.ts';
import { deleted, edited, reacted } from './message-life.ts';
import { presence, typing } from './presence.ts';
import { roomEvent } from './room.ts';

export const events = {
  message,
  unread,
  read,
  renamed,
  edited,
  deleted,
  reacted,
  room: roomEvent,
  typing,
  presence,
  blocked,
  alive,
  closing,
} as const;

export type EventName = keyof typeof events;

/** What the client library makes of the members of an event. */
export type EventMembers<Name extends EventName> = z.output<(typeof events)[Name]['members']>;
