/** The rules for nicks: names of people that mean nothing else to a client of IRC. */
import { createHash } from 'node:crypto';
import { NAME_CODE_POINTS_MAX } from '../../protocol/limits.ts';
import { personNameFits } from '../../protocol/names.ts';

/** Lists, masks and prefixes are made of these (RFC 2812 section 2.3.1). */
const SEPARATORS = /[,*?!@: ]/gu;
/** Prefixes of channels, roles and status messages; and a digit, which begins an id of another server. */
const NOT_FIRST = /^[$&+~%@#0-9]/u;

/** May a client take `name` as its nick, as far as IRC is concerned? */
export function isNick(name: string): boolean {
  return personNameFits(name) && !NOT_FIRST.test(name) && name.search(SEPARATORS) === -1;
}

/** No name holds it, so an alias is never anybody's name. */
const ALIAS_MARK = ':';
const ALIAS_DIGITS = 4;

/**
 * The `number`th nick for `name`, which is no nick, or whose nick another has: `a_b:k3x9`. The digits are made of the
 * name, so nobody else gets the same alias later.
 */
export function aliasOf(name: string, number: number): string {
  const plain = name.replace(SEPARATORS, '_').replace(NOT_FIRST, '_');
  const digest = createHash('sha256').update(`${number} ${name}`).digest();
  const digits = digest.readUInt32BE().toString(36).padStart(ALIAS_DIGITS, '0');
  const suffix = ALIAS_MARK + digits.slice(-ALIAS_DIGITS);
  const room = NAME_CODE_POINTS_MAX - suffix.length;
  return Array.from(plain).slice(0, room).join('') + suffix;
}

/** Names of which every part can be read in a host. */
const PLAIN = /^[a-z0-9-]+$/;
const LABEL_CHARACTERS = 12;

/**
 * The host that stands for a person: it tells nothing of their address. It has one dot, so that clients make a mask of
 * the whole of it and not of `*.` and its end.
 */
export function hostOf(name: string): string {
  const lower = name.toLowerCase();
  if (PLAIN.test(lower)) return `${lower}.chinwag`;
  const digest = createHash('sha256').update(name).digest('hex');
  return `x${digest.slice(0, LABEL_CHARACTERS)}.chinwag`;
}
