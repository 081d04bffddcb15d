/** The rate limits of registration: by address, and in total. */

import type { Refusal } from '../chat/answer.ts';
import type { AddressLimits } from '../chat/limits/addresses.ts';
import type { RegistrationGate } from '../chat/ports.ts';
import { Reason } from '../protocol/frames.ts';
import { AddressRate } from './address-rate.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

export interface RegistrationRates {
  readonly perAddress: Rate;
  readonly total: Rate;
}

export class AddressRegistrationGate implements RegistrationGate {
  readonly #perAddress: AddressRate;
  readonly #total: TokenBucket;
  readonly #limits: AddressLimits;
  readonly #clock: () => number;

  /** `clock` returns milliseconds. */
  constructor(rates: RegistrationRates, limits: AddressLimits, clock: () => number) {
    this.#perAddress = new AddressRate(rates.perAddress, limits, clock);
    this.#total = new TokenBucket(rates.total, clock());
    this.#limits = limits;
    this.#clock = clock;
  }

  refusal(address: string): Reason | Refusal {
    const waitMs = this.#perAddress.waitMs(address);
    if (waitMs > 0) return { reason: Reason.tooFast, waitMs };
    const othersMs = this.#exempts(address) ? 0 : this.#total.waitMs(this.#clock());
    return othersMs > 0 ? { reason: Reason.busy, waitMs: othersMs } : Reason.none;
  }

  began(address: string): void {
    this.#perAddress.began(address);
    if (!this.#exempts(address)) this.#total.take();
  }

  undone(address: string): void {
    this.#perAddress.undone(address);
    if (!this.#exempts(address)) this.#total.giveBack();
  }

  #exempts(address: string): boolean {
    return this.#limits.groupOf(address) === null;
  }
}
