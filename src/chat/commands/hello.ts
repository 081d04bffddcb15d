/** Says that the client knows COMMANDs and EVENTs, and what it wants to hear. */
import { hearingOf } from '../../protocol/events/capabilities.ts';
import type { Handler } from '../request.ts';

/** From here on the client is told what happens as events. */
export const hello: Handler<'hello'> = {
  run(hub, session, { given }) {
    session.hearing = hearingOf(given.events);
    return { data: { server: 'chinwag', version: hub.world.version } };
  },
};
