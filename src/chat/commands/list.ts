/** Lists the people who are logged in. */
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
