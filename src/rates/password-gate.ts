/** Limits password guesses: waits for each pair of account and address, and a rate for each address. */

import { type AddressLimits, addressGroup } from '../chat/limits/addresses.ts';
import type { PasswordGate } from '../chat/secrets.ts';
import { type Rate, TokenBucket } from './token-bucket.ts';

export interface PasswordGateSettings {
  /** The failures of a pair at which waits begin. */
  readonly freeFailures: number;
  /** The wait after the last of these; each further failure doubles it. */
  readonly firstWaitMs: number;
  readonly waitMsMax: number;
  /**
   * A pair without a failure for this long is forgotten. It must exceed `waitMsMax`, or the wait would be pointless.
   */
  readonly restMs: number;
  /** Failures of an address, for all accounts together. */
  readonly addressFailures: Rate;
}

/**
 * A user who mistypes a known password does not notice the limit. A pair gets about 300 guesses a day, an address
 * 14,400 over all accounts: nothing against a password that is not among the commonest.
 */
export const PASSWORD_GATE_DEFAULTS: PasswordGateSettings = {
  freeFailures: 5,
  firstWaitMs: 1000,
  waitMsMax: 300_000,
  restMs: 3_600_000,
  addressFailures: { perSecond: 10 / 60, burst: 50 },
};

/** Pairs and addresses that are remembered; beyond that, those that failed longest ago are forgotten. */
const REMEMBERED_MAX = 100_000;

interface Pair {
  failures: number;
  failedAt: number;
  /** No attempt is allowed before this time. */
  waitsUntil: number;
}

export class AddressPasswordGate implements PasswordGate {
  readonly #settings: PasswordGateSettings;
  readonly #limits: AddressLimits;
  readonly #clock: () => number;
  readonly #rememberedMax: number;
  /** Those that failed longest ago come first. */
  readonly #pairs = new Map<string, Pair>();
  readonly #addresses = new Map<string, TokenBucket>();

  /**
   * `limits` apply to the rate of an address; the waits of a pair always apply, because they guard an account. `clock`
   * returns milliseconds, and never goes back.
   */
  constructor(
    settings: PasswordGateSettings,
    limits: AddressLimits,
    clock: () => number,
    rememberedMax: number = REMEMBERED_MAX,
  ) {
    this.#settings = settings;
    this.#limits = limits;
    this.#clock = clock;
    this.#rememberedMax = rememberedMax;
  }

  /** The number of pairs and addresses that are remembered. */
  get remembered(): number {
    return this.#pairs.size + this.#addresses.size;
  }

  waitMs(account: number, address: string): number {
    const now = this.#clock();
    const group = addressGroup(address);
    const pairMs = (this.#pairs.get(pairKey(account, group))?.waitsUntil ?? now) - now;
    return Math.max(0, pairMs, this.#addresses.get(group)?.waitMs(now) ?? 0);
  }

  failed(account: number, address: string): void {
    const now = this.#clock();
    const group = addressGroup(address);
    this.#failedPair(pairKey(account, group), now);
    if (!this.#exempt(address)) this.#failedAddress(group, now);
  }

  succeeded(account: number, address: string): void {
    const group = addressGroup(address);
    this.#pairs.delete(pairKey(account, group));
    this.#addresses.get(group)?.giveBack();
  }

  untried(account: number, address: string): void {
    const group = addressGroup(address);
    const key = pairKey(account, group);
    const pair = this.#pairs.get(key);
    if (pair !== undefined) {
      if (pair.failures <= 1) this.#pairs.delete(key);
      else {
        pair.failures--;
        pair.waitsUntil = pair.failedAt + this.#waitAfter(pair.failures);
      }
    }
    if (!this.#exempt(address)) this.#addresses.get(group)?.giveBack();
  }

  #waitAfter(failures: number): number {
    const { freeFailures, firstWaitMs, waitMsMax } = this.#settings;
    if (failures < freeFailures) return 0;
    return Math.min(firstWaitMs * 2 ** (failures - freeFailures), waitMsMax);
  }

  #failedPair(key: string, now: number): void {
    let failures = 1;
    const before = this.#pairs.get(key);
    if (before !== undefined) {
      if (!this.#restedBy(before, now)) failures = before.failures + 1;
      this.#pairs.delete(key);
    }
    this.#makeRoom(this.#pairs, (pair) => this.#restedBy(pair, now));
    this.#pairs.set(key, { failures, failedAt: now, waitsUntil: now + this.#waitAfter(failures) });
  }

  #failedAddress(group: string, now: number): void {
    let bucket = this.#addresses.get(group);
    if (bucket === undefined) {
      this.#makeRoom(this.#addresses, (one) => one.restedBy(now));
      bucket = new TokenBucket(this.#settings.addressFailures, now);
    } else {
      this.#addresses.delete(group);
    }
    this.#addresses.set(group, bucket);
    if (bucket.has(now)) bucket.take();
  }

  #restedBy(pair: Pair, now: number): boolean {
    return now - pair.failedAt >= this.#settings.restMs;
  }

  #exempt(address: string): boolean {
    if (this.#settings.addressFailures.perSecond === Infinity) return true;
    return this.#limits.groupOf(address) === null;
  }

  /** Forgets expired ones, which are as good as new. */
  #makeRoom<T>(all: Map<string, T>, rested: (one: T) => boolean): void {
    for (const [key, one] of all) {
      if (!rested(one) && all.size < this.#rememberedMax) return;
      all.delete(key);
    }
  }
}

function pairKey(account: number, group: string): string {
  return `${account} ${group}`;
}
