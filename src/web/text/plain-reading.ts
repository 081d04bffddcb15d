/** Plain text without its markup, for quotes, lists and notifications. */
import { type Block, readMarkup } from './markup.ts';
import type { Span } from './spans.ts';

/** Longer than any line of the page, in UTF-16 code units. */
const LINE_MAX = 200;

/** `text` without its markup; its lines are kept. */
export function plainReading(text: string): string {
  return readMarkup(text).map(ofBlock).join('\n');
}

/** The start of `text` as one line of at most `max` UTF-16 code units. */
export function plainLine(text: string, max = LINE_MAX): string {
  // Takes more than `max`, because markup is removed.
  const beginning = text.length > 4 * max ? text.slice(0, 4 * max) : text;
  return plainReading(beginning).trim().replaceAll(/\s+/g, ' ').slice(0, max).toWellFormed();
}

function ofBlock(block: Block): string {
  if (block.kind === 'code') return block.text;
  return block.kind === 'quote' ? block.blocks.map(ofBlock).join('\n') : ofSpans(block.spans);
}

function ofSpans(spans: readonly Span[]): string {
  return spans
    .map((span) => {
      if ('spans' in span) return ofSpans(span.spans);
      return span.kind === 'mention' ? `@${span.name}` : span.text;
    })
    .join('');
}
