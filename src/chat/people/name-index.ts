/** Finds accounts and rooms by name, in any spelling that has the same key. */
import { nameKey } from '../../protocol/names.ts';

/**
 * Two names that an earlier version's folding kept apart may now have one key. Both are here: the older one under every
 * spelling, the other one under its own.
 */
export class NameIndex<T> {
  readonly #byKey = new Map<string, T>();
  /** Those whose key was taken already, by name. */
  readonly #seconds = new Map<string, T>();

  get size(): number {
    return this.#byKey.size + this.#seconds.size;
  }

  *all(): Generator<T> {
    yield* this.#byKey.values();
    yield* this.#seconds.values();
  }

  /** The entry for `name`, in this spelling or another with the same key. */
  get(name: string): T | undefined {
    const second = this.#seconds.size === 0 ? undefined : this.#seconds.get(name);
    return second ?? this.#byKey.get(nameKey(name));
  }

  has(name: string): boolean {
    return this.#byKey.has(nameKey(name));
  }

  add(name: string, one: T): void {
    const key = nameKey(name);
    if (this.#byKey.has(key)) this.#seconds.set(name, one);
    else this.#byKey.set(key, one);
  }

  delete(name: string): void {
    if (this.#seconds.delete(name)) return;
    const key = nameKey(name);
    this.#byKey.delete(key);
    for (const [other, one] of this.#seconds) {
      if (nameKey(other) !== key) continue;
      this.#seconds.delete(other);
      this.#byKey.set(key, one);
      return;
    }
  }
}
