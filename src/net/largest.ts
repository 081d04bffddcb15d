/** Whom to cut off when all together hold too much: those who hold most, and whoever is at one address holds it together. */

/** What those of one address hold together, and the most that one of them does. */
interface Holding {
  total: number;
  largest: number;
}

/**
 * The largest holders, and others of their kind, as far as there is an `excess`. `groupOf` says who counts together;
 * null: counts alone.
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

/** Where the largest alone does not do, those that are half as large will. */
function enough(largest: number, excess: number): number {
  return excess <= largest ? largest : largest / 2;
}
