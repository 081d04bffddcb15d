/** Tells people in small rooms who is online. */
import { PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import type { State } from '../../protocol/members.ts';
import { HubEvent } from '../delivery/event.ts';
import type { Hearers } from '../delivery/listening.ts';
import type { KnownRooms } from '../rooms/person-rooms.ts';
import type { Room } from '../rooms/room.ts';
import type { Person } from './client.ts';
import { tellOne } from './telling.ts';

export function stateOf(person: Person): State {
  if (person.clients.length === 0) return 'offline';
  return person.awayText === null ? 'here' : 'away';
}

/** The presence of `person`, who is called `name`, as `asker` is told it: without the words of whom they have blocked. */
export function presenceOf(person: Person | undefined, name: string, asker: Person) {
  if (person === undefined) return { name, state: 'offline' as const };
  const known = { name: person.name, state: stateOf(person) };
  const text = asker.hasBlocked(person) ? null : person.awayText;
  return text === null ? known : { ...known, text };
}

/**
 * Tells everyone who shares a small room with `person` its presence, each once; without its words where it may not
 * speak: its away text, or `why` it is gone.
 */
export function tellPresence(
  hearers: Hearers,
  person: Person,
  rooms: KnownRooms,
  now: number,
  why: string | null,
): void {
  const { name, awayText } = person;
  const state = stateOf(person);
  const guest = person.account === null ? ({ guest: true } as const) : {};
  const here = { event: 'presence', name, state, ...guest } as const;
  const words = { ...(awayText !== null && { text: awayText }), ...(why !== null && { why }) };
  const spoken = new HubEvent({ ...here, ...words });
  // One event where both say the same, so whoever takes note of events takes note of it once.
  const wordless = awayText === null ? here : { ...here, text: '' };
  const silent = awayText === null && why === null ? spoken : new HubEvent(wordless);
  const small = [...rooms.all()].filter(({ members }) => members.size <= PRESENCE_MEMBERS_MAX);
  const told = new Set<Person>([person]);
  // People who also share a room in which it may speak hear its words.
  for (const room of small) if (!isSilent(room, person, now)) tellAll(room, person, spoken, told);
  const heard = new Set(told);
  for (const room of small) if (isSilent(room, person, now)) tellAll(room, person, silent, told);
  hearers.passed(spoken, (one) => one !== person && heard.has(one));
  hearers.passed(silent, (one) => told.has(one) && !heard.has(one));
}

function isSilent(room: Room, person: Person, now: number): boolean {
  const member = room.members.get(person);
  return member !== undefined && room.isSilent(member, now);
}

/** Tells everyone in `room` who is not in `told` yet and has not blocked `by`. */
function tellAll(room: Room, by: Person, event: HubEvent, told: Set<Person>): void {
  for (const { person, unseen } of room.members.values()) {
    if (unseen || told.has(person) || person.hasBlocked(by)) continue;
    told.add(person);
    tellOne(person, event, null);
  }
}
