/** Shared by logging in and registering: passwords, devices, entering. */
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { saidHello } from '../../protocol/hearing.ts';
import { type Answer, LATER, pacedBy, type Refusal } from '../answer.ts';
import { answering } from '../answering.ts';
import { deviceAdded, deviceRemoved } from '../changes/devices.ts';
import { type Answering, follow, make } from '../changes/making.ts';
import type { Hub } from '../hub.ts';
import { Account, type Actor, type Device } from '../people/client.ts';
import { makeWay, noRoom } from '../people/connection-quota.ts';
import { cameToNothing } from '../people/registered-guest.ts';

/** Is `token` a token of the account `name`? */
export function fits(hub: Hub, token: string | null, name: string): token is string {
  if (token === null) return false;
  return hub.accountOf(name)?.deviceWith(hub.world.secrets.digest(token)) !== undefined;
}

export function wrong(hub: Hub, actor: Actor, account: Account): Reason {
  hub.world.observer.guessed(actor, account.record.name);
  return Reason.wrongPassword;
}

/** Begins a login as `name`, which goes on with `then` if `password` is right. */
export function begun(
  hub: Hub,
  actor: Actor,
  name: string,
  password: string,
  then: (account: Account, answer: Answering) => void,
): Answer | typeof LATER {
  const account = mayTry(hub, actor, name);
  if (!(account instanceof Account)) return account;
  const { logins } = hub.world;
  logins.began(actor.address);
  return verified(
    hub,
    actor,
    account,
    password,
    (answer) => then(account, answer),
    () => {
      logins.undone(actor.address);
    },
  );
}

/** The account `name`, if `actor` may try a password for it now; otherwise why not. */
function mayTry(hub: Hub, actor: Actor, name: string): Account | Reason | Refusal {
  if (!actor.confidential) return Reason.tlsRequired;
  const account = hub.accountOf(name);
  if (account === undefined) return Reason.noSuchUser;
  const reason = noRoom(hub, account);
  if (reason !== Reason.none) return reason;
  const { logins, guesses } = hub.world;
  const waitMs = Math.max(logins.waitMs(actor.address), guesses.waitMs(account.id, actor.address));
  return waitMs > 0 ? pacedBy(waitMs) : account;
}

/**
 * Goes on with `then`, which answers, if `password` is that of `account`. This comes later, since hashing takes a
 * while: by then the connection may be gone, and the account too. `untried` is called where the password was queued but
 * never checked.
 */
export function verified(
  hub: Hub,
  actor: Actor,
  account: Account,
  password: string,
  then: (answer: Answering) => void,
  untried: () => void = () => {},
): Answer | typeof LATER {
  const { secrets, guesses } = hub.world;
  const record = account.record.password;
  if (record === null) return wrong(hub, actor, account);
  return answering(hub, actor, true, (answer) => {
    // Counted before the result is known: otherwise many could be tried at once while the first is being checked.
    guesses.failed(account.id, actor.address);
    secrets.verify(record, password, actor, (fits) => {
      if (fits === null) guesses.untried(account.id, actor.address);
      if (actor.gone) return;
      if (fits === null) {
        untried();
        return answer(Reason.busy);
      }
      const current = hub.accounts.get(account.id) === account && !account.leaving;
      if (!fits || !current || account.record.password !== record) {
        return answer(wrong(hub, actor, account));
      }
      guesses.succeeded(account.id, actor.address);
      then(answer);
    });
  });
}

/** Remembers a new device called `label`, and logs `actor` in with it. */
export function rememberAndEnter(
  hub: Hub,
  actor: Actor,
  account: Account,
  label: string,
  answer: Answering,
): void {
  remember(hub, actor, account, label, answer, (device, token) => {
    // Logging in works even where the device cannot be remembered.
    answer(enter(hub, actor, account, device, device === null ? null : token));
  });
}

/**
 * Remembers a new device called `label`, and goes on with `then`; with null where that fails. Where there is no room
 * for the device, or `actor` has gone, this function answers instead.
 */
export function remember(
  hub: Hub,
  actor: Actor,
  account: Account,
  label: string,
  answer: Answering,
  then: (device: Device | null, token: string) => void,
): void {
  const { log, secrets, now } = hub.world;
  // The password is being changed: the one checked may be the old one.
  if (account.changing) return answer(Reason.busy);
  if (!makeRoom(hub, account)) return answer(Reason.quotaReached);
  const token = secrets.newToken();
  const record = {
    id: hub.accounts.nextDevice(),
    account: account.id,
    label,
    token: secrets.digest(token),
    createdAt: now(),
  };
  const goOn = (device: Device | null) => {
    const isThere = hub.accounts.get(account.id) === account && !account.leaving;
    if (!isThere) return answer(Reason.noSuchUser);
    const reason = actor.gone ? Reason.notLoggedIn : noRoom(hub, account);
    if (reason !== Reason.none) {
      // The device's token was never handed out.
      if (device !== null) forget(hub, account, device);
      cameToNothing(hub, account);
      return answer(reason);
    }
    then(device, token);
  };
  const failed = () => goOn(null);
  make(hub, deviceAdded, { account, record }, failed, Reason.noSuchUser, (device) => {
    const { id, cursor: upTo } = account;
    log.note({ kind: 'received', account: id, device: record.id, upTo });
    goOn(device);
    return LATER;
  });
}

/** Is there room for one more device? The oldest that are not logged in make way. */
function makeRoom(hub: Hub, account: Account): boolean {
  let excess = account.devicesComing + 1 - hub.settings.devicesMax;
  for (const { leaving } of account.devices.values()) if (!leaving) excess++;
  for (const device of account.devices.values()) {
    if (excess <= 0) break;
    if (device.leaving || account.isOnline(device)) continue;
    forget(hub, account, device);
    excess--;
  }
  return excess <= 0;
}

/** `device` cannot log in again without the password; where it is logged in, it stays so. */
export function forget(hub: Hub, account: Account, device: Device): void {
  follow(hub, deviceRemoved, { account, device });
}

/** Like `enter`, if there is room. */
export function enterIfRoom(
  hub: Hub,
  actor: Actor,
  account: Account,
  device: Device | null,
  token: string | null,
): Answer {
  const reason = noRoom(hub, account);
  return reason === Reason.none ? enter(hub, actor, account, device, token) : reason;
}

/** Logs `actor` in as `account`, if it has a connection, and answers. What was missed follows the answer. */
function enter(
  hub: Hub,
  actor: Actor,
  account: Account,
  device: Device | null,
  token: string | null,
): Answer {
  if (actor.present) {
    hub.enterAccount(actor, account, device);
    makeWay(hub, account);
    hub.delivery.welcome(actor, account);
    if (!saidHello(actor.hearing)) return Reason.none;
  }
  return welcome(account, device?.record.id ?? null, token);
}

export function welcome(account: Account, device: number | null, token: string | null): Answer {
  const { name, operator } = account.record;
  const reply: ReplyData<'login'> = { name, registered: true };
  if (operator) reply.operator = true;
  if (device !== null) reply.device = device;
  if (token !== null) reply.token = token;
  return { data: reply };
}
