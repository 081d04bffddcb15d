/** A name that is one's own: registering it, its password, changing it, giving it up. */
import { encodeText } from '../../protocol/bytes.ts';
import { Reason } from '../../protocol/frames.ts';
import { invitationMeant } from '../../protocol/invitation-code.ts';
import { PASSWORD_BYTES_MAX, PASSWORD_BYTES_MIN, TOKEN_PREFIX } from '../../protocol/limits.ts';
import { type Answer, LATER, pacedBy } from '../answer.ts';
import { answering } from '../answering.ts';
import {
  accountAdded,
  accountRemoved,
  type KeptBlocks,
  recordChanged,
  renamed,
} from '../changes/accounts.ts';
import { type Answering, make } from '../changes/making.ts';
import { accountOf, confidential, registrableName } from '../conditions.ts';
import { Event } from '../event.ts';
import type { Hub } from '../hub.ts';
import { inheritHolds, keepBansOfName } from '../inherited-holds.ts';
import type { Ticket } from '../ports.ts';
import type { AccountRecord, InvitationRecord } from '../records.ts';
import {
  blocksOf,
  bringIn,
  cameToNothing,
  keepBlocks,
  NO_BLOCKS,
  takeOut,
} from '../registered-guest.ts';
import type { Handler, Precondition } from '../request.ts';
import type { Account, Actor } from '../session.ts';
import { tellOne } from '../telling.ts';
import { enterIfRoom, forget, rememberAndEnter, verified } from './login.ts';

/** May the password be one? */
export function passwordAllowed(password: string): boolean {
  const { length } = encodeText(password);
  const fits = length >= PASSWORD_BYTES_MIN && length <= PASSWORD_BYTES_MAX;
  return fits && !password.startsWith(TOKEN_PREFIX);
}

/** Logged in as nobody, or as a guest of the name that is to be registered. */
const nobodyElse: Precondition<'register'> = (_hub, actor, request) => {
  if (actor.person === null) return Reason.none;
  const isGuest = actor.person.account === null && actor.person.name === request.given.name;
  return isGuest ? Reason.none : Reason.alreadyLoggedIn;
};

const mayRegister: Precondition = (hub) => {
  if (hub.settings.registration === 'closed') return Reason.notPermitted;
  const { count, claims } = hub.accounts;
  return count + claims < hub.settings.accountsMax ? Reason.none : Reason.serverFull;
};

/** Nobody has the name, as a guest or otherwise. */
const unusedName: Precondition<'register'> = (hub, actor, { given }) =>
  isUnused(hub, actor, given.name);

function isUnused(hub: Hub, actor: Actor, name: string): Reason {
  const taken = hub.accounts.reserves(name, hub.world.now()) || hub.guestHas(name, actor);
  return taken ? Reason.nameInUse : Reason.none;
}

const notTooFast: Precondition = (hub, actor) => hub.world.registrations.refusal(actor.address);

export const register: Handler<'register'> = {
  preconditions: [nobodyElse, confidential, mayRegister, registrableName, unusedName, notTooFast],
  run(hub, actor, { given }) {
    const { name, password, invitation: code } = given;
    if (!passwordAllowed(password)) return Reason.passwordNotAllowed;
    if (actor.person === null && hub.full) return Reason.serverFull;
    const invitation = hub.settings.registration === 'invite' ? takeInvitation(hub, code) : null;
    if (invitation === undefined) return Reason.invitationNeeded;
    hub.accounts.claim(name);
    const ticket = hub.later(actor, true);
    const { registrations, secrets } = hub.world;
    registrations.began(actor.address);
    secrets.hash(password, actor, (record) => {
      if (record === null) {
        // Whoever hung up has registered as often as they tried.
        if (!actor.gone) registrations.undone(actor.address);
        hub.accounts.unclaim(name);
        hub.accounts.giveBack(invitation);
        return hub.answer(actor, ticket, Reason.busy);
      }
      createAccount(hub, actor, ticket, name, record, invitation, given.device);
    });
    return LATER;
  },
};

/** The invitation with `code`, which nobody else can use any more; undefined where there is none. */
function takeInvitation(hub: Hub, code = ''): InvitationRecord | undefined {
  const invitation = hub.accounts.invitations.get(invitationMeant(code) ?? '');
  if (invitation === undefined || invitation.expiresAt <= hub.world.now()) return undefined;
  hub.accounts.invitations.delete(invitation.code);
  return invitation;
}

function createAccount(
  hub: Hub,
  actor: Actor,
  ticket: Ticket,
  name: string,
  password: string,
  invitation: InvitationRecord | null,
  device: string | undefined,
): void {
  const guest = actor.person;
  const blocks = guest === null ? NO_BLOCKS : blocksOf(hub, guest);
  addAccount(hub, name, password, invitation, blocks, (account) => {
    if (account === null) return hub.answer(actor, ticket, Reason.notStored);
    if (guest !== null) keepBlocks(hub, guest, account);
    const places = actor.person === null ? [] : takeOut(hub, actor.person);
    if (actor.present && actor.person !== null) hub.leave(actor, 'registered');
    const rooms = new Set(places.map(({ room }) => room));
    inheritHolds(hub, account, actor.addressGroup, rooms);
    bringIn(hub, account, places, () => {
      if (actor.gone) return cameToNothing(hub, account);
      if (device !== undefined) return rememberAndEnter(hub, actor, ticket, account, device);
      hub.answer(actor, ticket, enterIfRoom(hub, actor, account, null, null));
      cameToNothing(hub, account);
    });
  });
}

