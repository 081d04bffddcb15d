/** Answers the event of that name. */
import { Reason } from '../../protocol/frames.ts';
import type { Handler } from '../request.ts';

/** It has come, and that is all that is asked. */
export const alive: Handler<'alive'> = {
  run: () => Reason.none,
};
