/**
 * What this browser keeps for the page: small values by key. It may have no room, be forbidden, or hold what somebody
 * else wrote, so nothing here throws, and nothing read is believed without a check. What must not be lost is kept elsewhere.
 */
import { base } from './base.ts';

/** Others may keep things for the same origin; another Chinwag is below another path. */
function prefix(): string {
  const { pathname } = base();
  return pathname === '/' ? 'chinwag.' : `chinwag${pathname}.`;
}

/** A value as it was written, or null where there is none that passes `check`. */
export function readStored<T>(key: string, check: (value: unknown) => value is T): T | null {
  try {
    const text = localStorage.getItem(prefix() + key);
    if (text === null) return null;
    const value: unknown = JSON.parse(text);
    return check(value) ? value : null;
  } catch {
    return null;
  }
}

/** Null forgets the key. Answers whether it is kept. */
export function writeStored(key: string, value: unknown): boolean {
  try {
    const text = value === null ? undefined : JSON.stringify(value);
    if (text === undefined) localStorage.removeItem(prefix() + key);
    else localStorage.setItem(prefix() + key, text);
    return true;
  } catch {
    return false;
  }
}

/** The keys that begin with `start`, without anything that others keep. */
export function storedKeys(start = ''): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix() + start))
      .map((key) => key.slice(prefix().length));
  } catch {
    return [];
  }
}
