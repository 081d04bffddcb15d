/** Snippets of found messages, with the matches marked. */
import { plainText } from '../../protocol/folding.ts';
import { signsIn, termsOf, UNSPACED_SCRIPTS } from '../../protocol/search-words.ts';

export interface SnippetPart {
  readonly text: string;
  readonly isMarked: boolean;
}

/** The length of a snippet, and of its part before the match, in UTF-16 code units. */
const LENGTH_MAX = 240;
const BEFORE_MAX = 60;
/** Words up to this length are not cut. */
const WORD_MAX = 24;
const GAP = '…';

/**
 * A unit of the server's search (docs/PROTOCOL-EXTENSIONS.md, Search): a word or, in scripts without spaces, a
 * character with its combining marks, including half-width ones.
 */
const WORD = new RegExp(
  String.raw`${UNSPACED_SCRIPTS}[\p{M}\uFF9E\uFF9F]*|(?:(?!${UNSPACED_SCRIPTS})[\p{L}\p{N}\p{M}\xAD\u200C\u200D\u2060])+`,
  'gu',
);
const INVISIBLE = /\xAD|\u200C|\u200D|\u2060/g;

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
  /** The index of the phrase. */
  readonly phrase: number;
}

function wordsOf(text: string): Word[] {
  const words = Array.from(text.matchAll(WORD), (match) => {
    const [word] = match;
    const key = plainText(word.replaceAll(INVISIBLE, ''));
    return { key, start: match.index, end: match.index + word.length };
  });
  // Combining marks alone do not make a word.
  return words.filter(({ key }) => key !== '');
}

/** The part of `text` around the `phrases` found in it, or its start. A phrase is one word or several in sequence. */
export function snippetOf(text: string, phrases: readonly string[]): SnippetPart[] {
  const occurrences = occurrencesOf(text, phrases);
  const first = bestOf(occurrences);
  const from = first < 0 ? 0 : startOf(text, (occurrences[first] as Occurrence).start);
  const to = endOf(text, from);
  const parts: SnippetPart[] = [];
  const add = (part: string, isMarked: boolean) => {
    if (part !== '') parts.push({ text: part, isMarked });
  };
  let at = from;
  add(from > 0 ? GAP : '', false);
  for (const { start, end } of occurrences) {
    if (start < at || start >= to) continue;
    add(text.slice(at, start), false);
    at = Math.min(end, to);
    add(text.slice(start, at), true);
  }
  add(text.slice(at, to), false);
  add(to < text.length ? GAP : '', false);
  return parts;
}

/** The occurrences of the phrases in order; of two that start together, the longer comes first. */
function occurrencesOf(text: string, phrases: readonly string[]): Occurrence[] {
  const words = wordsOf(text);
  const at = new Map<string, number[]>();
  for (const [i, { key }] of words.entries()) {
    const known = at.get(key);
    if (known === undefined) at.set(key, [i]);
    else known.push(i);
  }
  const occurrences = [...signOccurrences(text, phrases)];
  for (const [phrase, given] of phrases.entries()) {
    const keys = wordsOf(given).map(({ key }) => key);
    for (const i of at.get(keys[0] ?? '') ?? []) {
      if (!keys.every((key, after) => words[i + after]?.key === key)) continue;
      const [start, end] = [words[i]?.start ?? 0, words[i + keys.length - 1]?.end ?? 0];
      occurrences.push({ start, end, phrase });
    }
  }
  return occurrences.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The occurrences of phrases that consist of signs. */
function* signOccurrences(text: string, phrases: readonly string[]): Generator<Occurrence> {
  const wanted = new Map<string, number>();
  for (const [phrase, given] of phrases.entries()) {
    for (const { sign } of signsIn(given))
      for (const term of termsOf(sign)) wanted.set(term, phrase);
  }
  if (wanted.size === 0) return;
  for (const { sign, at } of signsIn(text)) {
    const phrase = termsOf(sign)
      .map((term) => wanted.get(term))
      .find((one) => one !== undefined);
    if (phrase !== undefined) yield { start: at, end: at + sign.length, phrase };
  }
}

/** The index of the occurrence closely followed by the most different phrases; -1 if there are none. */
function bestOf(occurrences: readonly Occurrence[]): number {
  let best = -1;
  let most = 0;
  let to = 0;
  const counts = new Map<number, number>();
  for (const [from, { start, phrase }] of occurrences.entries()) {
    for (; to < occurrences.length; to++) {
      const next = occurrences[to] as Occurrence;
      if (next.end > start + LENGTH_MAX - BEFORE_MAX && to > from) break;
      counts.set(next.phrase, (counts.get(next.phrase) ?? 0) + 1);
    }
    if (counts.size > most) [best, most] = [from, counts.size];
    const left = (counts.get(phrase) ?? 0) - 1;
    if (left > 0) counts.set(phrase, left);
    else counts.delete(phrase);
  }
  return best;
}

/** The start of a snippet around `found`, at the start of a word. */
function startOf(text: string, found: number): number {
  const from = found - BEFORE_MAX;
  if (from <= 0) return 0;
  const space = text.slice(from, from + WORD_MAX).search(/\s/);
  return whole(text, space < 0 ? from : from + space + 1);
}

function endOf(text: string, from: number): number {
  const to = from + LENGTH_MAX;
  if (to >= text.length) return text.length;
  const tail = text.slice(to - WORD_MAX, to);
  const space = tail.search(/\s\S*$/);
  return whole(text, space < 0 ? to : to - WORD_MAX + space);
}

/** Moves `at` out of a surrogate pair, and away from combining marks unless there are very many. */
function whole(text: string, at: number): number {
  for (let place = at; place > Math.max(0, at - WORD_MAX); place--) {
    if (!/^(?:[\uDC00-\uDFFF]|\p{M}|\u200D)/u.test(text.slice(place, place + 2))) return place;
  }
  return at;
}
