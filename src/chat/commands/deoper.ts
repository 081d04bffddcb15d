/** Ends what `oper` began. */
import { Reason } from '../../protocol/frames.ts';
import type { Handler } from '../request.ts';

export const deoper: Handler<'deoper'> = {
  run(_hub, client) {
    client.operatorAs = null;
    return Reason.none;
  },
};
