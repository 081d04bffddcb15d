/** Formats times for plain clients. */

/** The last time that a Date can hold. */
const LATEST = 8.64e15;

/** To the minute, in UTC, since a plain client's time zone is unknown. */
export function utcMinute(time: number): string {
  return `${new Date(Math.max(-LATEST, Math.min(time, LATEST))).toISOString().slice(0, -8)}Z`;
}

/** The end of a ban or mute: `until 2026-11-23T04:50Z`, or `for good`. */
export function untilWords(time: number | null): string {
  return time === null || time >= LATEST ? 'for good' : `until ${utcMinute(time)}`;
}
