/** Logs in: as a guest, or as a registered person with a password or a token. */

import { Reason } from '../../protocol/frames.ts';
import { saidHello } from '../../protocol/hearing.ts';
import { begun, enterIfRoom, fits, rememberAndEnter, wrong } from '../acts/logging-in.ts';
import { type Answer, type LATER, pacedBy, type Refusal } from '../answer.ts';
import { allowedName } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Account, Actor, Client } from '../people/client.ts';
import type { Handler, Request } from '../request.ts';

export const login: Handler<'login'> = {
  preconditions: [allowedName],
  run(hub, client, request) {
    const { name, password, token } = request.given;
    if (token !== undefined) return withToken(hub, client, name, token);
    if (password !== undefined) return withPassword(hub, client, request, password);
    if (fits(hub, client.token, name)) {
      return withToken(hub, client, name, client.token);
    }
    return asGuest(hub, client, name);
  },
};

function asGuest(hub: Hub, client: Client, name: string): Answer {
  const other = hub.find(name);
  if (other !== undefined) {
    return other.account === null ? Reason.nameInUse : Reason.passwordNeeded;
  }
  const now = hub.world.now();
  if (hub.accounts.reserves(name, now) || hub.former.keeps(name, null, now))
    return Reason.nameInUse;
  if (!hub.settings.guests) return Reason.notPermitted;
  const full = hub.fullForGuests(client);
  if (full !== Reason.none) return full;
  const { logins } = hub.world;
  const pace = pacedBy(logins.waitMs(client.address));
  if (pace !== Reason.none) return pace;
  logins.began(client.address);
  hub.enter(client, name);
  if (!saidHello(client.hearing)) return Reason.none;
  return { data: { name, registered: false } };
}

/**
 * A wrong token counts as a guess, like a wrong password; past the limit, the answer does not say that it was wrong.
 */
function wrongToken(hub: Hub, actor: Actor, account: Account): Reason | Refusal {
  const { guesses } = hub.world;
  const pace = pacedBy(guesses.waitMs(account.id, actor.address));
  if (pace !== Reason.none) return pace;
  guesses.failed(account.id, actor.address);
  return wrong(hub, actor, account);
}

function withToken(hub: Hub, client: Client, name: string, token: string): Answer {
  if (!client.confidential) return Reason.tlsRequired;
  const digest = hub.world.secrets.digest(token);
  // The account may have been renamed while this device was away: the token identifies it, unless the name is now
  // another's.
  const account = hub.accountOf(name) ?? hub.accounts.withToken(digest);
  if (account === undefined || account.leaving) return Reason.noSuchUser;
  const device = account.deviceWith(digest);
  if (device === undefined) return wrongToken(hub, client, account);
  // A valid token is no guess, so others' guesses and logins from its address do not delay it.
  return enterIfRoom(hub, client, account, device, null);
}

function withPassword(
  hub: Hub,
  client: Client,
  { given }: Request<'login'>,
  password: string,
): Answer | typeof LATER {
  const { name, device: label } = given;
  return begun(hub, client, name, password, (account, answer) => {
    if (label === undefined) {
      return answer(enterIfRoom(hub, client, account, null, null));
    }
    rememberAndEnter(hub, client, account, label, answer);
  });
}
