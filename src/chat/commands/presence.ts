/** Says whether people are online, away or offline. */
import { personOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Person } from '../people/client.ts';
import { presenceOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';

export const presence: Handler<'presence'> = {
  run(hub, actor, { given }) {
    const asker = personOf(actor);
    const people = given.names.map((name) => {
      const person = hub.find(name);
      const known = presenceOf(person, name, asker);
      return person === undefined || given.idle !== true
        ? known
        : { ...known, ...idleness(hub, person, asker) };
    });
    return { data: { people } };
  },
};

/** Since when `person` is here, and silent where `asker` is told what it says; empty where they share no room. */
function idleness(hub: Hub, person: Person, asker: Person) {
  if (person.clients.length === 0 || asker.hasBlocked(person)) return {};
  let isNear = person === asker;
  let last = person.cameAt;
  for (const room of hub.rooms.book.of(asker).all()) {
    const member = room.memberOf(asker) === null ? null : room.shownMember(person);
    if (member === null) continue;
    isNear = true;
    last = Math.max(last, member.spokeAt);
  }
  if (!isNear) return {};
  const { now, dated } = hub.world;
  return { since: dated(person.cameAt), idle: Math.max(0, Math.floor((now() - last) / 1000)) };
}
