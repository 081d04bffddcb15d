/** Limits the connections per person; a new login may replace one that no longer answers. */
import { Reason } from '../../protocol/frames.ts';
import type { Refusal } from '../answer.ts';
import type { Hub } from '../hub.ts';
import type { Account, Client } from './client.ts';

/** A live client answers sooner, even over a slow network. */
const GIVES_WAY_MS = 5000;

/** Why no more clients can log in as `account` now, or Reason.none. */
export function noRoom(hub: Hub, account: Account): Reason | Refusal {
  if (account.away && hub.full) return Reason.serverFull;
  const { clients } = account.person;
  const { devicesMax } = hub.settings;
  if (clients.length < devicesMax || mostSilent(clients) !== null) return Reason.none;
  const why = `quota reached: one person may have ${devicesMax} connections at a time`;
  return { reason: Reason.quotaReached, why };
}

/** Ends the most silent connection where a login has made one too many. */
export function makeWay(hub: Hub, { person }: Account): void {
  if (person.clients.length <= hub.settings.devicesMax) return;
  const silent = mostSilent(person.clients);
  if (silent !== null) hub.abandon(silent, 'was silent when its person needed the place');
}

/** The client that has owed a sign of life for longest. */
function mostSilent(clients: readonly Client[]): Client | null {
  let most: Client | null = null;
  let ms = GIVES_WAY_MS;
  for (const client of clients) {
    const { unansweredMs } = client.connection;
    if (unansweredMs <= ms) continue;
    most = client;
    ms = unansweredMs;
  }
  return most;
}
