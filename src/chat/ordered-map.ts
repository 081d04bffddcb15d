/** A Map that can be walked in the order of its keys, from any place on, at the cost of what is taken. */

/** Between two keys where they are one text; no key has it. */
const BREAK = '\n';

/** All keys in one text, which is looked through far faster than each of them. */
interface KeyText {
  readonly text: string;
  /** Where each begins. */
  readonly starts: readonly number[];
}

export class OrderedMap<Value> extends Map<string, Value> {
  /** In the order of their code units; null until somebody wants to walk. */
  #keys: string[] | null = null;
  /** Null until somebody wants to find something, and after each change. */
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

  /** Those whose keys come after `key`; '' is before all. Nothing is changed while it is walked. */
  *behind(key: string): Generator<Value> {
    const keys = this.#inOrder;
    for (let at = placeBehind(keys, key); at < keys.length; at++) yield this.#valueAt(at);
  }

  /** Those of them whose keys contain `part`. */
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

/** The place of the last of `starts`, which count up from 0, that is not behind `position`. */
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

/** Where `key` is, or would be, in `keys`, which are in order. */
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

/** The first `count` of what is walked. */
export function first<Value>(walk: Iterable<Value>, count: number): Value[] {
  const taken: Value[] = [];
  if (count <= 0) return taken;
  for (const one of walk) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}
