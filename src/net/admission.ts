/** Who may connect: how many in total, and how many from one address. */

import { addressGroup, isLoopback } from '../chat/addresses.ts';
import { Reason } from '../protocol/frames.ts';
import type { NetSettings } from './settings.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

type AdmissionSettings = Pick<NetSettings, 'connectionsPerAddressMax' | 'limitLoopback'>;

export class Admission {
  readonly #settings: AdmissionSettings;
  readonly #proxies: TrustedProxies;
  readonly #connections = new Map<string, number>();

  constructor(settings: AdmissionSettings, proxies: TrustedProxies) {
    this.#settings = settings;
    this.#proxies = proxies;
  }

  /** Counts a connection from `address`, unless there are too many: then the reason. */
  enter(address: string): Reason {
    if (this.#exempt(address)) return Reason.none;
    const group = addressGroup(address);
    const count = this.#connections.get(group) ?? 0;
    if (count >= this.#settings.connectionsPerAddressMax) return Reason.tooManyConnections;
    this.#connections.set(group, count + 1);
    return Reason.none;
  }

  /** A connection that was counted is gone. */
  leave(address: string): void {
    if (this.#exempt(address)) return;
    const group = addressGroup(address);
    const count = (this.#connections.get(group) ?? 0) - 1;
    if (count > 0) this.#connections.set(group, count);
    else this.#connections.delete(group);
  }

  #exempt(address: string): boolean {
    // A proxy is as many people as come through it.
    if (this.#proxies.trusts(address)) return true;
    return isLoopback(address) && !this.#settings.limitLoopback;
  }
}
