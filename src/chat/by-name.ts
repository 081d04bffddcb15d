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
