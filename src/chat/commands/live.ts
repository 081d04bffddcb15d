/** The commands that change nothing that is kept: they are done at once. */

import { hearingOf } from '../../protocol/events/capabilities.ts';
import { Reason } from '../../protocol/frames.ts';
import { loggedIn, notYetLoggedIn } from '../conditions.ts';
import type { Command, Precondition } from '../request.ts';

const mayList: Precondition = (hub, actor) => {
  if (hub.settings.list === 'off') return Reason.notPermitted;
  if (hub.settings.list === 'logged-in' && actor.person === null) return Reason.notLoggedIn;
  return Reason.none;
};

export const list: Command<'list'> = {
  preconditions: [mayList],
  run: (hub) => hub.roster,
};

export const logout: Command<'logout'> = {
  needsConnection: true,
  preconditions: [loggedIn],
  run(hub, session) {
    hub.leave(session, 'logout');
    return Reason.none;
  },
};

/** From here on the client is told what happens as events. */
export const hello: Command<'hello'> = {
  needsConnection: true,
  preconditions: [notYetLoggedIn],
  run(hub, session, { given }) {
    session.hearing = hearingOf(given.events);
    return { data: { server: 'chinwag', version: hub.world.version } };
  },
};

/** It has come, and that is all that is asked. */
export const alive: Command<'alive'> = {
  needsConnection: true,
  preconditions: [],
  run: () => Reason.none,
};
