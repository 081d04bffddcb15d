/** For commands that answer at once in some cases, and after a write or read in others. */

import { type Answer, LATER } from './answer.ts';
import type { Answering } from './changes/making.ts';
import type { Hub } from './hub.ts';
import type { Actor } from './people/client.ts';
import type { Ticket } from './ports.ts';

/** Lets `work` answer, now or later. `alone`: if it is later, no other command of this connection runs before that. */
export function answering(
  hub: Hub,
  actor: Actor,
  alone: boolean,
  work: (answer: Answering) => void,
): Answer | typeof LATER {
  let atOnce: Answer | null = null;
  let ticket: Ticket | null = null;
  work((answer) => {
    if (ticket === null) atOnce = answer;
    else hub.answer(actor, ticket, answer);
  });
  if (atOnce !== null) return atOnce;
  ticket = hub.later(actor, alone);
  return LATER;
}
