/** Types of option values: how each is written, checked and described. */

import { isIPv4, isIPv6 } from 'node:net';

/** A type of values: `parse` returns the value, or undefined for an invalid one. */
export interface OptionType<T> {
  /** The valid values, to follow "is not": `a whole number from 1 to 65535`. */
  readonly expected: string;
  /** The placeholder of a value in help: `NUMBER`; null for a flag, which has none. */
  readonly placeholder: string | null;
  /** `value` is text from the command line or environment, or whatever a TOML file can hold. */
  parse(value: unknown): T | undefined;
  /** A value as a user would write it. */
  format(value: T): string;
}

export function text(placeholder: string, expected: string): OptionType<string> {
  return {
    expected,
    placeholder,
    parse: (value) => (typeof value === 'string' && value !== '' ? value : undefined),
    format: (value) => value,
  };
}

export function choice<const T extends string>(...choices: readonly T[]): OptionType<T> {
  return {
    expected: `one of ${choices.join(', ')}`,
    placeholder: choices.join('|'),
    parse: (value) => choices.find((one) => one === value),
    format: (value) => value,
  };
}

/**
 * Several values: separated by commas, or a list in a file. `one` parses each; it returns undefined for an invalid one.
 */
export function list(
  placeholder: string,
  expected: string,
  one: (value: string) => string | undefined,
): OptionType<readonly string[]> {
  return {
    expected,
    placeholder,
    parse: (value) => {
      const items = typeof value === 'string' ? value.split(',') : value;
      if (!Array.isArray(items)) return undefined;
      const read = items.map((item) => (typeof item === 'string' ? one(item.trim()) : undefined));
      return read.every((item) => item !== undefined) ? read : undefined;
    },
    format: (value) => value.join(','),
  };
}

/** A host name, in lower case. */
export function hostName(value: string): string | undefined {
  return /^[a-z0-9._-]+$/i.test(value) ? value.toLowerCase() : undefined;
}

/** The origin of a web site, as in `https://example.org`. */
export function origin(value: string): string | undefined {
  const url = /^https?:\/\/[^/]+$/i.test(value) ? URL.parse(value) : null;
  return url?.username === '' && url.password === '' ? url.origin : undefined;
}

/** The address of a web page, without a query; its path ends with a slash. */
export const webAddress: OptionType<string> = {
  expected: 'an address such as https://chat.example/ or https://example.org/chat/',
  placeholder: 'URL',
  parse: (value) => {
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (url === null || !/^https?:$/.test(url.protocol) || url.host === '') return undefined;
    if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
      return undefined;
    }
    const path = url.pathname.endsWith('/') ? url.pathname : `${url.pathname}/`;
    // Only paths that every proxy, browser and cookie takes unchanged.
    return /^\/(?:[\w.~-]+\/)*$/.test(path) ? `${url.origin}${path}` : undefined;
  },
  format: (value) => value,
};

export const flag: OptionType<boolean> = {
  expected: 'true or false',
  placeholder: null,
  parse: (value) => {
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    return undefined;
  },
  format: String,
};

export function integer(min: number, max: number): OptionType<number> {
  return {
    expected: `a whole number from ${min} to ${max}`,
    placeholder: 'NUMBER',
    parse: (value) => {
      const wellFormed =
        typeof value === 'string' ? /^\d+$/.test(value) : typeof value === 'number';
      return wellFormed ? within(Number(value), min, max) : undefined;
    },
    format: String,
  };
}

/** A value of `type`, or the word `off`, which means Infinity. */
export function orOff(type: OptionType<number>): OptionType<number> {
  return orWithout('off', type);
}

/** A value of `type`, or `word` for Infinity. */
export function orWithout(word: string, type: OptionType<number>): OptionType<number> {
  return {
    expected: `${type.expected}, or ${word}`,
    placeholder: `${type.placeholder}|${word}`,
    parse: (value) => (value === word ? Infinity : type.parse(value)),
    format: (value) => (value === Infinity ? word : type.format(value)),
  };
}

/** An address, or a network in CIDR notation. */
export function network(value: string): string | undefined {
  const [address = '', bits, ...more] = value.split('/');
  const longest = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  if (longest === 0 || more.length > 0) return undefined;
  if (bits === undefined) return address;
  return /^\d{1,3}$/.test(bits) && Number(bits) <= longest ? `${address}/${bits}` : undefined;
}

/** Bytes, written `512KiB` or as a plain number of bytes. */
export function size(min: number, max: number): OptionType<number> {
  return withUnits('SIZE', 'a size', { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 }, min, max);
}

/** Milliseconds, written `30s`. */
export function duration(min: number, max: number): OptionType<number> {
  return withUnits(
    'TIME',
    'a duration',
    { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 },
    min,
    max,
  );
}

function withUnits(
  placeholder: string,
  what: string,
  units: Readonly<Record<string, number>>,
  min: number,
  max: number,
): OptionType<number> {
  const names = Object.keys(units);
  const format = (value: number): string => {
    const unit = names.findLast((name) => value % (units[name] as number) === 0) ?? names[0] ?? '';
    return `${value / (units[unit] ?? 1)}${unit}`;
  };
  return {
    expected: `${what} from ${format(min)} to ${format(max)} (units: ${names.join(', ')})`,
    placeholder,
    parse: (value) => {
      const [, digits, unit] = /^(\d+(?:\.\d+)?) ?([A-Za-z]*)$/.exec(String(value)) ?? [];
      const factor = unit === '' ? units.B : units[unit ?? ''];
      if (digits === undefined || factor === undefined) return undefined;
      return within(Math.round(Number(digits) * factor), min, max);
    },
    format,
  };
}

function within(value: number, min: number, max: number): number | undefined {
  return Number.isInteger(value) && value >= min && value <= max ? value : undefined;
}
