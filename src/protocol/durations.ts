/** Durations: as they are typed (`30s`, `10m`, `2h`, `7d`), and in words. */

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 24 * 3600 };

/** Does `word` look like a duration, of any length? */
export function isDuration(word: string): boolean {
  return /^\d+[smhd]$/.test(word);
}

/** The seconds in `word`; null where it is no duration, or not between `min` and `max` seconds. */
export function parseSeconds(word: string, min: number, max: number): number | null {
  const [, digits, unit = ''] = /^(\d{1,9})([smhd])$/.exec(word) ?? [];
  const seconds = Number(digits) * (SECONDS[unit] ?? Number.NaN);
  return seconds >= min && seconds <= max ? seconds : null;
}

/** Units in words, from the largest. */
const UNITS = [
  ['days', 86_400],
  ['h', 3600],
  ['min', 60],
] as const;

/** `ms` milliseconds in words, rounded up: `40 s`, `90 s`, `15 min`, `3 h`, `2 days`. A unit is used from two on. */
export function durationWords(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  const [unit, size] = UNITS.find(([, one]) => seconds >= 2 * one) ?? ['s', 1];
  return `${Math.ceil(seconds / size)} ${unit}`;
}
