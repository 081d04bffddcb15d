/** Who is here, for those who share a small room with them. */
import type { State } from '../../protocol/members.ts';
import { Event } from '../delivery/event.ts';
import type { Hearers } from '../delivery/listening.ts';
import type { KnownRooms } from '../rooms/person-rooms.ts';
import type { Room } from '../rooms/room.ts';
import type { Person } from './session.ts';
import { tellOne } from './telling.ts';

/** In larger rooms nobody is told who comes and goes, and who is here: they ask. */
export const PRESENCE_MEMBERS_MAX = 100;

export function stateOf(person: Person): State {
  if (person.sessions.length === 0) return 'offline';
  return person.awayText === null ? 'here' : 'away';
}

/** Those who are in a small room with `person` hear whether it is here, each once; where it is muted, without its words. */
export function tellPresence(
  hearers: Hearers,
  person: Person,
  rooms: KnownRooms,
  now: number,
): void {
  const { name, awayText } = person;
  const state = stateOf(person);
  const here = { event: 'presence', name, state } as const;
  const spoken = new Event(awayText === null ? here : { ...here, text: awayText });
  const silent = new Event(awayText === null ? here : { ...here, text: '' });
  const small = [...rooms.all()].filter(({ members }) => members.size <= PRESENCE_MEMBERS_MAX);
  const told = new Set<Person>([person]);
  // Whoever shares a room in which it may speak as well hears what it says.
  for (const room of small) if (!isMuted(room, person, now)) tellAll(room, person, spoken, told);
  const heard = new Set(told);
  for (const room of small) if (isMuted(room, person, now)) tellAll(room, person, silent, told);
  hearers.passed(spoken, (one) => one !== person && heard.has(one));
  hearers.passed(silent, (one) => told.has(one) && !heard.has(one));
}

function isMuted(room: Room, person: Person, now: number): boolean {
  const member = room.members.get(person);
  return member !== undefined && room.isMuted(member, now);
}

/** Tells all in `room` who are not `told` yet and have not blocked `by`. */
function tellAll(room: Room, by: Person, event: Event, told: Set<Person>): void {
  for (const { person, unseen } of room.members.values()) {
    if (unseen || told.has(person) || person.hasBlocked(by)) continue;
    told.add(person);
    tellOne(person, event, null);
  }
}