/** Adds the account `name`, which is claimed until then; `done` is told null where it cannot be stored. */
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
  make(hub, accountAdded, { record, invitation, blocks }, failed, (account) => {
    hub.world.observer.account(record, 'registered');
    done(account);
    return LATER;
  });
}

const mayGuess: Precondition = (hub, actor) =>
  pacedBy(hub.world.guesses.waitMs(accountOf(actor).id, actor.address));

export const changePassword: Handler<'change-password'> = {
  preconditions: [confidential, mayGuess],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const { old, new: chosen } = given;
    if (!passwordAllowed(chosen)) return Reason.passwordNotAllowed;
    return verified(hub, actor, account, old, (ticket) => {
      const known = account.record.password;
      const done = (answer: Answer) => hub.answer(actor, ticket, answer);
      hub.world.secrets.hash(chosen, actor, (password) => {
        if (password === null) return done(Reason.busy);
        if (account.record.password !== known) return done(Reason.wrongPassword);
        setPassword(hub, account, password, done, actor);
      });
    });
  },
};

/** Makes `account` a server operator, or no longer one. Busy while something else changes. */
export function setOperator(hub: Hub, account: Account, operator: boolean, done: Answering): void {
  if (account.changing || account.leaving) return done(Reason.busy);
  const record = { ...account.record, operator };
  make(hub, recordChanged, { account, record }, done, () => Reason.none);
}

/** Gives `account` a new password; every device but that of `actor` needs it. Busy while something else changes. */
export function setPassword(
  hub: Hub,
  account: Account,
  password: string,
  done: (answer: Answer) => void,
  actor: Actor | null,
): void {
  if (hub.accounts.get(account.id) !== account || account.leaving) return done(Reason.noSuchUser);
  if (account.changing || account.devicesComing > 0) return done(Reason.busy);
  // Before the password: what comes after an entry that failed fails too, so no token outlives the old one.
  for (const device of account.devices.values()) {
    if (device !== actor?.device) forget(hub, account, device);
  }
  const record = { ...account.record, password };
  make(hub, recordChanged, { account, record }, done, () => {
    hub.world.observer.account(record, 'changed the password', actor);
    for (const other of [...account.person.sessions]) {
      if (other !== actor) hub.dismiss(other, 'the password was changed');
    }
    return Reason.none;
  });
}

/** Names that one account may have given up at a time, for each stays reserved. */
const RENAMES_MAX = 10;

export const rename: Handler<'rename'> = {
  preconditions: [registrableName],
  run(hub, actor, { given }) {
    const { name } = given;
    const account = accountOf(actor);
    const old = account.record.name;
    if (name === old) return Reason.none;
    if (account.changing) return Reason.busy;
    const now = hub.world.now();
    const lately = account.renamedAt.filter((at) => at > now - hub.settings.reservedMs);
    if (lately.length >= RENAMES_MAX) return Reason.quotaReached;
    // Another spelling of a name may be somebody else's: see NameIndex.
    const isOwn = hub.accounts.find(name) === account;
    if (!isOwn && isUnused(hub, actor, name) !== Reason.none) {
      return Reason.nameInUse;
    }
    const record = { ...account.record, name };
    const until = now + hub.settings.reservedMs;
    const reservation = isOwn ? null : { name: old, until };
    return answering(hub, actor, true, (answer) => {
      make(hub, renamed, { account, record, reservation }, answer, () => {
        account.renamedAt = [...lately, now];
        keepBansOfName(hub, account, old);
        hub.world.observer.account(record, 'renamed');
        tellOne(account.person, new Event({ event: 'renamed', name }), actor);
        return Reason.none;
      });
    });
  },
};

export const unregister: Handler<'unregister'> = {
  preconditions: [confidential, mayGuess],
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    return verified(hub, actor, account, given.password, (ticket) => {
      removeAccount(hub, account, actor, (answer) => hub.answer(actor, ticket, answer));
    });
  },
};

/** Removes `account` with all that is its own; `actor` stays connected, as nobody. Busy while something changes. */
export function removeAccount(
  hub: Hub,
  account: Account,
  actor: Actor | null,
  done: (answer: Answer) => void,
): void {
  const { id, name } = account.record;
  if (account.changing) return done(Reason.busy);
  const reservation = { name, until: hub.world.now() + hub.settings.reservedMs };
  make(hub, accountRemoved, { account, reservation, actor }, done, (rooms) => {
    for (const room of rooms ?? []) hub.rooms.succession.decide(room);
    if (rooms !== null) hub.world.observer.account({ id, name }, 'removed');
    return Reason.none;
  });
}
