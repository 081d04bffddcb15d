/** Limits concurrent TLS handshakes, because each takes memory; no address gets most of them. */
import type { AddressLimits } from '../../chat/limits/addresses.ts';

/** One address group gets at most this part of all slots. */
const GROUP_PART = 8;

/** A handshake that is under way or waits. */
export interface HandshakeSlot {
  /** Call when it is done or given up. */
  leave(): void;
}

interface Slot extends HandshakeSlot {
  /** Null: it has no limit per address. */
  readonly group: string | null;
  /** Null once it is under way. */
  begin: (() => void) | null;
  left: boolean;
}

export class Handshakes {
  readonly #max: number;
  readonly #limits: AddressLimits;
  readonly #groupMax: number;
  #underway = 0;
  readonly #ofGroup = new Map<string, number>();
  /** In order of arrival. */
  readonly #waiting = new Set<Slot>();

  constructor(max: number, limits: AddressLimits) {
    this.#max = max;
    this.#limits = limits;
    this.#groupMax = Math.max(1, Math.floor(max / GROUP_PART));
  }

  /** Calls `begin` when there is a slot for a handshake with a peer at `address`, now or later. */
  enter(address: string, begin: () => void): HandshakeSlot {
    const slot: Slot = {
      group: this.#limits.groupOf(address),
      begin,
      left: false,
      leave: () => this.#leave(slot),
    };
    this.#waiting.add(slot);
    this.#next();
    return slot;
  }

  #leave(slot: Slot): void {
    if (slot.left) return;
    slot.left = true;
    if (this.#waiting.delete(slot)) return;
    this.#underway--;
    this.#count(slot, -1);
    this.#next();
  }

  #next(): void {
    while (this.#underway < this.#max) {
      const slot = this.#first();
      if (slot === null) return;
      this.#waiting.delete(slot);
      this.#underway++;
      this.#count(slot, 1);
      const { begin } = slot;
      slot.begin = null;
      begin?.();
    }
  }

  /** The longest waiting of the group with the fewest under way. */
  #first(): Slot | null {
    let first: Slot | null = null;
    let fewest = this.#groupMax;
    for (const slot of this.#waiting) {
      const count = this.#countOf(slot);
      if (count >= fewest) continue;
      first = slot;
      fewest = count;
      if (count === 0) break;
    }
    return first;
  }

  #countOf({ group }: Slot): number {
    return group === null ? 0 : (this.#ofGroup.get(group) ?? 0);
  }

  #count(slot: Slot, by: 1 | -1): void {
    const { group } = slot;
    if (group === null) return;
    const count = this.#countOf(slot) + by;
    if (count > 0) this.#ofGroup.set(group, count);
    else this.#ofGroup.delete(group);
  }
}
