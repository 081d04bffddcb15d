/** The cookie that makes this browser a registered person's device. No script can read it. */
import { ConnectionLost } from '../../client/browser.ts';
import { Reason } from '../../protocol/frames.ts';
import { reasonWords } from './problems.ts';

export interface DeviceCookieWorld {
  /** The name of this device. */
  readonly device: string;
  /**
   * Sends `POST path` to the server, with `body` as JSON if there is one; resolves with the status and JSON of the
   * response.
   */
  readonly post: (path: string, body: object | null) => Promise<{ status: number; json: unknown }>;
}

export class DeviceCookie {
  readonly #world: DeviceCookieWorld;

  constructor(world: DeviceCookieWorld) {
    this.#world = world;
  }

  /** Gets the cookie. Resolves with null, or with what is wrong. */
  async fetch(name: string, password: string): Promise<string | null> {
    const { device, post } = this.#world;
    const { status, json } = await post('/login', { name, password, device });
    if (status === 200) return null;
    const { reason, wait } = (json ?? {}) as { reason?: unknown; wait?: unknown };
    if (typeof reason !== 'number') return reasonWords(Reason.passwordNotAllowed);
    return reasonWords(reason, typeof wait === 'number' ? wait : null);
  }

  /** Has the server revoke the device. @throws ConnectionLost if it cannot be told */
  async forget(): Promise<void> {
    const told = await this.#world.post('/logout', null).catch(() => null);
    if (told === null || told.status >= 400) throw new ConnectionLost('not told', false);
  }
}
