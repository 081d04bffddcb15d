/** TLS handshakes: so many are under way at a time, for each takes memory, and no address has most of them. */
import type { AddressLimits } from '../../chat/addresses.ts';

/** Of all places, one address group has no more than one of so many. */
const GROUP_PART = 8;

/** One handshake, under way or waiting. */
export interface HandshakePlace {
  /** It is done, or never will be. */
  leave(): void;
}

interface Place extends HandshakePlace {
  /** Null: no limit per address holds for it. */
  readonly group: string | null;
  /** Null when it is under way. */
  begin: (() => void) | null;
  left: boolean;
}

export class Handshakes {
  readonly #max: number;
  readonly #limits: AddressLimits;
  readonly #groupMax: number;
  #underway = 0;
  readonly #ofGroup = new Map<string, number>();
  /** In the order in which they came. */
  readonly #waiting = new Set<Place>();

  constructor(max: number, limits: AddressLimits) {
    this.#max = max;
    this.#limits = limits;
    this.#groupMax = Math.max(1, Math.floor(max / GROUP_PART));
  }

  /** Calls `begin` when there is a place for a handshake with a peer at `address`, at once or later. */
  enter(address: string, begin: () => void): HandshakePlace {
    const place: Place = {
      group: this.#limits.groupOf(address),
      begin,
      left: false,
      leave: () => this.#leave(place),
    };
    this.#waiting.add(place);
    this.#next();
    return place;
  }

  #leave(place: Place): void {
    if (place.left) return;
    place.left = true;
    if (this.#waiting.delete(place)) return;
    this.#underway--;
    this.#count(place, -1);
    this.#next();
  }

  #next(): void {
    while (this.#underway < this.#max) {
      const place = this.#first();
      if (place === null) return;
      this.#waiting.delete(place);
      this.#underway++;
      this.#count(place, 1);
      const { begin } = place;
      place.begin = null;
      begin?.();
    }
  }

  /** Who waits of the group that has fewest under way, and of these who came first. */
  #first(): Place | null {
    let first: Place | null = null;
    let fewest = this.#groupMax;
    for (const place of this.#waiting) {
      const count = this.#countOf(place);
      if (count >= fewest) continue;
      first = place;
      fewest = count;
      if (count === 0) break;
    }
    return first;
  }

  #countOf({ group }: Place): number {
    return group === null ? 0 : (this.#ofGroup.get(group) ?? 0);
  }

  #count(place: Place, by: 1 | -1): void {
    const { group } = place;
    if (group === null) return;
    const count = this.#countOf(place) + by;
    if (count > 0) this.#ofGroup.set(group, count);
    else this.#ofGroup.delete(group);
  }
}
