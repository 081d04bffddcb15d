/** Takes names off those that one watches. */
import { Reason } from '../../protocol/frames.ts';
import type { Handler } from '../request.ts';

export const unwatch: Handler<'unwatch'> = {
  run(hub, client, { given }) {
    if (given.names === undefined) hub.watches.clear(client);
    else hub.watches.remove(client, given.names);
    return Reason.none;
  },
};
