/** What JSON of a server's may be relied on for: it may be anybody's. */

export type Json = Readonly<Record<string, unknown>>;

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** A number that counts something, or a time. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** That of a message; negative where it is kept nowhere. */
export function isMessageId(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

/** Is it left out (or null), or what `is` says? */
export function isOptional<T>(
  value: unknown,
  is: (value: unknown) => value is T,
): value is T | null | undefined {
  return value === undefined || value === null || is(value);
}

/** One of `values`? */
export function isOneOf<const T extends string>(
  values: readonly T[],
): (value: unknown) => value is T {
  return (value): value is T => (values as readonly unknown[]).includes(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

export const isRole = isOneOf(['owner', 'moderator', 'member']);
export const isState = isOneOf(['here', 'away', 'offline']);

export type Role = 'owner' | 'moderator' | 'member';
/** `away` may have a text; `offline` is who is not logged in, or does not exist. */
export type State = 'here' | 'away' | 'offline';
