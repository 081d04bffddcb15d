/** Quotas for stored texts: per author, under way, and for strangers. */

import { Reason } from '../../protocol/frames.ts';
import { type Refusal, refusedUntil } from '../answer.ts';
import type { Actor, Person } from '../people/client.ts';
import type { HubCore } from '../world.ts';
import { Allowances } from './allowances.ts';
import { Shares, shareOf, withoutReserve } from './shares.ts';

/**
 * The approximate cost of an entry besides its text: without it a million texts of one character would cost a megabyte.
 */
const ENTRY_BYTES = 128;

const DAY_MS = 86_400_000;

export class TextQuota {
  readonly #hub: HubCore;
  /** Bytes that are neither stored nor refused yet, by address group. */
  readonly #pending = new Shares();
  /** What strangers have stored lately, by address group. */
  readonly #lately: Allowances;
  /** Bytes of guests' stored texts, including those under way. */
  guestBytes: number;

  constructor(hub: HubCore) {
    this.#hub = hub;
    this.#lately = new Allowances(hub.settings.strangerBytesPerDayMax, DAY_MS);
    this.guestBytes = hub.world.stored.guestBytes;
  }

  /**
   * Is so much waiting to be stored, from everyone or from the address group of `actor`, that those who contribute
   * should wait? The threshold is half the limit, so that little is refused.
   */
  isCongested({ share }: Actor): boolean {
    const { pendingBytesMax } = this.#hub.settings;
    if (this.#hub.world.log.pendingBytes > pendingBytesMax / 2) return true;
    return this.#pending.of(share) > shareOf(pendingBytesMax) / 2;
  }

  /**
   * Reserves `bytes` for a text that `person` sends through `actor`, until `settle`; or answers why it cannot be
   * stored.
   */
  reserve({ share }: Actor, person: Person, bytes: number): Reason | Refusal {
    const { settings, world } = this.#hub;
    const { account } = person;
    const isStranger = this.#hub.isStranger(person);
    const { pendingBytesMax, reserve } = settings;
    const most = isStranger ? withoutReserve(pendingBytesMax, reserve) : pendingBytesMax;
    if (world.log.pendingBytes + bytes > most) return Reason.busy;
    if (this.#pending.of(share) + bytes > shareOf(pendingBytesMax)) return Reason.busy;
    const stored = account?.storedBytes ?? this.guestBytes;
    const storedMax = account === null ? settings.guestBytesMax : settings.storedBytesMax;
    if (stored + bytes > storedMax) return Reason.quotaReached;
    if (isStranger) {
      const cost = bytes + ENTRY_BYTES;
      const full = this.#spent(share, cost);
      if (full !== Reason.none) return full;
      this.#lately.spend(share, cost, world.now());
    }
    this.#pending.take(share, bytes);
    this.#store(person, bytes);
    return Reason.none;
  }

  /**
   * Counts an entry without a text that `actor` stores, where its person is a registered stranger; or answers why it
   * may store no more.
   */
  storesEntry({ share, person }: Actor): Reason | Refusal {
    // Only guests' texts are stored, nothing else that they do.
    if (person === null || person.account === null || !this.#hub.isStranger(person)) {
      return Reason.none;
    }
    const full = this.#spent(share, ENTRY_BYTES);
    if (full !== Reason.none) return full;
    this.#lately.spend(share, ENTRY_BYTES, this.#hub.world.now());
    return Reason.none;
  }

  /** Would `cost` more exceed the daily allowance of `share`? It is restored gradually. */
  #spent(share: string | null, cost: number): Reason | Refusal {
    const now = this.#hub.world.now();
    const waitMs = this.#lately.waitMs(share, cost, now);
    return waitMs === 0 ? Reason.none : refusedUntil(Reason.quotaReached, now + waitMs, now);
  }

  /** Ends a reservation; `stored`: the text was stored. */
  settle({ share }: Actor, person: Person, bytes: number, stored: boolean): void {
    this.#pending.giveBack(share, bytes);
    if (stored) return;
    this.#store(person, -bytes);
    if (this.#hub.isStranger(person)) this.#lately.giveBack(share, bytes + ENTRY_BYTES);
  }

  #store({ account }: Person, bytes: number): void {
    if (account === null) this.guestBytes += bytes;
    else account.storedBytes += bytes;
  }

  /** `bytes` that `account` wrote, or guests where it is 0, are no longer stored. */
  released(account: number, bytes: number): void {
    if (account === 0) {
      this.guestBytes = Math.max(0, this.guestBytes - bytes);
      return;
    }
    const known = this.#hub.accounts.get(account);
    if (known !== undefined) known.storedBytes = Math.max(0, known.storedBytes - bytes);
  }

  /** Address groups with something under way. */
  get underWay(): number {
    return this.#pending.size;
  }
}
