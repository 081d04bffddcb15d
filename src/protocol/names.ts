/** What a username may be: the protocol's size, and the server's rules (docs/PROTOCOL.md, Names). */
import { caseFolded } from './folding.ts';
import { NAME_CODE_POINTS_MAX } from './limits.ts';
import { UNSEEN_CHARACTERS } from './visible.ts';

/** Code points of `text`, counted no further than `max` + 1: a hostile length costs nothing. */
export function codePointsUpTo(text: string, max: number): number {
  let count = 0;
  for (const _ of text) if (++count > max) break;
  return count;
}

/** Is `name` 1–20 code points long? */
export function nameFits(name: string): boolean {
  return name.length > 0 && codePointsUpTo(name, NAME_CODE_POINTS_MAX) <= NAME_CODE_POINTS_MAX;
}

const UNSEEN = new RegExp(String.raw`[${UNSEEN_CHARACTERS}\p{Cs}]`, 'u');

/** These two would forge a reply in a client that prints a list of names. */
const REPLIES: ReadonlySet<string> = new Set(['Success', 'Failure']);

/** Scripts whose letters look like Latin ones: a name has letters of one of them. */
export const LOOKALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** Most names; they need no further look. */
const LATIN_NAME = /^[A-Za-z0-9_.-]*$/;

/**
 * May somebody log in with `name`, which fits? Not with what is not seen, nor with what looks like a room, like the
 * beginning of a message (`name: text`), like a reply, or like somebody else. What NFKC makes of it counts as well.
 */
export function nameAllowed(name: string): boolean {
  if (LATIN_NAME.test(name)) return !REPLIES.has(name);
  return !UNSEEN.test(name) && isHonest(name) && isHonest(name.normalize('NFKC'));
}

function isHonest(name: string): boolean {
  if (isRoomName(name) || name.includes(':') || REPLIES.has(name)) return false;
  return LOOKALIKE_SCRIPTS.filter((script) => script.test(name)).length <= 1;
}

/** These mean something in addresses, mentions and IRC, and stay free for that. */
const SPECIAL = /[,:!@*?&$%~+]/;

/** May `name` be registered? It fits. */
export function nameMayBeRegistered(name: string): boolean {
  return nameAllowed(name) && !SPECIAL.test(name);
}

/**
 * Could `name` be somebody's? Names that were registered, or are on other servers, may be of a time when more was
 * allowed: `＃lunch`, and `a:b` or letters of several scripts for guests.
 */
export function nameMayExist(name: string): boolean {
  return nameFits(name) && !isRoomName(name) && !REPLIES.has(name) && !UNSEEN.test(name);
}

/** Could `name` be registered, now or then? */
export function registeredNameMayExist(name: string): boolean {
  return nameMayExist(name) && isHonest(name) && !SPECIAL.test(name);
}

/** Is `name` that of a room, and not of a person? Nobody's name begins so. */
export function isRoomName(name: string): boolean {
  return name.startsWith('#');
}

/** May a room be called `name`? `#` and 1–19 further characters; two that have the same `nameKey` are one. */
export function roomNameAllowed(name: string): boolean {
  if (!isRoomName(name) || !nameFits(name)) return false;
  const rest = name.slice(1);
  return rest !== '' && nameMayBeRegistered(rest);
}

/** Likewise of a room: could there be one called `name`? */
export function roomNameMayExist(name: string): boolean {
  return isRoomName(name) && nameFits(name) && registeredNameMayExist(name.slice(1));
}

const PLAIN_NAME = /^#?[a-z0-9_.-]*$/;

/**
 * What is the same for all names that a registered one reserves: NFKC and full case folding (Unicode's NFKC_Casefold).
 * Decomposed first: ᾳ is two letters in upper case, and other marks must not come between.
 */
export function nameKey(name: string): string {
  if (PLAIN_NAME.test(name)) return name;
  return caseFolded(name.normalize('NFKD')).normalize('NFKC');
}

/**
 * What names were kept apart by when ẞ did not fold as ß does: two that have one `nameKey` may both be registered
 * since then. Of nothing else than that.
 */
export function formerNameKey(name: string): string {
  return nameKey(name.replaceAll('ẞ', '\ue000'));
}
