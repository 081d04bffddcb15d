/**
 * Small values by key in the browser's storage. It may be full, forbidden, or written by others, so nothing here
 * throws, and every value read is checked. Data that must not be lost is stored elsewhere.
 */
import { base } from './base.ts';

export class Store {
  /** A function, because some browsers throw on access. */
  readonly #storage: () => Storage;

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  /** Null if it is forbidden. */
  get area(): Storage | null {
    try {
      return this.#storage();
    } catch {
      return null;
    }
  }

  /** The stored value, or null if there is none that passes `check`. */
  read<T>(key: string, check: (value: unknown) => value is T): T | null {
    try {
      const text = this.#storage().getItem(prefix() + key);
      if (text === null) return null;
      const value: unknown = JSON.parse(text);
      return check(value) ? value : null;
    } catch {
      return null;
    }
  }

  /** Stores `value`; null deletes the key. Returns whether that worked. */
  write(key: string, value: unknown): boolean {
    try {
      const text = value === null ? undefined : JSON.stringify(value);
      if (text === undefined) this.#storage().removeItem(prefix() + key);
      else this.#storage().setItem(prefix() + key, text);
      return true;
    } catch {
      return false;
    }
  }

  /** The page's own keys that begin with `start`. */
  keys(start = ''): string[] {
    try {
      return Object.keys(this.#storage())
        .filter((key) => key.startsWith(prefix() + start))
        .map((key) => key.slice(prefix().length));
    } catch {
      return [];
    }
  }
}

/** Shared by all tabs, and lasting. */
export const browserStore = new Store(() => localStorage);

/** For this tab alone, across reloads. A duplicated tab starts with a copy. */
export const tabStore = new Store(() => sessionStorage);

/**
 * Calls `changed` with each key of `browserStore` that another tab writes or deletes; returns a function that stops it.
 */
export function onStored(changed: (key: string) => void): () => void {
  const heard = ({ key, storageArea }: StorageEvent) => {
    // Without a key, the whole storage was cleared, not by a tab of ours.
    if (key?.startsWith(prefix()) && storageArea !== tabStore.area) {
      changed(key.slice(prefix().length));
    }
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}

/** The prefix of the page's keys: others may share the origin, such as another Chinwag below another path. */
function prefix(): string {
  const { pathname } = base();
  return pathname === '/' ? 'chinwag.' : `chinwag${pathname}.`;
}
