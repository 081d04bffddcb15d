/** For tests without a browser: what it keeps, and where its page is. */

/** As a browser has it: what is kept are its own properties. */
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

/** From now on `storage` is what the browser keeps, for all tabs or, as `sessionStorage`, for one. */
export function keepIn(storage: unknown, name = 'localStorage'): void {
  Object.defineProperty(globalThis, name, { value: storage, configurable: true });
}

/** From now on the page is there. */
export function at(href: string): void {
  Object.defineProperty(globalThis, 'location', { value: { href }, configurable: true });
}
