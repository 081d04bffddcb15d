/** Limits connections: in total, and from one address. */

import type { AddressLimits } from '../chat/limits/addresses.ts';
import { Reason } from '../protocol/frames.ts';

export class Admission {
  readonly #perAddressMax: number;
  readonly #limits: AddressLimits;
  readonly #connections = new Map<string, number>();

  constructor(perAddressMax: number, limits: AddressLimits) {
    this.#perAddressMax = perAddressMax;
    this.#limits = limits;
  }

  /** Counts a connection from `address`; returns the reason where there are too many. */
  enter(address: string): Reason {
    const group = this.#limits.groupOf(address);
    if (group === null) return Reason.none;
    const count = this.#connections.get(group) ?? 0;
    if (count >= this.#perAddressMax) return Reason.tooManyConnections;
    this.#connections.set(group, count + 1);
    return Reason.none;
  }

  /** The group of `address` for limits; null: it has no limit. */
  groupOf(address: string): string | null {
    return this.#limits.groupOf(address);
  }

  /** Counts off a connection. */
  leave(address: string): void {
    const group = this.#limits.groupOf(address);
    if (group === null) return;
    const count = (this.#connections.get(group) ?? 0) - 1;
    if (count > 0) this.#connections.set(group, count);
    else this.#connections.delete(group);
  }
}
