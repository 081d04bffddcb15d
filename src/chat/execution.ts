/** Has commands executed: of those who are there, and of those who only ask. */

import { Reason } from '../protocol/frames.ts';
import { type Answer, LATER } from './answer.ts';
import type { Asker } from './calls.ts';
import type { Hub } from './hub.ts';
import type { Actor, Session } from './people/session.ts';
import type { Progress } from './ports.ts';
import { type Command, objection, type Request } from './request.ts';

/** Executes a command. Its answer carries `number`, and comes within this call or later: @returns which */
export function execute(
  hub: Hub,
  session: Session,
  number: number,
  command: Command,
  request: Request,
): Progress {
  // Mostly it is the same as before, and a write costs more than a look.
  if (session.asked !== command) session.asked = command;
  session.request = number;
  const reason = objection(hub, session, command, request);
  if (reason === Reason.none) return executed(hub, session, command.run(hub, session, request));
  hub.say(session, number, reason);
  return 'answered';
}

/**
 * Executes a command of somebody who is not there: nobody sees them come or go, and nothing counts as received by them.
 * `done` is told the answer once, now or later, unless nobody waits for it any more. What of `request` is lent is so for
 * the time of this call. @returns what says that nobody waits any more; it may be called at any time
 */
export function ask(
  hub: Hub,
  asker: Asker,
  command: Command,
  request: Request,
  done: (answer: Answer) => void,
): () => void {
  const call = hub.calls.open(asker, command, done);
  if (call === null) return () => {};
  const reason = objection(hub, call, command, request);
  if (reason === Reason.none) executed(hub, call, command.run(hub, call, request));
  else hub.say(call, call.request, reason);
  return () => call.leave();
}

function executed(hub: Hub, actor: Actor, answer: Answer | typeof LATER): Progress {
  if (answer === LATER) return actor.progress;
  if (answer !== Reason.none) hub.say(actor, actor.request, answer);
  else actor.replies.answered(actor.request, answer);
  return 'answered';
}
