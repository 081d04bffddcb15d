/** Declares that the client understands COMMANDs and EVENTs, and which events it wants. */
import { hearingOf } from '../../protocol/hearing.ts';
import type { Handler } from '../request.ts';

/** From here on the client gets events. */
export const hello: Handler<'hello'> = {
  run(hub, client, { given }) {
    client.hearing = hearingOf(given.events);
    return { data: { server: 'chinwag', version: hub.world.version } };
  },
};
