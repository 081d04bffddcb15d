/** Marks a person as away, or as back. */

import { Reason } from '../../protocol/frames.ts';
import { personOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const away: Handler<'away'> = {
  run(hub, actor, { given }) {
    const person = personOf(actor);
    person.awayText = given.text;
    hub.rooms.tellPresence(person);
    hub.watches.tell(person);
    return Reason.none;
  },
};
