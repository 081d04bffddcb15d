/** Declares that the client understands COMMANDs and EVENTs, and which events it wants. */
import { hearingOf } from '../../protocol/hearing.ts';
import { PASSWORD_BYTES_MIN, SERVER_NAME } from '../../protocol/limits.ts';
import type { Handler } from '../request.ts';

/** From here on the client gets events. */
export const hello: Handler<'hello'> = {
  run(hub, client, { given }) {
    client.hearing = hearingOf(given.events);
    const { serverName, passwordBytesMin } = hub.settings;
    const isCalled = serverName !== SERVER_NAME;
    const isUsual = passwordBytesMin === PASSWORD_BYTES_MIN;
    return {
      data: {
        server: 'chinwag',
        version: hub.world.version,
        ...(isCalled && { name: serverName }),
        ...(!isUsual && { passwordMin: passwordBytesMin }),
      },
    };
  },
};
