/** Finds addresses in a text that become links, and warns of those that read as another one. */
import { UNSPACED_SCRIPTS } from '../../protocol/search-words.ts';
import { hostApart } from './link-host.ts';

export interface FoundLink {
  /** Positions in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Absolute: http, https or mailto. */
  readonly href: string;
  /** The host that it leads to, if the text reads as another one; otherwise null. */
  readonly leadsTo: string | null;
}

/**
 * The start of an address: not after a letter, except in scripts without spaces. A bare host counts if it begins with
 * `www.`.
 */
const START = new RegExp(
  String.raw`(?<![[\p{L}\p{N}\p{M}]--${UNSPACED_SCRIPTS}])(?:https?:\/\/|mailto:|(?<![.\/@:\-])www\.)`,
  'giv',
);

/** ASCII characters that no address contains, or that delimit one (RFC 3986 appendix C). */
const ASCII_STOPS = '<>"`\\';
/**
 * Characters beyond ASCII that end an address: punctuation that ends sentences or encloses words, in any script; and
 * invisible characters and those that change the direction. Dashes, middle dots and joiners occur in names of pages.
 */
const STOP =
  /[[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Sentence_Terminal}\p{Terminal_Punctuation}\p{Quotation_Mark}＜＞｜…￼]--[\u200c\u200d]]/v;

const OPENING = '([{';
const CLOSING = ')]}';
/** At the end of an address, these belong to the sentence, or to emphasis. */
const TRAILING = ".,:;!?*~'|([{";

/** The addresses in `text`, in order; U+FFFC stands for parts that are something else. Each character is read once. */
export function* linksIn(text: string): Generator<FoundLink> {
  let from = 0;
  const emphasis = new Emphasis();
  for (;;) {
    START.lastIndex = from;
    const found = START.exec(text);
    if (found === null) return;
    emphasis.passOver(text.slice(from, found.index));
    const end = withoutTrail(text, found.index, endOf(text, found.index, emphasis), emphasis);
    const link = linkOf(text.slice(found.index, end));
    from = Math.max(end, START.lastIndex);
    // No part of a rejected address is a link either: not `evil` in `https://bank@evil`.
    if (link !== null) yield { start: found.index, end, ...link };
  }
}

/** Tracks the marks of emphasis that are open where an address begins: it ends where they close. */
class Emphasis {
  #marks = '';

  passOver(text: string): void {
    const line = text.slice(text.lastIndexOf('\n') + 1);
    if (line.length < text.length) this.#marks = '';
    if (/\*(?!\s)/.test(line)) this.#marks += '*';
    if (/~~(?!\s)/.test(line)) this.#marks += '~';
    if (/(?<![\p{L}\p{N}])_(?!\s)/u.test(line)) this.#marks += '_';
  }

  closesAt(text: string, at: number): boolean {
    const mark = text[at] as string;
    if (!this.#marks.includes(mark) || mark === '_') return false;
    return mark === '*' || text[at + 1] === mark;
  }

  /** An underscore closes only at the end, since addresses contain many. */
  trails(mark: string): boolean {
    return mark === '_' && this.#marks.includes(mark);
  }
}

/** The end of an address that begins at `start`; a closing bracket that it did not open ends it too. */
function endOf(text: string, start: number, emphasis: Emphasis): number {
  const open = [0, 0, 0];
  let at = start;
  for (; at < text.length; at++) {
    const character = text[at] as string;
    if (character > '~') {
      const whole = String.fromCodePoint(text.codePointAt(at) as number);
      if (STOP.test(whole)) break;
      at += whole.length - 1;
    } else if (character <= ' ' || ASCII_STOPS.includes(character)) break;
    else if (emphasis.closesAt(text, at)) break;
    else if (OPENING.includes(character)) (open[OPENING.indexOf(character)] as number)++;
    else if (CLOSING.includes(character)) {
      const kind = CLOSING.indexOf(character);
      if (open[kind] === 0) break;
      (open[kind] as number)--;
    }
  }
  return at;
}

function withoutTrail(text: string, start: number, end: number, emphasis: Emphasis): number {
  let at = end;
  for (; at > start; at--) {
    const last = text[at - 1] as string;
    if (!TRAILING.includes(last) && !emphasis.trails(last)) break;
  }
  return at;
}

/** The target of `text`; null if it is not an address that anybody should follow. */
function linkOf(text: string): { href: string; leadsTo: string | null } | null {
  if (/^mailto:/i.test(text)) {
    const url = URL.parse(text);
    return url === null || url.pathname === '' ? null : { href: url.href, leadsTo: null };
  }
  const isBare = /^www\./i.test(text);
  const url = URL.parse(isBare ? `https://${text}` : text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const authority = authorityOf(text);
  // A user name before the host is used only to deceive (RFC 3986 section 7.6).
  if (authority.includes('@') || !/[\p{L}\p{N}]/u.test(authority)) return null;
  if (isBare && !/^www\.[^.]+\..*[^.]{2}$/.test(url.hostname)) return null;
  return { href: url.href, leadsTo: hostApart(authority, url) };
}

/** Splits an address into the part before the host, the host, and the rest. */
export function partsOf(text: string): [before: string, host: string, behind: string] {
  const [, before = '', host = '', behind = ''] =
    /^(https?:\/\/|mailto:|)([^/?#]*)(.*)$/is.exec(text) ?? [];
  return [before, host, behind];
}

function authorityOf(text: string): string {
  return partsOf(text)[1];
}
