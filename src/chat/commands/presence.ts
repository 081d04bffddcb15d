/** Says whether people are online, away or offline. */
import { personOf } from '../conditions.ts';
import { stateOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';

export const presence: Handler<'presence'> = {
  run(hub, actor, { given }) {
    const asker = personOf(actor);
    const people = given.names.map((name) => {
      const person = hub.find(name);
      if (person === undefined) return { name, state: 'offline' as const };
      const known = { name: person.name, state: stateOf(person) };
      // The away text of a blocked person is left out.
      const text = asker.hasBlocked(person) ? null : person.awayText;
      return text === null ? known : { ...known, text };
    });
    return { data: { people } };
  },
};
