/** The commands that change nothing that is kept: they are done at once. */

import { hearingOf } from '../../protocol/events/capabilities.ts';
import { Reason } from '../../protocol/frames.ts';
import type { Handler, Precondition } from '../request.ts';

const mayList: Precondition = (hub, actor) => {
  if (hub.settings.list === 'off') return Reason.notPermitted;
  if (hub.settings.list === 'logged-in' && actor.person === null) return Reason.notLoggedIn;
  return Reason.none;
};

export const list: Handler<'list'> = {
  preconditions: [mayList],
  run: (hub) => hub.roster,
};

export const logout: Handler<'logout'> = {
  run(hub, session) {
    hub.leave(session, 'logout');
    return Reason.none;
  },
};

/** From here on the client is told what happens as events. */
export const hello: Handler<'hello'> = {
  run(hub, session, { given }) {
    session.hearing = hearingOf(given.events);
    return { data: { server: 'chinwag', version: hub.world.version } };
  },
};

/** It has come, and that is all that is asked. */
export const alive: Handler<'alive'> = {
  run: () => Reason.none,
};
