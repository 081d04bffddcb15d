/** Names people whose coming and going one wants to hear of, without sharing a room with them. */
import { Reason } from '../../protocol/frames.ts';
import { personOf } from '../conditions.ts';
import { presenceOf } from '../people/telling-presence.ts';
import type { Handler } from '../request.ts';

export const watch: Handler<'watch'> = {
  run(hub, client, { given }) {
    const { names } = given;
    if (names !== undefined && !hub.watches.add(client, names)) return Reason.quotaReached;
    const asker = personOf(client);
    const wanted = names ?? hub.watches.of(client);
    return { data: { people: wanted.map((name) => presenceOf(hub.find(name), name, asker)) } };
  },
};
