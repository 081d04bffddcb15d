/** A page of messages, as lines. */
import assert from 'node:assert/strict';
import type { Reply } from './extended-client.ts';

/** The messages of a page as `bob: hi`, each with the part of the text that is its own. */
export function pageLines(reply: Reply<'history'>): string[] {
  const bytes = Buffer.from(reply.text);
  let at = 0;
  const lines = (reply.messages ?? []).map(({ from, bytes: length }) => {
    const text = bytes.toString('utf8', at, at + length);
    at += length;
    return `${from}: ${text}`;
  });
  assert.equal(at, bytes.length, 'the texts and their lengths agree');
  return lines;
}
