/** What a text says where it is not shown as elements: in quotes, lists, notifications. Without its marks, and in its order. */
import { type Block, readMarkup } from './markup.ts';
import type { Span } from './spans.ts';

/** More than any line of the page shows, in UTF-16 code units. */
const LINE_MAX = 200;

/** `text` without its marks; its lines stay lines. */
export function plainReading(text: string): string {
  return readMarkup(text).map(ofBlock).join('\n');
}

/** The beginning of `text` as a line; of a text that is longer than `max`, which is in UTF-16 code units, as much. */
export function plainLine(text: string, max = LINE_MAX): string {
  // Marks take some of it.
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
