/** Detects links whose host reads as another one. */
import { LOOKALIKE_SCRIPTS } from '../../protocol/names.ts';

/** Latin letters of European languages, except those that differ from others only by a missing dot or a stroke. */
const LATIN = /^[[a-z0-9\-ß-öø-ÿĀ-ž]--[ıĸŀſ]]+$/v;
const NO_LETTER = /[^\p{L}\p{M}\p{N}-]/u;

/**
 * The host of `url` as it is looked up, if the written `authority` could be taken for another one: letters of several
 * scripts in one word, or of a script that looks like Latin, or numbers in disguise. Otherwise null.
 */
export function hostApart(authority: string, url: URL): string | null {
  const written = authority.replace(/:\d*$/, '').normalize('NFC').toLowerCase();
  if (written === url.hostname) return null;
  const isAscii = /^[\0-\x7f]*$/.test(written);
  return !isAscii && written.split('.').every(isPlain) ? null : url.hostname;
}

/** Is `label` only of European Latin letters, or only of scripts that nobody takes for Latin? */
function isPlain(label: string): boolean {
  if (LATIN.test(label)) return true;
  return !NO_LETTER.test(label) && !LOOKALIKE_SCRIPTS.some((script) => script.test(label));
}
