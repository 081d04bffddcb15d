/** Whether people are here. */
import { personOf } from '../acts/room-acts.ts';
import { stateOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';

export const presence: Handler<'presence'> = {
  run(hub, actor, { given }) {
    const asker = personOf(actor);
    const people = given.names.map((name) => {
      const person = hub.find(name);
      if (person === undefined) return { name, state: 'offline' as const };
      const known = { name: person.name, state: stateOf(person) };
      // What somebody says who is blocked is not heard in this way either.
      const text = asker.hasBlocked(person) ? null : person.awayText;
      return text === null ? known : { ...known, text };
    });
    return { data: { people } };
  },
};
