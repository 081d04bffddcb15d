/** Logs out; the connection stays open. */
import { Reason } from '../../protocol/frames.ts';
import type { Handler } from '../request.ts';

export const logout: Handler<'logout'> = {
  run(hub, client, { given }) {
    hub.leave(client, 'logout', given.why);
    hub.watches.clear(client);
    return Reason.none;
  },
};
