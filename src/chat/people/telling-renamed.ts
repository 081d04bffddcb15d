/** Tells people that somebody whom they share a small room with, or write with, has another name now. */
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hub } from '../hub.ts';
import type { Person } from './client.ts';
import { tellOne } from './telling.ts';

/** `person` was called `was`. Those who have blocked it hear nothing, and those whom it has blocked only in rooms. */
export function tellRenamed(hub: Hub, person: Person, was: string): void {
  const event = new HubEvent({ event: 'renamed', name: person.name, was });
  const told = new Set<Person>();
  const tell = (other: Person) => {
    if (other === person || told.has(other) || other.hasBlocked(person)) return;
    told.add(other);
    tellOne(other, event, null);
  };
  for (const { members } of hub.rooms.book.of(person).all()) {
    if (members.size > PRESENCE_MEMBERS_MAX) continue;
    for (const { person: other, unseen } of members.values()) if (!unseen) tell(other);
  }
  for (const other of person.partners.all) if (!person.hasBlocked(other)) tell(other);
  hub.listeners.passed(event, (one) => told.has(one));
}
