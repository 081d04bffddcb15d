/** What a username may be: the protocol's size, and the server's rules (docs/PROTOCOL.md, Names). */
import { NAME_CODE_POINTS_MAX } from './limits.ts';

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

// Nothing that is not seen: white space, controls, formatting characters, fillers. U+2800 is a
// blank braille cell, which no property of Unicode's calls blank.
const UNSEEN =
  /[\p{White_Space}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** These two would forge a reply in a client that prints a list of names. */
const REPLIES: ReadonlySet<string> = new Set(['Success', 'Failure']);

/** May somebody log in with `name`, which fits? DESIGN: "Not allowed as names". */
export function nameAllowed(name: string): boolean {
  return !name.startsWith('#') && !REPLIES.has(name) && !UNSEEN.test(name);
}

/** These mean something in addresses, mentions and IRC, and stay free for that. */
const SPECIAL = /[,:!@*?&$%~+]/;

/** Scripts whose letters look like Latin ones: a name has letters of one of them. */
const LOOKALIKE_SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
];

/** May `name`, which `nameAllowed` allows, be registered? */
export function nameMayBeRegistered(name: string): boolean {
  if (SPECIAL.test(name)) return false;
  return LOOKALIKE_SCRIPTS.filter((script) => script.test(name)).length <= 1;
}

/** Is `name` that of a room, and not of a person? Nobody's name begins so. */
export function isRoomName(name: string): boolean {
  return name.startsWith('#');
}

/** May a room be called `name`? `#` and 1–19 further characters; two that have the same `nameKey` are one. */
export function roomNameAllowed(name: string): boolean {
  if (!isRoomName(name) || !nameFits(name)) return false;
  const rest = name.slice(1);
  return rest !== '' && nameAllowed(rest) && nameMayBeRegistered(rest);
}

const PLAIN_NAME = /^#?[a-z0-9_.-]*$/;

/**
 * What is the same for all names that a registered one reserves: NFKC and case folding. (Unicode's NFKC_Casefold,
 * by the means of ECMAScript: to upper and to lower case, which folds what lower case alone keeps apart.)
 */
export function nameKey(name: string): string {
  if (PLAIN_NAME.test(name)) return name;
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}
