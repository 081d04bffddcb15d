/** Text from other people, made safe to print as one line (DESIGN: "A message is one line"). */

const UNSAFE = /\r\n|[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * `text` as one line that cannot forge another or drive a terminal: line breaks show as `␤`, a tab
 * as it is, other C0 controls and DEL as `^[`, C1 and bidi controls as `<U+202E>`.
 */
export function oneLine(text: string): string {
  return text.replace(UNSAFE, show);
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
