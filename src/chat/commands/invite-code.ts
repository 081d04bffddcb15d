/** Creates an invitation code for registering. */
import { Reason } from '../../protocol/frames.ts';
import type { Reply } from '../answer.ts';
import { answering } from '../answering.ts';
import { invitationMade } from '../changes/devices.ts';
import { make } from '../changes/making.ts';
import { accountOf, isOwner } from '../conditions.ts';
import type { Actor } from '../people/client.ts';
import { OWNER_ID } from '../records.ts';
import type { Handler, Precondition } from '../request.ts';

/** Unused invitations per account. */
const INVITATIONS_MAX = 20;

const mayInvite: Precondition = (hub, actor) => {
  // The owner may, however many there are, and before the server asks for them.
  if (isOwner(actor)) return Reason.none;
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

/** Who makes an invitation: an account, or the owner. */
function makerOf(actor: Actor): number {
  return isOwner(actor) ? OWNER_ID : accountOf(actor).id;
}

export const inviteCode: Handler<'invite-code'> = {
  preconditions: [mayInvite],
  run(hub, actor) {
    const { secrets, now } = hub.world;
    const expiresAt = now() + hub.settings.invitationMs;
    const invitation = { code: secrets.newCode(), by: makerOf(actor), expiresAt };
    return answering(hub, actor, true, (answer) => {
      make(
        hub,
        invitationMade,
        invitation,
        answer,
        Reason.accountNeeded,
        (): Reply<'invite-code'> => {
          const { code } = invitation;
          return { data: { code, expires: hub.world.dated(expiresAt) } };
        },
      );
    });
  },
};
