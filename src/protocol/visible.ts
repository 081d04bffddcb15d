/**
 * Makes other people's text safe to print as one line, so that nobody can forge another (docs/PROTOCOL.md section 3).
 */

const UNSAFE = /\r\n|[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * `text` as one line that cannot forge another or drive a terminal: line breaks show as `␤`, a tab
 * as it is, other C0 controls and DEL as `^[`, C1 and bidi controls as `<U+202E>`.
 */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, show);
}

const OVERRIDES = /[\u202d\u202e]/g;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * `text` with bidi overrides made visible, which reverse any letters: `fdp.exe` after U+202E reads `exe.pdf`. Other
 * direction marks stay, since Arabic and Hebrew need them, and words keep the order of their letters.
 */
export function overridesShown(text: string): string {
  return text.replace(OVERRIDES, show);
}

/** Makes all bidi controls visible, for code: a program reads it in its real order. */
export function bidiShown(text: string): string {
  return text.replace(BIDI_CONTROLS, show);
}

function show(match: string): string {
  const code = match.charCodeAt(0);
  switch (code) {
    case 0x0a:
    case 0x0d:
    case 0x85:
    case 0x2028:
    case 0x2029:
      return '␤';
    case 0x7f:
      return '^?';
  }
  if (code < 0x20) return `^${String.fromCharCode(code + 0x40)}`;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/**
 * Invisible characters, for a class in a regular expression with `u`: white space, controls, formatting characters,
 * fillers. U+2800 is a blank braille cell, which no Unicode property covers.
 */
export const UNSEEN_CHARACTERS = String.raw`\p{White_Space}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800`;

// An accent on nothing is invisible too, unlike marks that are drawn alone: Indic vowels, enclosing marks. The
// characters that join emoji (U+200D, U+FE0F) are invisible themselves, and stand next to visible ones.
const SEEN = new RegExp(`(?!(?=\\p{Mn})\\p{Script=Inherited})[^${UNSEEN_CHARACTERS}]`, 'u');

/** Has `text` no visible character? True of an empty one. */
export function isUnseen(text: string): boolean {
  return !SEEN.test(text);
}
