/** How long something holds, as it is typed: `30s`, `10m`, `2h`, `7d`. */

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600 };

/** Does `word` look like a duration, however long it may be? */
export function isDuration(word: string): boolean {
  return /^\d+[smhd]$/.test(word);
}

/** How many seconds `word` says; null where it is no duration, or not from `min` to `max` seconds. */
export function parseSeconds(word: string, min: number, max: number): number | null {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(word) ?? [];
  const seconds = Number(digits) * (SECONDS[unit] ?? Number.NaN);
  return seconds >= min && seconds <= max ? seconds : null;
}
