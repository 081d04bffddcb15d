/** How often names of rooms may be tried: by one who asks, and from one address. */
import type { AddressLimits } from '../chat/limits/addresses.ts';
import type { RoomNameGate } from '../chat/ports.ts';
import { AddressRate } from './address-rate.ts';
import { KeyedRate } from './keyed-rate.ts';
import type { Rate } from './token-bucket.ts';

/** One that is taken, and may be that of a private room, counts as so many that are made. */
export const TAKEN_NAME_COST = 100;

export class AddressRoomNameGate implements RoomNameGate {
  readonly #perAddress: AddressRate;
  readonly #perAsker: KeyedRate;

  /** `clock` answers milliseconds. */
  constructor(rate: Rate, limits: AddressLimits, clock: () => number) {
    this.#perAddress = new AddressRate(rate, limits, clock);
    this.#perAsker = new KeyedRate(rate, clock);
  }

  waitMs(asker: string, address: string): number {
    // Also for a name that is free: that it is waited for must not tell which one it was.
    const count = TAKEN_NAME_COST;
    return Math.max(this.#perAsker.waitMs(asker, count), this.#perAddress.waitMs(address, count));
  }

  tried(asker: string, address: string, taken: boolean): void {
    const count = taken ? TAKEN_NAME_COST : 1;
    this.#perAsker.began(asker, count);
    this.#perAddress.began(address, count);
  }
}
