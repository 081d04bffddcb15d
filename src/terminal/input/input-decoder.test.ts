/** Bytes of a terminal, however they are cut and whatever they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputDecoder } from './input-decoder.ts';

function decode(bytes: Uint8Array, size: number): string {
  const decoder = new InputDecoder();
  let text = '';
  for (let at = 0; at < bytes.length; at += size)
    text += decoder.write(bytes.subarray(at, at + size));
  return text;
}

test('UTF-8 is what it says, wherever it is cut', () => {
  const text = 'aß€🎈\x1b[200~ü\0\ufffd\ufeff';
  for (const size of [1, 2, 3, 4, 5, 100]) assert.equal(decode(Buffer.from(text), size), text);
});

test('what is not UTF-8 is not well-formed, and what is around it stays', () => {
  for (const bytes of [
    '\xfc',
    '\xc0\xaf',
    '\xed\xa0\x80',
    '\xe2\x82',
    '\xf5\x80\x80\x80',
    '\x80',
  ]) {
    for (const size of [1, 2, 100]) {
      const text = decode(Buffer.from(`m${bytes}ller`, 'latin1'), size);
      assert.ok(!text.isWellFormed(), JSON.stringify(text));
      assert.match(text, /^m[^a-z]+ller$/);
    }
  }
});
