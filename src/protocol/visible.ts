/** Text from other people, made safe to print as one line so that nobody can forge another (docs/PROTOCOL.md section 3). */

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
 * `text` without what turns letters round whatever they are: `fdp.exe` behind U+202E reads `exe.pdf`. Other marks of
 * direction stay, for Arabic and Hebrew are written with them, and words keep their letters in order.
 */
export function overridesShown(text: string): string {
  return text.replace(OVERRIDES, show);
}

/** Code is read as a program reads it: nothing in it changes its order. */
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
 * What nobody sees, for a class of a regular expression with `u`: white space, controls, formatting characters, fillers.
 * U+2800 is a blank braille cell, which no property of Unicode's calls blank.
 */
export const UNSEEN_CHARACTERS = String.raw`\p{White_Space}\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800`;

// Nor an accent on nothing, unlike what is drawn alone: vowels of Indic scripts, enclosing marks. What emoji are made with
// (U+200D, U+FE0F) is unseen itself, and stands beside what is not.
const SEEN = new RegExp(`(?!(?=\\p{Mn})\\p{Script=Inherited})[^${UNSEEN_CHARACTERS}]`, 'u');

/** Is nothing in `text` that a reader could see? So is none at all. */
export function isUnseen(text: string): boolean {
  return !SEEN.test(text);
}
