/** Marks messages as received by a device. */
import { Reason } from '../../protocol/frames.ts';
import { accountOf } from '../conditions.ts';
import type { Handler } from '../request.ts';

export const received: Handler<'received'> = {
  run(hub, session, { given }) {
    hub.delivery.deviceReceived(session, accountOf(session), given.upTo);
    return Reason.none;
  },
};
