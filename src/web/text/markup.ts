/**
 * What people write, as the blocks and spans that the page shows: the only way from a text to elements. It takes one pass
 * for each kind of thing and never looks back further than that, whatever the text.
 */
import { mentionsIn } from '../../protocol/mentions.ts';

export type Span =
  | { readonly kind: 'text'; readonly text: string }
  /** `href` is absolute, and http, https or mailto. */
  | { readonly kind: 'link'; readonly href: string; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'mention'; readonly name: string }
  | { readonly kind: 'strong' | 'emphasis' | 'struck'; readonly spans: readonly Span[] };

export type Block =
  /** Line feeds are line breaks. */
  | { readonly kind: 'paragraph' | 'quote'; readonly spans: readonly Span[] }
  | { readonly kind: 'code'; readonly text: string };

/** What opens a block of code at the beginning of a line, and closes it as one. */
export const FENCE = '```';

/** What a text says. */
export function readMarkup(text: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  // Behind it nothing is looked for: fences that nothing closes cost no more than other lines.
  const last = lines.lastIndexOf(FENCE);
  let open = null as { kind: 'paragraph' | 'quote'; lines: string[] } | null;
  const close = () => {
    if (open !== null) blocks.push({ kind: open.kind, spans: readSpans(open.lines.join('\n')) });
    open = null;
  };
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const end = at < last && line.startsWith(FENCE) ? lines.indexOf(FENCE, at + 1) : -1;
    if (end !== -1) {
      close();
      blocks.push({ kind: 'code', text: lines.slice(at + 1, end).join('\n') });
      at = end;
      continue;
    }
    const isQuote = line.startsWith('> ') || line === '>';
    const kind = isQuote ? 'quote' : 'paragraph';
    if (open?.kind !== kind) close();
    open ??= { kind, lines: [] };
    open.lines.push(isQuote ? line.slice(2) : line);
  }
  close();
  return blocks;
}

const CODE = /`([^`\n]+)`/g;
const LINK = /\b(?:https?:\/\/|mailto:)[^\s<>"'`]+/giu;

/** What stands between two marks, at the edge of words and on one line; each is looked for in what those before it left. */
const EMPHASIS = [
  { kind: 'strong', pattern: enclosed('\\*\\*', '*') },
  { kind: 'struck', pattern: enclosed('~~', '~') },
  { kind: 'emphasis', pattern: enclosed('\\*', '*') },
  { kind: 'emphasis', pattern: enclosed('_', '_') },
] as const;

function enclosed(mark: string, character: string): RegExp {
  const before = `(?<![\\p{L}\\p{N}${character}])`;
  const after = `(?![\\p{L}\\p{N}${character}])`;
  return new RegExp(`${before}${mark}(?=\\S)([^${character}\\n]+)(?<=\\S)${mark}${after}`, 'gu');
}

/** What stands in a line of text, or several. Nothing in code is more than text, and a link is a link to its end. */
export function readSpans(text: string): Span[] {
  return split(text, CODE, ([, code = '']) => ({ kind: 'code', text: code }), readLinks);
}

function readLinks(text: string): Span[] {
  return split(
    text,
    LINK,
    ([found]) => link(found),
    (rest) => readEmphasis(rest, 0),
  );
}

/** The matches of `pattern` as spans, and what is between them as `others` says; null of a match: it is text. */
function split(
  text: string,
  pattern: RegExp,
  spanOf: (match: RegExpExecArray) => { span: Span; rest: string } | Span | null,
  others: (text: string) => Span[],
): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const match of text.matchAll(pattern)) {
    const made = spanOf(match as RegExpExecArray);
    if (made === null) continue;
    const { span, rest } = 'span' in made ? made : { span: made, rest: '' };
    if (match.index > from)
      for (const span of others(text.slice(from, match.index))) spans.push(span);
    spans.push(span);
    from = match.index + match[0].length - rest.length;
  }
  if (from < text.length) for (const span of others(text.slice(from))) spans.push(span);
  return spans;
}

function link(found: string): { span: Span; rest: string } | null {
  const text = found.slice(0, endOfLink(found));
  const url = URL.parse(text);
  const isSafe = url !== null && ['http:', 'https:', 'mailto:'].includes(url.protocol);
  if (!isSafe || (url.protocol !== 'mailto:' && url.hostname === '')) return null;
  return { span: { kind: 'link', href: url.href, text }, rest: found.slice(text.length) };
}

const ENDS = '.,:;!?*_~';
const CLOSING = ')]';

/** What ends a sentence, or a bracket that was opened before the link, is not part of it. */
function endOfLink(found: string): number {
  let unopened = count(found, /[)\]]/g) - count(found, /[([]/g);
  for (let end = found.length; end > 0; end--) {
    const character = found[end - 1] as string;
    if (ENDS.includes(character)) continue;
    if (!CLOSING.includes(character) || unopened-- <= 0) return end;
  }
  return 0;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** `level`: the first of the kinds of emphasis that are looked for. */
function readEmphasis(text: string, level: number): Span[] {
  const emphasis = EMPHASIS[level];
  if (emphasis === undefined) return readMentions(text);
  const { kind, pattern } = emphasis;
  const within = (rest: string) => readEmphasis(rest, level + 1);
  return split(text, pattern, ([, inner = '']) => ({ kind, spans: within(inner) }), within);
}

/** Those whom the server counts as mentioned. */
function readMentions(text: string): Span[] {
  const spans: Span[] = [];
  let from = 0;
  for (const { name, at } of mentionsIn(text)) {
    if (at > from) spans.push({ kind: 'text', text: text.slice(from, at) });
    spans.push({ kind: 'mention', name });
    from = at + 1 + name.length;
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) });
  return spans;
}
