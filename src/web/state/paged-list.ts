/** A list loaded from the server page by page, with each item once. */
import { batch, signal } from '@preact/signals';
import { problemOf } from './problems.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Are there more items after these? */
  readonly more: boolean;
}

/** Requests the page after the item `after`, or the first page; it may be shorter than the limit. */
export type Ask<T> = (after: T | null) => Promise<Page<T>>;

/** How many loaded items are reloaded, at most, when something in the list has changed. */
export const RENEWED_ITEMS_MAX = 500;

export class PagedList<T> {
  readonly #keyOf: (item: T) => string;
  #ask: Ask<T>;
  /** Counts requests: only the reply to the last one counts. */
  #asked = 0;
  /** Null until the first page has come. */
  readonly items = signal<readonly T[] | null>(null);
  readonly more = signal(false);
  readonly busy = signal(false);
  /** The last error, in words; null if there is none. */
  readonly problem = signal<string | null>(null);

  constructor(keyOf: (item: T) => string, ask: Ask<T>) {
    this.#keyOf = keyOf;
    this.#ask = ask;
  }

  /** Loads the first page by `ask`, which is used from now on; the old items stay until it comes. */
  async load(ask: Ask<T> = this.#ask): Promise<void> {
    this.#ask = ask;
    await this.#take(() => ask(null));
  }

  /** Loads the next page, if there is one and none is being loaded. */
  async next(): Promise<void> {
    const items = this.items.value ?? [];
    const last = items.at(-1);
    if (this.busy.value || !this.more.value || last === undefined) return;
    await this.#take(async () => {
      const page = await this.#ask(last);
      const known = new Set(items.map(this.#keyOf));
      return { ...page, items: [...items, ...page.items.filter((one) => !this.#isIn(known, one))] };
    });
  }

  /** Reloads the loaded items from the start; those far below stay as they were. */
  async renew(): Promise<void> {
    await this.#renewFrom(0);
  }

  /** Reloads the loaded items from the item `key` on. */
  async renewAt(key: string): Promise<void> {
    const at = (this.items.value ?? []).findIndex((one) => this.#keyOf(one) === key);
    await this.#renewFrom(at < RENEWED_ITEMS_MAX ? 0 : at);
  }

  async #renewFrom(from: number): Promise<void> {
    const old = this.items.value;
    if (old === null) return this.load();
    const wanted = from === 0 ? Math.min(old.length, RENEWED_ITEMS_MAX) : 1;
    await this.#take(async () => {
      const before = old.slice(0, from);
      const fresh: T[] = [];
      let more = true;
      while (more && fresh.length < wanted) {
        const page = await this.#ask(fresh.at(-1) ?? before.at(-1) ?? null);
        fresh.push(...page.items);
        more = page.more && page.items.length > 0;
      }
      if (!more) return { items: [...before, ...fresh], more };
      return { items: [...before, ...fresh, ...this.#behind(old, fresh)], more: this.more.value };
    });
  }

  /** The items of `old` after the last one that is also in `fresh`. */
  #behind(old: readonly T[], fresh: readonly T[]): readonly T[] {
    const known = new Set(fresh.map(this.#keyOf));
    const last = old.findLastIndex((one) => this.#isIn(known, one));
    return last < 0 ? [] : old.slice(last + 1);
  }

  #isIn(keys: ReadonlySet<string>, item: T): boolean {
    return keys.has(this.#keyOf(item));
  }

  async #take(get: () => Promise<Page<T>>): Promise<void> {
    const asked = ++this.#asked;
    batch(() => {
      this.busy.value = true;
      this.problem.value = null;
    });
    try {
      const { items, more } = await get();
      if (asked !== this.#asked) return;
      batch(() => {
        this.items.value = items;
        this.more.value = more;
      });
    } catch (error) {
      if (asked === this.#asked) this.problem.value = problemOf(error);
    } finally {
      if (asked === this.#asked) this.busy.value = false;
    }
  }
}
