/** Mutes a person in a room. */
import { setMute } from '../acts/muting.ts';
import { untilOf } from '../acts/scene.ts';
import type { Handler } from '../request.ts';

export const mute: Handler<'mute'> = {
  run: (hub, actor, request) => setMute(hub, actor, request, untilOf(hub, request.given.seconds)),
};
