/**
 * What this browser keeps for the page: small values by key. It may have no room, be forbidden, or hold what somebody
 * else wrote, so nothing here throws, and nothing read is believed without a check. What must not be lost is kept elsewhere.
 */
import { base } from './base.ts';

export class Store {
  /** To ask for it is forbidden in some browsers. */
  readonly #storage: () => Storage;

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  /** Null where it is forbidden. */
  get area(): Storage | null {
    try {
      return this.#storage();
    } catch {
      return null;
    }
  }

  /** A value as it was written, or null where there is none that passes `check`. */
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

  /** Null forgets the key. Answers whether it is kept. */
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

  /** The keys that begin with `start`, without anything that others keep. */
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

/** For all tabs, and for the next time. */
export const browserStore = new Store(() => localStorage);

/** For this tab alone, and the page that is loaded in it next. A tab that is made of it begins with a copy. */
export const tabStore = new Store(() => sessionStorage);

/** Calls `changed` with each key of `browserStore` that another tab has written or forgotten. Answers how to stop. */
export function onStored(changed: (key: string) => void): () => void {
  const heard = ({ key, storageArea }: StorageEvent) => {
    // No key: somebody has cleared the browser, and no tab has done anything.
    if (key?.startsWith(prefix()) && storageArea !== tabStore.area) {
      changed(key.slice(prefix().length));
    }
  };
  addEventListener('storage', heard);
  return () => removeEventListener('storage', heard);
}

/** Others may keep things for the same origin; another Chinwag is below another path. */
function prefix(): string {
  const { pathname } = base();
  return pathname === '/' ? 'chinwag.' : `chinwag${pathname}.`;
}
