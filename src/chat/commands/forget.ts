/** Having the device forgotten whose token one has: whatever it was, it is good for nothing from then on. */
import { Reason } from '../../protocol/frames.ts';
import { remove } from '../acts/device-removal.ts';
import type { Handler } from '../request.ts';

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
