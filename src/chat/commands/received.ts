/** Marks messages as received by a device. */
import { Reason } from '../../protocol/frames.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const received: Handler<'received'> = {
  run(hub, client, { given }) {
    hub.delivery.deviceReceived(client, accountOf(client), given.upTo);
    return Reason.none;
  },
};
