/** Limits the connections per person; a new login may replace one that no longer answers. */
import { Reason } from '../../protocol/frames.ts';
import type { Refusal } from '../answer.ts';
import type { Hub } from '../hub.ts';
import type { Account, Session } from './session.ts';

/** A live client answers sooner, even over a slow network. */
const GIVES_WAY_MS = 5000;

/** Why no more sessions can log in as `account` now, or Reason.none. */
export function noRoom(hub: Hub, account: Account): Reason | Refusal {
  if (account.away && hub.full) return Reason.serverFull;
  const { sessions } = account.person;
  const { devicesMax } = hub.settings;
  if (sessions.length < devicesMax || mostSilent(sessions) !== null) return Reason.none;
  const why = `quota reached: one person may have ${devicesMax} connections at a time`;
  return { reason: Reason.quotaReached, why };
}

/** Ends the most silent connection where a login has made one too many. */
export function makeWay(hub: Hub, { person }: Account): void {
  if (person.sessions.length <= hub.settings.devicesMax) return;
  const silent = mostSilent(person.sessions);
  if (silent !== null) hub.abandon(silent, 'was silent when its person needed the place');
}

/** The session that has owed a sign of life for longest. */
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
