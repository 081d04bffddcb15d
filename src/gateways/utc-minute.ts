/** Times as plain clients are shown them. */

/** No calendar goes further. */
const LATEST = 8.64e15;

/** To the minute, in UTC: nobody knows where the user of a plain client is. */
export function utcMinute(time: number): string {
  return `${new Date(Math.max(-LATEST, Math.min(time, LATEST))).toISOString().slice(0, -8)}Z`;
}

/** How long something holds: `until 2026-11-23T04:50Z`, or `for good`. */
export function untilWords(time: number | null): string {
  return time === null || time >= LATEST ? 'for good' : `until ${utcMinute(time)}`;
}
