/** Creates an invitation code for registering. */
import { Reason } from '../../protocol/frames.ts';
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { invitationMade } from '../changes/devices.ts';
import { make } from '../changes/making.ts';
import { accountOf } from '../conditions.ts';
import type { Handler, Precondition } from '../request.ts';

/** Unused invitations per account. */
const INVITATIONS_MAX = 20;

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
