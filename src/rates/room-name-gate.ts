/** Limits attempts at room names: by person, and by address. */
import type { AddressLimits } from '../chat/limits/addresses.ts';
import type { RoomNameGate } from '../chat/ports.ts';
import { AddressRate } from './address-rate.ts';
import { KeyedRate } from './keyed-rate.ts';
import type { Rate } from './token-bucket.ts';

/** An attempt at a taken name, which may be that of a private room, counts as this many new ones. */
export const TAKEN_NAME_COST = 100;

export class AddressRoomNameGate implements RoomNameGate {
  readonly #perAddress: AddressRate;
  readonly #perAsker: KeyedRate;

  /** `clock` returns milliseconds. */
  constructor(rate: Rate, limits: AddressLimits, clock: () => number) {
    this.#perAddress = new AddressRate(rate, limits, clock);
    this.#perAsker = new KeyedRate(rate, clock);
  }

  waitMs(asker: string, address: string): number {
    // Also for a free name: the wait must not tell which of the two it is.
    const count = TAKEN_NAME_COST;
    return Math.max(this.#perAsker.waitMs(asker, count), this.#perAddress.waitMs(address, count));
  }

  tried(asker: string, address: string, taken: boolean): void {
    const count = taken ? TAKEN_NAME_COST : 1;
    this.#perAsker.began(asker, count);
    this.#perAddress.began(address, count);
  }
}
