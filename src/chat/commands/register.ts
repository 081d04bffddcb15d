/** Registers a name with a password. */
import { Reason } from '../../protocol/frames.ts';
import { invitationMeant } from '../../protocol/invitation-code.ts';
import { addAccount, isUnused, passwordRefused } from '../acts/account-changes.ts';
import { enterIfRoom, rememberAndEnter } from '../acts/logging-in.ts';
import { answering } from '../answering.ts';
import type { Answering } from '../changes/making.ts';
import { confidential, registrableName } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Actor } from '../people/client.ts';
import {
  blocksOf,
  bringIn,
  cameToNothing,
  keepBlocks,
  NO_BLOCKS,
  takeOut,
} from '../people/registered-guest.ts';
import type { InvitationRecord } from '../records.ts';
import type { Handler, Precondition } from '../request.ts';
import { inheritHolds } from '../rooms/inherited-holds.ts';

/** Nobody is logged in, or a guest under the name to be registered. */
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

/** No other person has the name, guest or registered. */
const unusedName: Precondition<'register'> = (hub, actor, { given }) =>
  isUnused(hub, actor, given.name);

const notTooFast: Precondition = (hub, actor) => hub.world.registrations.refusal(actor.address);

export const register: Handler<'register'> = {
  preconditions: [nobodyElse, confidential, mayRegister, registrableName, unusedName, notTooFast],
  run(hub, actor, { given }) {
    const { name, password, invitation: code } = given;
    const refused = passwordRefused(hub, password);
    if (refused !== Reason.none) return refused;
    if (actor.person === null && hub.full) return Reason.serverFull;
    const invitation = hub.settings.registration === 'invite' ? takeInvitation(hub, code) : null;
    if (invitation === undefined) return Reason.invitationNeeded;
    hub.accounts.claim(name);
    const { registrations, secrets } = hub.world;
    registrations.began(actor.address);
    return answering(hub, actor, true, (answer) => {
      secrets.hash(password, actor, (record) => {
        if (record === null) {
          // Someone who hung up still counts as having registered.
          if (!actor.gone) registrations.undone(actor.address);
          hub.accounts.unclaim(name);
          hub.accounts.giveBack(invitation);
          return answer(Reason.busy);
        }
        createAccount(hub, actor, name, record, invitation, given.device, answer);
      });
    });
  },
};

/**
 * Takes the invitation with `code`, so that nobody else can use it; undefined where it does not exist or has expired.
 */
function takeInvitation(hub: Hub, code = ''): InvitationRecord | undefined {
  const invitation = hub.accounts.invitations.get(invitationMeant(code) ?? '');
  if (invitation === undefined || invitation.expiresAt <= hub.world.now()) return undefined;
  hub.accounts.invitations.delete(invitation.code);
  return invitation;
}

function createAccount(
  hub: Hub,
  actor: Actor,
  name: string,
  password: string,
  invitation: InvitationRecord | null,
  device: string | undefined,
  answer: Answering,
): void {
  const guest = actor.person;
  const blocks = guest === null ? NO_BLOCKS : blocksOf(hub, guest);
  addAccount(hub, name, password, invitation, blocks, (account) => {
    if (account === null) return answer(Reason.notStored);
    if (guest !== null) keepBlocks(hub, guest, account);
    const places = actor.person === null ? [] : takeOut(hub, actor.person);
    if (actor.present && actor.person !== null) hub.leave(actor, 'registered');
    const rooms = new Set(places.map(({ room }) => room));
    inheritHolds(hub, account, actor.addressGroup, rooms);
    bringIn(hub, account, places, () => {
      if (actor.gone) return cameToNothing(hub, account);
      if (device !== undefined) return rememberAndEnter(hub, actor, account, device, answer);
      answer(enterIfRoom(hub, actor, account, null, null));
      cameToNothing(hub, account);
    });
  });
}
