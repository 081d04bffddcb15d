/** Forgets one of the account's devices. */
import { Reason } from '../../protocol/frames.ts';
import { remove } from '../acts/device-removal.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const revoke: Handler<'revoke'> = {
  run(hub, actor, { given }) {
    const account = accountOf(actor);
    const device = account.devices.get(given.session);
    if (device === undefined) return Reason.notFound;
    return remove(hub, actor, account, device);
  },
};
