/** Executes commands: those of clients, and those of callers without a connection. */

import { Reason } from '../protocol/frames.ts';
import { type Answer, type AnyCommandName, LATER } from './answer.ts';
import type { Asker } from './calls.ts';
import type { Hub } from './hub.ts';
import type { Actor, Client } from './people/client.ts';
import type { Progress } from './ports.ts';
import { type Command, type Done, objection, type Request } from './request.ts';

/** Executes a command. Its answer carries `number`, and comes within this call or later: @returns which */
export function execute(
  hub: Hub,
  client: Client,
  number: number,
  command: Command,
  request: Request,
): Progress {
  // Usually unchanged, and a write costs more than a comparison.
  if (client.asked !== command) client.asked = command;
  client.request = number;
  const reason = objection(hub, client, command, request);
  if (reason === Reason.none) return executed(hub, client, command.run(hub, client, request));
  hub.say(client, number, reason);
  return 'answered';
}

/**
 * Executes a command of a caller without a connection: nobody sees the caller come or go, and nothing counts as
 * received. `done` gets the answer once, now or later, unless the caller has left. Bytes in `request` are lent for this
 * call only. @returns a function by which the caller leaves; it may be called at any time
 */
export function ask<Name extends AnyCommandName>(
  hub: Hub,
  asker: Asker,
  command: Command<Name>,
  request: Request<Name>,
  done: Done<Name>,
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
