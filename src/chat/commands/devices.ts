/** Where one is logged in, and who else may come. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER, Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { deviceRemoved, invitationMade } from '../changes/devices.ts';
import { make } from '../changes/making.ts';
import { accountOf } from '../conditions.ts';
import type { Hub } from '../hub.ts';
import type { Handler, Precondition } from '../request.ts';
import type { Account, Actor, Device } from '../session.ts';

/** Invitations of one account that nobody has used yet. */
const INVITATIONS_MAX = 20;

export const sessions: Handler<'sessions'> = {
  run(hub, actor) {
    const account = accountOf(actor);
    const all = Array.from(account.devices.values(), (device) => ({
      id: device.record.id,
      label: device.record.label,
      created: hub.world.dated(device.record.createdAt),
      online: account.isOnline(device),
      here: device === actor.device,
    }));
    return { data: { sessions: all } };
  },
};

export const revoke: Handler<'revoke'> = {
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const device = account.devices.get(given.session);
    if (device === undefined) return Reason.notFound;
    return remove(hub, actor, account, device);
  },
};

/** A browser's page logs out, and may be gone before the answer comes. */
export const forget: Handler<'forget'> = {
  run(hub, actor, { given }) {
    const digest = hub.world.secrets.digest(given.token);
    const account = hub.accounts.withToken(digest);
    const device = account?.deviceWith(digest);
    // Whatever it was, it is good for nothing.
    if (account === undefined || account.leaving || device === undefined) return Reason.none;
    return remove(hub, actor, account, device);
  },
};

/** Has `device` forgotten, at the request of `actor`, and its connections closed, one of which may be that of `actor`. */
function remove(hub: Hub, actor: Actor, account: Account, device: Device): Answer | typeof LATER {
  const isOwn = device === actor.device || actor.person === null;
  return answering(hub, actor, true, (answer) => {
    make(hub, deviceRemoved, { account, device }, answer, (sessions) => {
      hub.world.observer.account(account.record, 'revoked a device', actor);
      const why = isOwn ? 'the device was revoked' : 'revoked by another device';
      for (const one of sessions ?? []) hub.dismiss(one, why);
      return Reason.none;
    });
  });
}

const mayInvite: Precondition = (hub, actor) => {
  if (hub.settings.registration !== 'invite') return Reason.notPermitted;
  const { id } = accountOf(actor);
  const now = hub.world.now();
  let count = 0;
  const { invitations } = hub.accounts;
  for (const { code, by, expiresAt } of invitations.values()) {
    if (expiresAt <= now) invitations.delete(code);
    else if (by === id) count++;
  }
  return count < INVITATIONS_MAX ? Reason.none : Reason.quotaReached;
};

export const inviteCode: Handler<'invite-code'> = {
  preconditions: [mayInvite],
  run(hub, actor) {
    const { secrets, now } = hub.world;
    const expiresAt = now() + hub.settings.invitationMs;
    const invitation = { code: secrets.newCode(), by: accountOf(actor).id, expiresAt };
    return answering(hub, actor, true, (answer) => {
      make(hub, invitationMade, invitation, answer, (): Reply<'invite-code'> => {
        const { code } = invitation;
        return { data: { code, expires: hub.world.dated(expiresAt) } };
      });
    });
  },
};
