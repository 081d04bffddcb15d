/** A list that the server has in pages: as much of it as was asked for, each thing once. */
import { batch, signal } from '@preact/signals';
import { problemOf } from './problems.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** There are others after these. */
  readonly more: boolean;
}

/** The page behind `after`, or the first; it may be shorter than it could be. */
export type Ask<T> = (after: T | null) => Promise<Page<T>>;

/** So much of what is there is asked for again, at most, when something has changed somewhere in it. */
export const RENEWED_ITEMS_MAX = 500;

export class PagedList<T> {
  readonly #keyOf: (item: T) => string;
  #ask: Ask<T>;
  /** Only the answer to the last question counts. */
  #asked = 0;
  /** Null: none has come yet. */
  readonly items = signal<readonly T[] | null>(null);
  readonly more = signal(false);
  readonly busy = signal(false);
  /** What went wrong, in words. */
  readonly problem = signal<string | null>(null);

  constructor(keyOf: (item: T) => string, ask: Ask<T>) {
    this.#keyOf = keyOf;
    this.#ask = ask;
  }

  /** The first page, of what `ask` asks for from now on; until it comes, what was there stays. */
  async load(ask: Ask<T> = this.#ask): Promise<void> {
    this.#ask = ask;
    await this.#take(() => ask(null));
  }

  /** The next page, where there is one and none is asked for. */
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

  /** What is there is asked for again from its beginning; what is far below stays as it was. */
  async renew(): Promise<void> {
    await this.#renewFrom(0);
  }

  /** What is there is asked for again from the thing `key` on. */
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

  /** What of `old` comes behind the last thing that is in `fresh` too. */
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
