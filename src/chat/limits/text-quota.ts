/** What texts take up that are stored: of their author's quota, of what is under way, of what strangers may have. */

import { Reason } from '../../protocol/frames.ts';
import { type Refusal, refusedUntil } from '../answer.ts';
import type { Actor, Person } from '../people/session.ts';
import type { HubCore } from '../world.ts';
import { Allowances } from './allowances.ts';
import { Shares, shareOf, withoutReserve } from './shares.ts';

/** What an entry costs besides its text, about: else a million texts of a character would be a megabyte. */
const ENTRY_BYTES = 128;

const DAY_MS = 86_400_000;

export class TextQuota {
  readonly #hub: HubCore;
  /** Bytes that are neither stored nor refused, by the addresses that they come from. */
  readonly #pending = new Shares();
  /** What strangers of an address have stored lately. */
  readonly #lately: Allowances;
  /** Bytes of guests' texts that are kept, those under way included. */
  guestBytes: number;

  constructor(hub: HubCore) {
    this.#hub = hub;
    this.#lately = new Allowances(hub.settings.strangerBytesPerDayMax, DAY_MS);
    this.guestBytes = hub.world.stored.guestBytes;
  }

  /**
   * Does so much wait to be stored, of everybody or from where `actor` is, that whoever has a part in it shall wait too?
   * Half of what may: so that not much is refused.
   */
  isCongested({ share }: Actor): boolean {
    const { pendingBytesMax } = this.#hub.settings;
    if (this.#hub.world.log.pendingBytes > pendingBytesMax / 2) return true;
    return this.#pending.of(share) > shareOf(pendingBytesMax) / 2;
  }

  /**
   * Reserves what a text of `bytes` bytes takes up that `person` says by `actor`, until `settle`; or answers why it
   * cannot be stored.
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

  /** Why a registered stranger, by `actor`, may leave no entry more without a text, or Reason.none: then one counts. */
  storesEntry({ share, person }: Actor): Reason | Refusal {
    // What guests do is stored nowhere, but for what they say.
    if (person === null || person.account === null || !this.#hub.isStranger(person)) {
      return Reason.none;
    }
    const full = this.#spent(share, ENTRY_BYTES);
    if (full !== Reason.none) return full;
    this.#lately.spend(share, ENTRY_BYTES, this.#hub.world.now());
    return Reason.none;
  }

  /** Has `share` used up its day, so that `cost` more is too much? It is forgiven bit by bit. */
  #spent(share: string | null, cost: number): Reason | Refusal {
    const now = this.#hub.world.now();
    const waitMs = this.#lately.waitMs(share, cost, now);
    return waitMs === 0 ? Reason.none : refusedUntil(Reason.quotaReached, now + waitMs, now);
  }

  /** What was reserved is under way no more; `stored`: it is kept. */
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

  /** So many bytes that `account` wrote, or guests where it is 0, are no longer kept. */
  released(account: number, bytes: number): void {
    if (account === 0) {
      this.guestBytes = Math.max(0, this.guestBytes - bytes);
      return;
    }
    const known = this.#hub.accounts.get(account);
    if (known !== undefined) known.storedBytes = Math.max(0, known.storedBytes - bytes);
  }

  /** Addresses from which something is under way. */
  get underWay(): number {
    return this.#pending.size;
  }
}
