/**
 * Who came into a stored room and left it lately, by the entries of the log: so what was stored while somebody was in a
 * room can be told to them although they have left since, or the room is gone.
 */

/** As many comings and goings are remembered, and up to twice as many. */
const VISITS_MIN = 20_000;

interface Room {
  readonly record: { readonly id: number };
}

/** A guest has no account, and no entries. */
interface Person {
  readonly account: { readonly id: number } | null;
}

interface Step {
  readonly entry: number;
  readonly came: boolean;
}

/** By room and account, in the order of the log. */
type Steps = Map<string, Step[]>;

export class RecentVisits {
  #older: Steps = new Map();
  #newer: Steps = new Map();
  /** Steps in `#newer`. */
  #count = 0;
  /** The last entry of which something is in `#older`, and of which something is forgotten. */
  #olderUpTo: number;
  #forgottenUpTo: number;
  #newest: number;

  /** `newest`: the newest entry when the server started; nothing is known of the time before. */
  constructor(newest: number) {
    this.#olderUpTo = newest;
    this.#forgottenUpTo = newest;
    this.#newest = newest;
  }

  /** `person` is in `room` since the entry `entry`; 0: that is not stored. */
  came(room: Room, person: Person, entry: number): void {
    this.#add(room, person, { entry, came: true });
  }

  /** `person` was in `room` until the entry `entry`; 0: that is not stored. */
  left(room: Room, person: Person, entry: number): void {
    this.#add(room, person, { entry, came: false });
  }

  /**
   * Is it known that `account` was in the room `room` at the entry `entry`, though it may have left since? False for
   * those who have neither come nor left lately.
   */
  wasIn(room: number, account: number, entry: number): boolean {
    if (entry <= this.#forgottenUpTo) return false;
    const key = keyOf(room, account);
    const next =
      this.#older.get(key)?.find((step) => isBehind(step, entry)) ??
      this.#newer.get(key)?.find((step) => isBehind(step, entry));
    return next?.came === false;
  }

  #add(room: Room, { account }: Person, step: Step): void {
    if (step.entry === 0 || account === null) return;
    if (this.#count >= VISITS_MIN) this.#forget();
    const key = keyOf(room.record.id, account.id);
    const steps = this.#newer.get(key);
    if (steps === undefined) this.#newer.set(key, [step]);
    else steps.push(step);
    this.#count++;
    this.#newest = step.entry;
  }

  #forget(): void {
    this.#forgottenUpTo = this.#olderUpTo;
    this.#olderUpTo = this.#newest;
    this.#older = this.#newer;
    this.#newer = new Map();
    this.#count = 0;
  }
}

function keyOf(room: number, account: number): string {
  return `${room} ${account}`;
}

/** Who leaves is there until then, and hears of it; who comes is there from then on. */
function isBehind(step: Step, entry: number): boolean {
  return step.came ? step.entry > entry : step.entry >= entry;
}
