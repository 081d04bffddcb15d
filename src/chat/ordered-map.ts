/** A Map that can be walked in key order from any place, at a cost that depends only on what is taken. */

/** Separates the keys in their joined text; no key contains it. */
const BREAK = '\n';

/** All keys joined, since one text is searched far faster than many. */
interface KeyText {
  readonly text: string;
  /** The start of each key. */
  readonly starts: readonly number[];
}

export class OrderedMap<Value> extends Map<string, Value> {
  /** Sorted by code units; null until the first walk. */
  #keys: string[] | null = null;
  /** Null until the first search, and after each change. */
  #text: KeyText | null = null;

  override set(key: string, value: Value): this {
    if (this.#keys !== null && !this.has(key)) {
      this.#keys.splice(placeOf(this.#keys, key), 0, key);
      this.#text = null;
    }
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    if (!super.delete(key)) return false;
    this.#keys?.splice(placeOf(this.#keys, key), 1);
    this.#text = null;
    return true;
  }

  override clear(): void {
    super.clear();
    this.#keys = null;
    this.#text = null;
  }

  /** Values whose keys come after `key`; '' is before all. The map must not change during the walk. */
  *behind(key: string): Generator<Value> {
    const keys = this.#inOrder;
    for (let at = placeBehind(keys, key); at < keys.length; at++) yield this.#valueAt(at);
  }

  /** The same, only for keys that contain `part`. */
  *containing(part: string, key: string): Generator<Value> {
    if (part === '') return yield* this.behind(key);
    const keys = this.#inOrder;
    this.#text ??= textOf(keys);
    const { text, starts } = this.#text;
    let at = placeBehind(keys, key);
    while (!part.includes(BREAK) && at < keys.length) {
      const found = text.indexOf(part, starts[at]);
      if (found === -1) return;
      at = lastUpTo(starts, found);
      yield this.#valueAt(at++);
    }
  }

  get #inOrder(): string[] {
    this.#keys ??= [...this.keys()].sort(byCodeUnits);
    return this.#keys;
  }

  #valueAt(at: number): Value {
    return this.get(this.#keys?.[at] as string) as Value;
  }
}

function textOf(keys: readonly string[]): KeyText {
  let at = 0;
  const starts = keys.map(({ length }) => {
    const start = at;
    at += length + BREAK.length;
    return start;
  });
  return { text: keys.join(BREAK), starts };
}

/** The index of the last of `starts`, in ascending order from 0, that is not after `position`. */
function lastUpTo(starts: readonly number[], position: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as number) <= position) low = middle;
    else high = middle;
  }
  return low;
}

function placeBehind(keys: readonly string[], key: string): number {
  const at = placeOf(keys, key);
  return keys[at] === key ? at + 1 : at;
}

/** The index of `key` in the sorted `keys`, or where it would be inserted. */
function placeOf(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] as string) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

/** The first `count` values of `walk`. */
export function first<Value>(walk: Iterable<Value>, count: number): Value[] {
  const taken: Value[] = [];
  if (count <= 0) return taken;
  for (const one of walk) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}
