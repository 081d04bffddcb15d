/** Lists in the order of names, so that a page goes on behind the last name of the one before, whatever changes meanwhile. */
import { nameKey } from '../protocol/names.ts';

/** Those of `all` whose names come after `after`; '' is before all names. */
export function byName<T>(all: readonly T[], nameOf: (one: T) => string, after: string): T[] {
  const place: Keyed = { key: nameKey(after), name: after };
  return all
    .map((one) => ({ one, key: nameKey(nameOf(one)), name: nameOf(one) }))
    .filter((keyed) => order(keyed, place) > 0)
    .sort(order)
    .map(({ one }) => one);
}

interface Keyed {
  readonly key: string;
  readonly name: string;
}

/** Guests may have names that have one key. */
function order(a: Keyed, b: Keyed): number {
  return compare(a.key, b.key) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/**
 * The first `count` whose names come after `after`, in the order of their code units: of a list that is too long to be
 * sorted for each page.
 */
export function firstByName<T>(
  all: Iterable<T>,
  nameOf: (one: T) => string,
  after: string,
  count: number,
): T[] {
  const first: T[] = [];
  for (const one of all) {
    const name = nameOf(one);
    if (name <= after) continue;
    const last = first.at(-1);
    if (first.length === count && last !== undefined && name >= nameOf(last)) continue;
    let at = first.length;
    while (at > 0 && nameOf(first[at - 1] as T) > name) at--;
    first.splice(at, 0, one);
    if (first.length > count) first.pop();
  }
  return first;
}
