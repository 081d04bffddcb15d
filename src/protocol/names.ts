/** Rules for usernames and room names: the protocol's sizes, and the server's rules (docs/PROTOCOL.md, Names). */
import { encodeText } from './bytes.ts';
import { caseFolded } from './folding.ts';
import { NAME_CODE_POINTS_MAX, ROOM_NAME_BYTES_MAX, ROOM_NAME_CODE_POINTS_MAX } from './limits.ts';
import { UNSEEN_CHARACTERS } from './visible.ts';

/** The number of code points of `text`, at most `max` + 1, so that a hostile length costs nothing. */
export function codePointsUpTo(text: string, max: number): number {
  let count = 0;
  for (const _ of text) if (++count > max) break;
  return count;
}

/** Is `name` as long as a person's may be: 1 to NAME_CODE_POINTS_MAX code points? */
export function personNameFits(name: string): boolean {
  return name.length > 0 && codePointsUpTo(name, NAME_CODE_POINTS_MAX) <= NAME_CODE_POINTS_MAX;
}

/** The length of a person's name, in words. */
export const PERSON_NAME_SIZE = `a name has 1 to ${NAME_CODE_POINTS_MAX} characters`;
/** The same, for names of people and of rooms. */
export const NAME_SIZE = `${PERSON_NAME_SIZE}, that of a room up to ${ROOM_NAME_CODE_POINTS_MAX}`;

/** Is `name` as long as a person's name may be, or, if it begins with a room's sign, a room's? */
export function nameFits(name: string): boolean {
  return isRoomName(name) ? roomNameFits(name) : personNameFits(name);
}

function roomNameFits(name: string): boolean {
  if (codePointsUpTo(name, ROOM_NAME_CODE_POINTS_MAX) > ROOM_NAME_CODE_POINTS_MAX) return false;
  // Three bytes are the most that a code unit takes.
  return name.length * 3 <= ROOM_NAME_BYTES_MAX || encodeText(name).length <= ROOM_NAME_BYTES_MAX;
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
  return personNameFits(name) && !isRoomName(name) && !REPLIES.has(name) && !UNSEEN.test(name);
}

/** Could `name` have been registered, now or under earlier rules? */
export function registeredNameMayExist(name: string): boolean {
  return personNameFits(name) && mayBelong(name);
}

/** As `registeredNameMayExist`, for the part of a room's name behind its sign too, which may be longer. */
function mayBelong(name: string): boolean {
  return !UNSEEN.test(name) && isHonest(name) && !SPECIAL.test(name);
}

/** Does `name` belong to a room? No person's name begins with its sign. */
export function isRoomName(name: string): boolean {
  return name.startsWith('#');
}

/** May a room be named `name`? `#` and more, up to the length of a room's name; names with the same `nameKey` mean one room. */
export function roomNameAllowed(name: string): boolean {
  if (!isRoomName(name) || !nameFits(name)) return false;
  const rest = name.slice(1);
  return rest !== '' && nameMayBeRegistered(rest);
}

/** Could a room named `name` exist, now or under earlier rules? */
export function roomNameMayExist(name: string): boolean {
  return name.length > 1 && isRoomName(name) && nameFits(name) && mayBelong(name.slice(1));
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
