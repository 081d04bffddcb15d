/** Telling one person something, wherever it is logged in. */
import { hears } from '../../protocol/events/capabilities.ts';
import { Event, type RoomAct } from '../delivery/event.ts';
import type { Actor, Person } from './session.ts';

/** Not `except`, whose doing it is. */
export function tellOne(person: Person, event: Event, except: Actor | null): void {
  const quiet = !person.notices;
  for (const session of person.sessions) {
    if (session !== except && hears(session.hearing, event.capability, quiet)) {
      session.connection.event(event);
    }
  }
}

/** What a moderator or an owner does to somebody. */
const TO_SOMEBODY: ReadonlySet<RoomAct> = new Set(['kicked', 'banned', 'muted', 'unmuted', 'role']);

/**
 * Tells `person` of an event by somebody whom they have blocked only what was done to them, and that the room is gone:
 * where they are and what they may do has changed. The words that came with it are the other's, and are left out.
 */
export function tellInSpiteOfBlock(person: Person, { json }: Event): void {
  if (json.event !== 'room') return;
  const { why: _, ...wordless } = json;
  const { what, name } = json;
  if (what !== 'removed' && !(TO_SOMEBODY.has(what) && name === person.name)) return;
  tellOne(person, new Event(wordless), null);
}
