/** Divides texts into lines that fit: at spaces where there are some, and never inside a character. */

/** Made when a text is first divided: that takes as long as loading thirty modules. */
let characters: Intl.Segmenter | null = null;

/** The UTF-8 bytes of the code point that begins at `at`. */
function bytesAt(text: string, at: number): 1 | 2 | 3 | 4 {
  const code = text.charCodeAt(at);
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return isPair(text, at) ? 4 : 3;
}

function isPair(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0xd800 || code > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
}

/** The end of the longest part of `text` from `start` on that has at most `bytesMax` bytes and cuts no code point. */
function reach(text: string, start: number, bytesMax: number): number {
  let bytes = 0;
  let at = start;
  while (at < text.length) {
    const more = bytesAt(text, at);
    bytes += more;
    if (bytes > bytesMax) break;
    at += more === 4 ? 2 : 1;
  }
  return at;
}

/** The beginning of `text` that has at most `bytesMax` bytes and cuts no character, unless that is longer by itself. */
export function beginning(text: string, bytesMax: number): string {
  // Three bytes are the most that a code unit takes.
  if (text.length * 3 <= bytesMax) return text;
  const end = reach(text, 0, bytesMax);
  return end === text.length ? text : text.slice(0, wholeCharacters(text, 0, end));
}

/** Room behind the end for a character that begins before it. */
const CHARACTER_UNITS = 64;

/** `end`, or the beginning of the character that it would cut. */
function wholeCharacters(text: string, start: number, end: number): number {
  const near = text.slice(start, end + CHARACTER_UNITS);
  characters ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const begins = characters.segment(near).containing(end - start)?.index ?? 0;
  // A character that fills a line by itself is cut between code points.
  return begins === 0 ? end : start + begins;
}

/** Parts of `text`, each of at most `bytesMax` bytes (at least 4); the space at which it is divided is left out. */
export function split(text: string, bytesMax: number): string[] {
  const parts: string[] = [];
  divide(text, bytesMax, (start, end) => parts.push(text.slice(start, end)));
  return parts;
}

/**
 * The lines of `text`, each divided into parts of at most `bytesMax` bytes that make it when they are put together
 * again: a space at which it is divided ends a part. Blank lines stay.
 */
export function partsOf(
  text: string,
  bytesMax: number,
): { readonly text: string; readonly goesOn: boolean }[] {
  return text
    .replaceAll('\0', '\ufffd')
    .split(BREAKS)
    .flatMap((line) => {
      const parts: { readonly text: string; readonly goesOn: boolean }[] = [];
      let start = 0;
      do {
        const end = reach(line, start, bytesMax);
        const space = end === line.length ? -1 : line.slice(start, end).lastIndexOf(' ');
        const cut =
          end === line.length
            ? end
            : space >= 0
              ? start + space + 1
              : wholeCharacters(line, start, end);
        parts.push({ text: line.slice(start, cut), goesOn: start > 0 });
        start = cut;
      } while (start < line.length);
      return parts;
    });
}

/** Tells `part` where each part of `text` begins and ends. */
function divide(text: string, bytesMax: number, part: (start: number, end: number) => void): void {
  let start = 0;
  do {
    const end = reach(text, start, bytesMax);
    if (end === text.length) return part(start, end);
    // A space right behind the part divides it, too.
    const space = text.slice(start, end + 1).lastIndexOf(' ');
    const cut = space > 0 ? start + space : wholeCharacters(text, start, end);
    part(start, cut);
    start = space > 0 ? cut + 1 : cut;
  } while (start < text.length);
}

/** Line breaks of any kind; what else no line may hold is shown as U+FFFD. */
export const BREAKS = /\r\n|[\r\n\u0085\u2028\u2029]/g;

/**
 * The lines in which `text` is sent, each of at most `bytesMax` bytes; blank ones are left out. `more`: lines beyond the
 * first `linesMax`.
 */
export function linesOf(
  text: string,
  bytesMax: number,
  linesMax: number,
): { readonly lines: string[]; readonly more: number } {
  const lines: string[] = [];
  let more = 0;
  for (const line of text.replaceAll('\0', '\ufffd').split(BREAKS)) {
    if (line.trim() === '') continue;
    divide(line, bytesMax, (start, end) => {
      if (lines.length < linesMax) lines.push(line.slice(start, end));
      else more++;
    });
  }
  // Something was said, though nothing is to be seen of it.
  if (lines.length === 0) lines.push(' ');
  return { lines, more };
}
