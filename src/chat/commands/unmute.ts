/** Unmutes a person in a room. */
import { setMute } from '../acts/muting.ts';
import type { Handler } from '../request.ts';

export const unmute: Handler<'unmute'> = {
  run: (hub, actor, request) => setMute(hub, actor, request, 0),
};
