/** A browser's storage and location, for tests without a browser. */

/** Storage as in a browser: the stored values are its own properties. */
export class Kept {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? (Reflect.get(this, key) as string) : null;
  }
  setItem(key: string, text: string): void {
    Object.assign(this, { [key]: text });
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

/** Installs `storage` as `localStorage` or, for one tab, as `sessionStorage`. */
export function keepIn(storage: unknown, name = 'localStorage'): void {
  Object.defineProperty(globalThis, name, { value: storage, configurable: true });
}

/** Sets the page's location to `href`. */
export function at(href: string): void {
  Object.defineProperty(globalThis, 'location', { value: { href }, configurable: true });
}
