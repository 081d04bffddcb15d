/** Rules for usernames and room names: the protocol's sizes, and the server's rules (docs/PROTOCOL.md, Names). */
import { caseFolded } from './folding.ts';
import { NAME_CODE_POINTS_MAX } from './limits.ts';
import { UNSEEN_CHARACTERS } from './visible.ts';

/** The number of code points of `text`, at most `max` + 1, so that a hostile length costs nothing. */
export function codePointsUpTo(text: string, max: number): number {
  let count = 0;
  for (const _ of text) if (++count > max) break;
  return count;
}

/** Is `name` 1 to NAME_CODE_POINTS_MAX code points long? */
export function nameFits(name: string): boolean {
  return name.length > 0 && codePointsUpTo(name, NAME_CODE_POINTS_MAX) <= NAME_CODE_POINTS_MAX;
}

const UNSEEN = new RegExp(String.raw`[${UNSEEN_CHARACTERS}\p{Cs}]`, 'u');

/** Names that would forge a reply in a client that prints a list of names. */
const REPLIES: ReadonlySet<string> = new Set(['Success', 'Failure']);

/** Scripts whose letters look like Latin ones: a name may use letters of only one of them. */
export const LOOKALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** Matches most names, which then need no further check. */
const LATIN_NAME = /^[A-Za-z0-9_.-]*$/;

/**
 * May a person log in with `name`, which has a valid length? Invisible characters are refused, as is anything that
 * looks like a room, the beginning of a message (`name: text`), a reply, or another person. Its NFKC form counts as
 * well.
 */
export function nameAllowed(name: string): boolean {
  if (LATIN_NAME.test(name)) return !REPLIES.has(name);
  return !UNSEEN.test(name) && isHonest(name) && isHonest(name.normalize('NFKC'));
}

function isHonest(name: string): boolean {
  if (isRoomName(name) || name.includes(':') || REPLIES.has(name)) return false;
  return LOOKALIKE_SCRIPTS.filter((script) => script.test(name)).length <= 1;
}

/** Characters with a meaning in addresses, mentions and IRC, reserved for that. */
const SPECIAL = /[,:!@*?&$%~+]/;

/** May `name`, which has a valid length, be registered? */
export function nameMayBeRegistered(name: string): boolean {
  return nameAllowed(name) && !SPECIAL.test(name);
}

/**
 * Could `name` belong to a person? Names from other servers, or from earlier versions, may break today's rules:
 * `＃lunch`, or `a:b` and mixed scripts for guests.
 */
export function nameMayExist(name: string): boolean {
  return nameFits(name) && !isRoomName(name) && !REPLIES.has(name) && !UNSEEN.test(name);
}

/** Could `name` have been registered, now or under earlier rules? */
export function registeredNameMayExist(name: string): boolean {
  return nameMayExist(name) && isHonest(name) && !SPECIAL.test(name);
}

/** Does `name` belong to a room? No person's name begins with its sign. */
export function isRoomName(name: string): boolean {
  return name.startsWith('#');
}

/** May a room be named `name`? `#` and more, up to the length of a name; names with the same `nameKey` mean one room. */
export function roomNameAllowed(name: string): boolean {
  if (!isRoomName(name) || !nameFits(name)) return false;
  const rest = name.slice(1);
  return rest !== '' && nameMayBeRegistered(rest);
}

/** Could a room named `name` exist, now or under earlier rules? */
export function roomNameMayExist(name: string): boolean {
  return isRoomName(name) && nameFits(name) && registeredNameMayExist(name.slice(1));
}

const PLAIN_NAME = /^#?[a-z0-9_.-]*$/;

/**
 * The key of a name: equal for all names that a registered one reserves. NFKC and full case folding (Unicode's
 * NFKC_Casefold). Decomposed first: ᾳ is two letters in upper case, and other marks must not come between.
 */
export function nameKey(name: string): string {
  if (PLAIN_NAME.test(name)) return name;
  return caseFolded(name.normalize('NFKD')).normalize('NFKC');
}

/**
 * The key of earlier versions, in which ẞ did not fold like ß: two names registered then may now have one `nameKey`.
 * There is no other difference.
 */
export function formerNameKey(name: string): string {
  return nameKey(name.replaceAll('ẞ', '\ue000'));
}
