/** Splits a typed line into words, and reads the parts that commands share. */
import { isRoomName, nameFits } from './names.ts';

const WORD = /^([^ \t]+)[ \t]*/;

/** The first `max` words of `rest`; one more where there are more. */
export function firstWords(rest: string, max: number): string[] {
  const words: string[] = [];
  for (const [word] of rest.matchAll(/[^ \t]+/g)) {
    words.push(word);
    if (words.length > max) break;
  }
  return words;
}

/** The first word of `rest`, which does not begin with white space, and what follows; '' where there is none. */
export function splitWord(rest: string): [word: string, rest: string] {
  const [head = '', word = ''] = WORD.exec(rest) ?? [];
  return [word, rest.slice(head.length)];
}

/** Without trailing spaces and tabs. */
export function trimEnd(rest: string): string {
  let end = rest.length;
  while (end > 0 && (rest[end - 1] === ' ' || rest[end - 1] === '\t')) end--;
  return rest.slice(0, end);
}

/** Digits only; null for anything else, and for numbers that are not exact. */
export function parseNumber(word: string | undefined): number | null {
  if (word === undefined || !/^\d{1,16}$/.test(word)) return null;
  const number = Number(word);
  return Number.isSafeInteger(number) ? number : null;
}

/** The id of a message; negative where it is not stored. */
export function parseMessageId(word: string): number | null {
  const isNegative = word.startsWith('-');
  const number = parseNumber(isNegative ? word.slice(1) : word);
  return isNegative && number !== null ? 0 - number : number;
}

/** `#` and more, up to the length of a room's name. */
export function roomFits(word: string): boolean {
  return word.length > 1 && isRoomName(word) && nameFits(word);
}
