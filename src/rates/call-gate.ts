/** The rate limit of commands without a connection: by account, and by address. */
import type { AddressLimits } from '../chat/limits/addresses.ts';
import type { CallGate } from '../chat/ports.ts';
import { AddressRate } from './address-rate.ts';
import { KeyedRate } from './keyed-rate.ts';
import type { Rate } from './token-bucket.ts';

export class AddressCallGate implements CallGate {
  readonly #perAddress: AddressRate;
  readonly #perAccount: KeyedRate;

  /** `clock` returns milliseconds. */
  constructor(rate: Rate, limits: AddressLimits, clock: () => number) {
    this.#perAddress = new AddressRate(rate, limits, clock);
    this.#perAccount = new KeyedRate(rate, clock);
  }

  waitMs(account: number | null, address: string): number {
    const ofAccount = account === null ? 0 : this.#perAccount.waitMs(String(account));
    return Math.max(ofAccount, this.#perAddress.waitMs(address));
  }

  began(account: number | null, address: string): void {
    if (account !== null) this.#perAccount.began(String(account));
    this.#perAddress.began(address);
  }
}
