/** Times and dates in the reader's locale. */
import { locale } from '../translations/texts.ts';

const DAY_MS = 86_400_000;
/** For how many days back a day is called by its weekday. */
const NAMED_DAYS = 6;

/** The last moment that `Date` can represent. */
const DATE_MS_MAX = 8.64e15;

/** Units in seconds, largest first. */
const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** Formatters for `locale`; times are milliseconds since 1970. */
export function datesIn(locale: string) {
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long' });
  const ofThisYear = { day: 'numeric', month: 'long' } as const;
  const date = new Intl.DateTimeFormat(locale, ofThisYear);
  const dateOfYear = new Intl.DateTimeFormat(locale, { ...ofThisYear, year: 'numeric' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  // With its preposition, which decides the grammatical case of the unit: *2 Tage*, but *in 2 Tagen*.
  const waits = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
  const durations = new Map(
    UNITS.map(([unit]) => {
      const style = { style: 'unit', unit, unitDisplay: 'long' } as const;
      return [unit, new Intl.NumberFormat(locale, style)];
    }),
  );
  return {
    timeOf: (at: number): string => time.format(at),
    fullTimeOf: (at: number): string => full.format(at),

    /** The day of `at`: today, yesterday, a weekday, or a date. */
    dayOf(at: number, now: number): string {
      const days = Math.round((midnight(now) - midnight(at)) / DAY_MS);
      if (days === 0 || days === 1) {
        const text = relative.format(-days, 'day');
        return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
      }
      if (days > 1 && days <= NAMED_DAYS) return weekday.format(at);
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return (isThisYear ? date : dateOfYear).format(at);
    },

    /** How long ago `at` was, in the largest full unit; never in the future, whatever the clocks say. */
    agoOf(at: number, now: number): string {
      const seconds = Math.max(0, Math.floor((now - at) / 1000));
      const [unit, size] = UNITS.find(([, one]) => seconds >= one) ?? UNITS[3];
      return relative.format(-Math.floor(seconds / size), unit);
    },

    /** A future time seen from `now`: with its day only if that is another one. */
    momentOf(at: number, now: number): string {
      return midnight(at) === midnight(now) ? time.format(at) : full.format(at);
    },

    /** The time to wait (`in 40 seconds`), rounded up, in the largest unit of which it has two. */
    waitOf(seconds: number): string {
      const [unit, size] = UNITS.find(([, one]) => seconds >= 2 * one) ?? UNITS[3];
      return waits.format(Math.max(1, Math.ceil(seconds / size)), unit);
    },

    /** A duration, in the largest unit of which it is a whole multiple. */
    durationOf(seconds: number): string {
      const [unit, size] =
        UNITS.find(([, one]) => seconds % one === 0 && seconds >= one) ?? UNITS[3];
      return durations.get(unit)?.format(seconds / size) ?? '';
    },
  };
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export const { timeOf, fullTimeOf, momentOf, dayOf, agoOf, durationOf, waitOf } = datesIn(locale);

/** Is `at` in the infinite future? */
export function isNever(at: number): boolean {
  return at > DATE_MS_MAX;
}

/** The time for the `datetime` attribute of a `<time>`. */
export function isoOf(at: number): string {
  return new Date(at).toISOString();
}
