/**
 * Times that never go back, and rise from each message of a conversation to its next by a millisecond at least, whatever
 * the clock does: clients page through a conversation by its times.
 */

export class RisingTimes<Party> {
  /** The time that was given last. */
  newest: number;
  /** The conversations that have a message at `newest`. */
  readonly #spoken = new Map<Party, Set<Party>>();
  /** Of this time it is not known which conversations have a message at it. */
  readonly #unknown: number;

  /** Goes on behind `newest`, the time given last before a restart. */
  constructor(newest = 0) {
    this.newest = newest;
    this.#unknown = newest;
  }

  /** The time of what belongs to no conversation, where the clock says `at`. */
  next(at: number): number {
    if (at > this.newest) {
      this.newest = at;
      this.#spoken.clear();
    }
    return this.newest;
  }

  /** The time of a message between `one` and `other`, which for a room are both the room. */
  nextIn(one: Party, other: Party, at: number): number {
    const time = this.next(at);
    if (time === this.#unknown || this.#hasSpoken(one, other)) this.next(time + 1);
    const others = this.#spoken.get(one);
    if (others === undefined) this.#spoken.set(one, new Set([other]));
    else others.add(other);
    return this.newest;
  }

  #hasSpoken(one: Party, other: Party): boolean {
    const others = this.#spoken.get(one);
    if (others?.has(other) === true) return true;
    return one !== other && this.#spoken.get(other)?.has(one) === true;
  }
}
