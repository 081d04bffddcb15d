/** Addresses in a text that become links: where they begin and end, and what their readers must be told of them. */
import { UNSPACED_SCRIPTS } from '../../protocol/search-words.ts';
import { hostApart } from './link-host.ts';

export interface FoundLink {
  /** In UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Absolute: http, https or mailto. */
  readonly href: string;
  /** The host that it leads to, where the text reads as another one; otherwise null. */
  readonly leadsTo: string | null;
}

/** Behind a letter there begins none, but where words are not set apart. A host alone is one from `www.` on. */
const START = new RegExp(
  String.raw`(?<![[\p{L}\p{N}\p{M}]--${UNSPACED_SCRIPTS}])(?:https?:\/\/|mailto:|(?<![.\/@:\-])www\.)`,
  'giv',
);

/** What no address of ASCII has, or hides what follows (RFC 3986 appendix C). */
const ASCII_STOPS = '<>"`\\';
/**
 * What ends an address beyond ASCII: punctuation that ends sentences, or stands around words, in any script; and what
 * is not seen, or turns the direction. Dashes, middle dots and joiners are in the names of pages.
 */
const STOP =
  /[[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Sentence_Terminal}\p{Terminal_Punctuation}\p{Quotation_Mark}＜＞｜…￼]--[\u200c\u200d]]/v;

const OPENING = '([{';
const CLOSING = ')]}';
/** These end a sentence, or emphasis, rather than an address. */
const TRAILING = ".,:;!?*~'|([{";

/** The addresses in `text`, in order; U+FFFC stands for what is something else already. Each character is looked at once. */
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
    // Nothing within one that is none is one either: of `https://bank@evil` not a part.
    if (link !== null) yield { start: found.index, end, ...link };
  }
}

/** Which marks of emphasis are open where an address begins: it ends where they close. */
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

  /** An underscore closes at the end alone, for many are within addresses. */
  trails(mark: string): boolean {
    return mark === '_' && this.#marks.includes(mark);
  }
}

/** Where an address that begins at `start` can go on no further: a bracket that it did not open ends it too. */
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

/** What `text` leads to; null: it is none that anybody should follow. */
function linkOf(text: string): { href: string; leadsTo: string | null } | null {
  if (/^mailto:/i.test(text)) {
    const url = URL.parse(text);
    return url === null || url.pathname === '' ? null : { href: url.href, leadsTo: null };
  }
  const isBare = /^www\./i.test(text);
  const url = URL.parse(isBare ? `https://${text}` : text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  const authority = authorityOf(text);
  // A user before the host is what only deceivers write (RFC 3986 section 7.6).
  if (authority.includes('@') || !/[\p{L}\p{N}]/u.test(authority)) return null;
  if (isBare && !/^www\.[^.]+\..*[^.]{2}$/.test(url.hostname)) return null;
  return { href: url.href, leadsTo: hostApart(authority, url) };
}

/** An address in three parts: the host, and what stands before and behind it. */
export function partsOf(text: string): [before: string, host: string, behind: string] {
  const [, before = '', host = '', behind = ''] =
    /^(https?:\/\/|mailto:|)([^/?#]*)(.*)$/is.exec(text) ?? [];
  return [before, host, behind];
}

function authorityOf(text: string): string {
  return partsOf(text)[1];
}
