/** Removes a remembered device. */
import { Reason } from '../../protocol/frames.ts';
import type { Answer, LATER } from '../answer.ts';
import { answering } from '../answering.ts';
import { deviceRemoved } from '../changes/devices.ts';
import { make } from '../changes/making.ts';
import type { Hub } from '../hub.ts';
import type { Account, Actor, Device } from '../people/client.ts';

/** Removes `device` at the request of `actor`, and closes its connections, which may include that of `actor`. */
export function remove(
  hub: Hub,
  actor: Actor,
  account: Account,
  device: Device,
): Answer | typeof LATER {
  const isOwn = device === actor.device || actor.person === null;
  return answering(hub, actor, true, (answer) => {
    make(hub, deviceRemoved, { account, device }, answer, Reason.none, (clients) => {
      hub.world.observer.account(account.record, 'revoked a device', actor);
      const why = isOwn ? 'the device was revoked' : 'revoked by another device';
      for (const one of clients) hub.dismiss(one, why);
      return Reason.none;
    });
  });
}
