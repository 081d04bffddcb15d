/** Selects the connections to cut when all together hold too much: those that hold most, counted by address. */

/** The total of an address, and the largest share of one holder. */
interface Holding {
  total: number;
  largest: number;
}

/**
 * The largest holders, until they cover `excess`. `groupOf` returns the group in which a holder counts; null: alone.
 */
export function largestOf<Holder extends object>(
  holders: Iterable<Holder>,
  sizeOf: (holder: Holder) => number,
  groupOf: (holder: Holder) => string | null,
  excess: number,
): Holder[] {
  const holdings = new Map<string | Holder, Holding>();
  const all: [holder: Holder, size: number, holding: Holding][] = [];
  let most = 0;
  for (const holder of holders) {
    const size = sizeOf(holder);
    if (size === 0) continue;
    const key = groupOf(holder) ?? holder;
    const holding = holdings.get(key) ?? { total: 0, largest: 0 };
    if (holding.total === 0) holdings.set(key, holding);
    holding.total += size;
    holding.largest = Math.max(holding.largest, size);
    most = Math.max(most, holding.total);
    all.push([holder, size, holding]);
  }
  const found: Holder[] = [];
  let left = Math.max(1, excess);
  for (const [holder, size, { total, largest }] of all) {
    if (total < enough(most, excess) || size < enough(largest, excess)) continue;
    found.push(holder);
    left -= size;
    if (left <= 0) break;
  }
  return found;
}

/** Half the size of the largest is enough, where the largest alone does not cover the excess. */
function enough(largest: number, excess: number): number {
  return excess <= largest ? largest : largest / 2;
}
