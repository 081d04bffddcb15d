/** All events by name, and their JSON on the wire. */
import type { Wire } from '../shapes.ts';
import { alive, closing } from './connection.ts';
import { blocked, read, renamed, unread } from './devices.ts';
import { message } from './message.ts';
import { deleted, edited, reacted } from './message-life.ts';
import { presence, typing } from './presence.ts';
import { reply } from './reply.ts';
import { roomEvent } from './room.ts';

export const events = {
  reply,
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

/** The JSON of an EVENT. */
export type EventJson<Name extends EventName = EventName> = {
  readonly [One in Name]: { readonly event: One } & Wire<(typeof events)[One]['members']>;
}[Name];
