/** Where one is logged in, and who else may come. */
import { Reason } from '../../protocol/frames.ts';
import { accountOf, registered } from '../conditions.ts';
import type { Command, Precondition } from '../request.ts';

/** Invitations of one account that nobody has used yet. */
const INVITATIONS_MAX = 20;

export const sessions: Command = {
  preconditions: [registered],
  run(hub, session) {
    const { devices } = accountOf(session);
    return {
      kind: 'sessions',
      sessions: Array.from(devices.values(), (device) => ({
        id: device.record.id,
        label: device.record.label,
        createdAt: hub.world.dated(device.record.createdAt),
        online: device.session !== null,
        here: device === session.device,
      })),
    };
  },
};

export const revoke: Command = {
  preconditions: [registered],
  run(hub, session, { options }) {
    const account = accountOf(session);
    const device = account.devices.get(options.session ?? 0);
    if (device === undefined) return Reason.notFound;
    const { id } = device.record;
    return hub.append(
      session,
      { kind: 'device-removed', account: account.id, device: id },
      (done) => {
        if (done === null) return Reason.notStored;
        hub.accounts.removeDevice(account, device);
        if (device.session === session) session.device = null;
        else if (device.session !== null) hub.dismiss(device.session, 'revoked by another device');
        return Reason.none;
      },
    );
  },
};

const mayInvite: Precondition = (hub, session) => {
  if (hub.settings.registration !== 'invite') return Reason.notPermitted;
  const { id } = accountOf(session);
  const now = hub.world.now();
  let count = 0;
  for (const { by, expiresAt } of hub.accounts.invitations.values()) {
    if (by === id && expiresAt > now) count++;
  }
  return count < INVITATIONS_MAX ? Reason.none : Reason.quotaReached;
};

export const inviteCode: Command = {
  preconditions: [registered, mayInvite],
  run(hub, session) {
    const { secrets, now } = hub.world;
    const expiresAt = now() + hub.settings.invitationMs;
    const invitation = { code: secrets.newCode(), by: accountOf(session).id, expiresAt };
    return hub.append(session, { kind: 'invitation', invitation }, (outcome) => {
      if (outcome === null) return Reason.notStored;
      hub.accounts.invitations.set(invitation.code, invitation);
      return { kind: 'invitation', code: invitation.code, expiresAt: hub.world.dated(expiresAt) };
    });
  },
};
