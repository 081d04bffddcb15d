/** Local times for display. */

/** `14:03` */
export function clock(at: Date): string {
  return `${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** `2026-11-23 14:03` */
export function dateAndClock(at: Date): string {
  return `${day(at)} ${clock(at)}`;
}

/** The time alone if it is today, otherwise with its date. */
export function clockOrDate(at: Date, now: Date): string {
  return isSameDay(at, now) ? clock(at) : dateAndClock(at);
}

export function isSameDay(one: Date, other: Date): boolean {
  return day(one) === day(other);
}

function day(at: Date): string {
  const year = String(at.getFullYear()).padStart(4, '0');
  return `${year}-${twoDigits(at.getMonth() + 1)}-${twoDigits(at.getDate())}`;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
