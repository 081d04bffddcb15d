/** What makes this browser a device of somebody who is registered: a cookie, which no script can read. */
import { ConnectionLost } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { reasonWords } from './problems.ts';

export interface DeviceCookieWorld {
  /** What this device is called. */
  readonly device: string;
  /** `POST path` to the server, with `body` as JSON where there is one; answers the status, and the JSON of the answer. */
  readonly post: (path: string, body: object | null) => Promise<{ status: number; json: unknown }>;
}

export class DeviceCookie {
  readonly #world: DeviceCookieWorld;

  constructor(world: DeviceCookieWorld) {
    this.#world = world;
  }

  /** Null, or what is wrong. */
  async fetch(name: string, password: string): Promise<string | null> {
    const { device, post } = this.#world;
    const { status, json } = await post('/login', { name, password, device });
    if (status === 200) return null;
    const { reason, wait } = (json ?? {}) as { reason?: unknown; wait?: unknown };
    if (typeof reason !== 'number') return reasonWords(Reason.passwordNotAllowed);
    return reasonWords(reason, typeof wait === 'number' ? wait : null);
  }

  /** The server revokes the device. @throws ConnectionLost where it cannot be told */
  async forget(): Promise<void> {
    const told = await this.#world.post('/logout', null).catch(() => null);
    if (told === null || told.status >= 400) throw new ConnectionLost('not told', false);
  }
}
