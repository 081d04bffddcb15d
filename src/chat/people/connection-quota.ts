/** How many connections one person may have, and which of them makes room for another: none that anybody is at. */
import { Reason } from '../../protocol/frames.ts';
import type { Refusal } from '../answer.ts';
import type { Hub } from '../hub.ts';
import type { Account, Session } from './session.ts';

/** Whoever is there answers sooner, over a slow network too. */
const GIVES_WAY_MS = 5000;

/** Why nobody more can log in as `account` now, or none. */
export function noRoom(hub: Hub, account: Account): Reason | Refusal {
  if (account.away && hub.full) return Reason.serverFull;
  const { sessions } = account.person;
  const { devicesMax } = hub.settings;
  if (sessions.length < devicesMax || mostSilent(sessions) !== null) return Reason.none;
  const why = `quota reached: one person may have ${devicesMax} connections at a time`;
  return { reason: Reason.quotaReached, why };
}

/** Where a login that found room has made one connection too many, one that does not answer ends. */
export function makeWay(hub: Hub, { person }: Account): void {
  if (person.sessions.length <= hub.settings.devicesMax) return;
  const silent = mostSilent(person.sessions);
  if (silent !== null) hub.abandon(silent, 'was silent when its person needed the place');
}

/** The one that has for longest not said whether it is there, though it was asked. */
function mostSilent(sessions: readonly Session[]): Session | null {
  let most: Session | null = null;
  let ms = GIVES_WAY_MS;
  for (const session of sessions) {
    const { unansweredMs } = session.connection;
    if (unansweredMs <= ms) continue;
    most = session;
    ms = unansweredMs;
  }
  return most;
}
