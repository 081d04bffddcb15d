/** Tells one person something, on all its clients. */

import type { RoomAct } from '../../protocol/events/room.ts';
import { hears } from '../../protocol/hearing.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Actor, Person } from './client.ts';

/** Skips `except`, the client that acted. */
export function tellOne(person: Person, event: HubEvent, except: Actor | null): void {
  const quiet = !person.notices;
  for (const client of person.clients) {
    if (client !== except && hears(client.hearing, event.capability, quiet)) {
      client.connection.event(event);
    }
  }
}

/** Acts of moderation on a person. */
const TO_SOMEBODY: ReadonlySet<RoomAct> = new Set(['kicked', 'banned', 'muted', 'unmuted', 'role']);

/**
 * Tells `person` of an event by a blocked person, but only what was done to `person`, or that a room is gone: where
 * they are and what they may do has changed. The blocked person's words are left out.
 */
export function tellInSpiteOfBlock(person: Person, event: HubEvent): void {
  const { json } = event;
  // What a room is called is nobody's word.
  if (json.event === 'renamed') return tellOne(person, event, null);
  if (json.event !== 'room') return;
  const { why: _, ...wordless } = json;
  const { what, name } = json;
  if (what !== 'removed' && !(TO_SOMEBODY.has(what) && name === person.name)) return;
  tellOne(person, new HubEvent(wordless), null);
}
