/** Forgets the device that a given token belongs to. The answer is the same for any token: afterwards it is invalid. */
import { Reason } from '../../protocol/frames.ts';
import { remove } from '../acts/device-removal.ts';
import type { Handler } from '../request.ts';

/** Needs no login: a browser page logs out with it, and may be gone before the answer comes. */
export const forget: Handler<'forget'> = {
  run(hub, actor, { given }) {
    const digest = hub.world.secrets.digest(given.token);
    const account = hub.accounts.withToken(digest);
    const device = account?.deviceWith(digest);
    // An unknown token is invalid already.
    if (account === undefined || account.leaving || device === undefined) return Reason.none;
    return remove(hub, actor, account, device);
  },
};
