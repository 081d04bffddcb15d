/**
 * Who came into a stored room and left it lately, by the entries of the log: so what was stored while somebody was in a
 * room can be told to them although they have left since, or the room is gone.
 */

/** As many comings and goings are remembered, and up to twice as many. */
const VISITS_MIN = 20_000;

/** Of one account in one room; so that nobody who comes and goes all the time makes others' be forgotten. */
export const STEPS_MAX = 100;

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

/** The latest comings and goings of one account in one room. */
interface Visits {
  /** In the order of the log; at most STEPS_MAX. */
  readonly steps: Step[];
  /** Is one before the first forgotten? */
  isCut: boolean;
}

/** By room and account. */
type VisitsByKey = Map<string, Visits>;

export class RecentVisits {
  #older: VisitsByKey = new Map();
  #newer: VisitsByKey = new Map();
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
    return (next(this.#older.get(key), entry) ?? next(this.#newer.get(key), entry)) === 'left';
  }

  #add(room: Room, { account }: Person, step: Step): void {
    if (step.entry === 0 || account === null) return;
    if (this.#count >= VISITS_MIN) this.#forget();
    const key = keyOf(room.record.id, account.id);
    const visits = this.#newer.get(key);
    this.#newest = step.entry;
    if (visits === undefined) this.#newer.set(key, { steps: [step], isCut: false });
    else if (push(visits, step)) return;
    this.#count++;
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

/** @returns whether an earlier step has made room for it */
function push(visits: Visits, step: Step): boolean {
  const { steps } = visits;
  steps.push(step);
  if (steps.length <= STEPS_MAX) return false;
  steps.shift();
  visits.isCut = true;
  return true;
}

/** What the account did next, as seen from the entry `entry`; undefined: nothing in `visits`. */
function next(
  visits: Visits | undefined,
  entry: number,
): 'came' | 'left' | 'forgotten' | undefined {
  if (visits === undefined) return undefined;
  const { steps, isCut } = visits;
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBehind(steps[middle] as Step, entry)) high = middle;
    else low = middle + 1;
  }
  if (low === 0 && isCut) return 'forgotten';
  const step = steps[low];
  return step && (step.came ? 'came' : 'left');
}

/** Who leaves is there until then, and hears of it; who comes is there from then on. */
function isBehind(step: Step, entry: number): boolean {
  return step.came ? step.entry > entry : step.entry >= entry;
}
