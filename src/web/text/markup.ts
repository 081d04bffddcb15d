/**
 * Parses text into the blocks and spans that the page shows; text becomes elements in no other way. It takes one pass
 * for each kind of element and never backtracks further, whatever the text.
 */
import { withoutFormatting } from '../../protocol/formatting.ts';
import { bidiShown } from '../../protocol/visible.ts';
import { Fences } from './fences.ts';
import { readSpans, type Span } from './spans.ts';

export type Block =
  /** Line feeds in it are line breaks. */
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'code'; readonly text: string };

/** Quotes nested deeper than this are text. */
const QUOTES_MAX = 5;

/** Parses a text. */
export function readMarkup(text: string): Block[] {
  return readLines(withoutFormatting(text).replaceAll('\r\n', '\n').split('\n'), QUOTES_MAX);
}

function readLines(lines: readonly string[], quotesLeft: number): Block[] {
  const blocks: Block[] = [];
  const fences = new Fences(lines);
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length > 0)
      blocks.push({ kind: 'paragraph', spans: readSpans(paragraph.join('\n')) });
    paragraph = [];
  };
  for (let at = 0; at < lines.length; at++) {
    const fenced = fences.at(at);
    if (fenced !== null) {
      endParagraph();
      blocks.push({ kind: 'code', text: bidiShown(fenced.code) });
      at = fenced.last;
    } else if (quotesLeft > 0 && isQuoted(lines[at])) {
      endParagraph();
      const quoted: string[] = [];
      for (; isQuoted(lines[at]); at++) quoted.push((lines[at] as string).slice(2));
      blocks.push({ kind: 'quote', blocks: readLines(quoted, quotesLeft - 1) });
      at--;
    } else paragraph.push(lines[at] as string);
  }
  endParagraph();
  return blocks;
}

/** A quote needs a space, or `>_<` and `>:(` would be quotes. */
function isQuoted(line: string | undefined): boolean {
  return line !== undefined && (line.startsWith('> ') || line === '>');
}
