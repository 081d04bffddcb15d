/** Names of rooms are guessed only so fast: that one is taken also tells of private rooms. */
import type { Reason } from '../../protocol/frames.ts';
import { pacedBy, type Refusal } from '../answer.ts';
import type { Hub } from '../hub.ts';
import type { Actor, Person } from '../people/client.ts';

function askerOf(actor: Actor, { account }: Person): string {
  return account === null ? `connection ${actor.id}` : `account ${account.id}`;
}

/** Reason.none, or when `person` may try the next name, through `actor`. */
export function mayTryName({ world }: Hub, actor: Actor, person: Person): Reason | Refusal {
  return pacedBy(world.roomNames.waitMs(askerOf(actor, person), actor.address));
}

/** `person` has found out whether a name `isTaken`. */
export function triedName({ world }: Hub, actor: Actor, person: Person, isTaken: boolean): void {
  world.roomNames.tried(askerOf(actor, person), actor.address, isTaken);
}
