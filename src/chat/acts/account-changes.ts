/** Changes to an account that commands share: its record, its password, its removal. */
import { encodeText } from '../../protocol/bytes.ts';
import { Reason } from '../../protocol/frames.ts';
import { PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN, TOKEN_PREFIX } from '../../protocol/limits.ts';
import type { Refusal } from '../answer.ts';
import { type Answer, LATER, pacedBy } from '../answer.ts';
import {
  accountAdded,
  accountRemoved,
  type KeptBlocks,
  recordChanged,
} from '../changes/accounts.ts';
import { make } from '../changes/making.ts';
import { accountOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Account, Actor } from '../people/client.ts';
import type { AccountRecord, InvitationRecord } from '../records.ts';
import type { Precondition } from '../request.ts';
import { forget } from './logging-in.ts';

/** Why this may be no password, or Reason.none. */
export function passwordRefused(hub: Hub, password: string): Reason | Refusal {
  const { passwordBytesMin: least } = hub.settings;
  const { length } = encodeText(password);
  const fits = length >= least && length <= PASSWORD_BYTES_MAX;
  if (fits && !password.startsWith(TOKEN_PREFIX)) return Reason.none;
  const why = `password not allowed (${least} to ${PASSWORD_BYTES_MAX} bytes)`;
  return least === PASSWORD_BYTES_MIN
    ? Reason.passwordNotAllowed
    : { reason: Reason.passwordNotAllowed, why };
}

export function isUnused(hub: Hub, actor: Actor, name: string): Reason {
  const taken = hub.accounts.reserves(name, hub.world.now()) || hub.guestHas(name, actor);
  return taken ? Reason.nameInUse : Reason.none;
}

/** Adds the account `name`, which stays claimed until then; `done` gets null where it cannot be stored. */
export function addAccount(
  hub: Hub,
  name: string,
  password: string,
  invitation: InvitationRecord | null,
  blocks: KeptBlocks,
  done: (account: Account | null) => void,
): void {
  const record: AccountRecord = {
    id: hub.accounts.nextAccount(),
    name,
    password,
    createdAt: hub.world.now(),
    operator: false,
    notices: true,
  };
  const failed = () => done(null);
  make(hub, accountAdded, { record, invitation, blocks }, failed, Reason.notStored, (account) => {
    hub.world.observer.account(record, 'registered');
    done(account);
    return LATER;
  });
}

export const mayGuess: Precondition = (hub, actor) =>
  pacedBy(hub.world.guesses.waitMs(accountOf(actor).id, actor.address));

/**
 * Gives `account` a new password; all its devices but that of `actor` then need it. Busy while another change is under
 * way.
 */
export function setPassword(
  hub: Hub,
  account: Account,
  password: string,
  done: (answer: Answer) => void,
  actor: Actor | null,
): void {
  if (hub.accounts.get(account.id) !== account || account.leaving) return done(Reason.noSuchUser);
  if (account.changing || account.devicesComing > 0) return done(Reason.busy);
  // Before the password: once an entry fails, all later ones fail too, so no token outlives the old password.
  for (const device of account.devices.values()) {
    if (device !== actor?.device) forget(hub, account, device);
  }
  const record = { ...account.record, password };
  make(hub, recordChanged, { account, record }, done, Reason.noSuchUser, () => {
    hub.world.observer.account(record, 'changed the password', actor);
    for (const other of [...account.person.clients]) {
      if (other !== actor) hub.dismiss(other, 'the password was changed');
    }
    return Reason.none;
  });
}

/**
 * Removes `account` and all that belongs to it; `actor` stays connected, logged out. Busy while another change is under
 * way.
 */
export function removeAccount(
  hub: Hub,
  account: Account,
  actor: Actor | null,
  done: (answer: Answer) => void,
): void {
  const { id, name } = account.record;
  if (account.changing) return done(Reason.busy);
  const reservation = { name, until: hub.world.now() + hub.settings.reservedMs };
  make(hub, accountRemoved, { account, reservation, actor }, done, Reason.none, (rooms) => {
    for (const room of rooms) hub.rooms.succession.decide(room);
    hub.world.observer.account({ id, name }, 'removed');
    return Reason.none;
  });
}
