/** Says whether people are online, away or offline. */
import { personOf } from '../conditions.ts';
import { presenceOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';

export const presence: Handler<'presence'> = {
  run(hub, actor, { given }) {
    const asker = personOf(actor);
    const people = given.names.map((name) => presenceOf(hub.find(name), name, asker));
    return { data: { people } };
  },
};
