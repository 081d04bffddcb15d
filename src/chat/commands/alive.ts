/** The answer to the event `alive`. */
import { Reason } from '../../protocol/frames.ts';
import type { Handler } from '../request.ts';

/** Its arrival is the answer; there is nothing else to do. */
export const alive: Handler<'alive'> = {
  run: () => Reason.none,
};
