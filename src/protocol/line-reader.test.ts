import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { LineReader } from './line-reader.ts';

/** The lines that a reader finds in `chunks`, with `…` after overlong ones. */
function read(lineBytesMax: number, chunks: readonly Uint8Array[]): string[] {
  const reader = new LineReader(lineBytesMax);
  const lines: string[] = [];
  const take = () => {
    while (reader.next()) {
      const line = Buffer.from(reader.bytes.subarray(reader.start, reader.end)).toString('latin1');
      lines.push(reader.overlong ? `${line}…` : line);
    }
  };
  for (const chunk of chunks) {
    reader.push(chunk);
    take();
  }
  reader.finish();
  take();
  return lines;
}

function readText(lineBytesMax: number, ...chunks: string[]): string[] {
  return read(
    lineBytesMax,
    chunks.map((chunk) => Buffer.from(chunk, 'latin1')),
  );
}

describe('a line', () => {
  test('ends with LF or CRLF', () => {
    assert.deepEqual(readText(10, 'a\nb\r\nc\n'), ['a', 'b', 'c']);
  });
  test('may be empty', () => {
    assert.deepEqual(readText(10, '\n\r\n\n'), ['', '', '']);
  });
  test('needs no line break at the end of the input', () => {
    assert.deepEqual(readText(10, 'a\nb'), ['a', 'b']);
    assert.deepEqual(readText(10, 'a\n'), ['a']);
    assert.deepEqual(readText(10, ''), []);
  });
  test('keeps a CR that ends no line', () => {
    assert.deepEqual(readText(10, 'a\rb\r\r\nc\r'), ['a\rb\r', 'c\r']);
  });
  test('may be cut between CR and LF', () => {
    assert.deepEqual(readText(10, 'a\r', '\nb'), ['a', 'b']);
  });
  test('may be as long as the limit, its break not counted', () => {
    assert.deepEqual(readText(3, 'abc\nabc\r\nabc'), ['abc', 'abc', 'abc']);
    assert.deepEqual(readText(3, 'ab', 'c', '\r', '\n'), ['abc']);
  });
  test('that is longer is kept up to the limit, and the next one is whole', () => {
    assert.deepEqual(readText(3, 'abcd\nabcdefgh\r\nxyz\nabc\r'), ['abc…', 'abc…', 'xyz', 'abc…']);
    assert.deepEqual(readText(3, 'ab', 'cdef', 'gh', '\nxyz'), ['abc…', 'xyz']);
  });
});

test('however the bytes are split, the lines are the same, and they are those of the definition', () => {
  const byte = fc.oneof(fc.constantFrom(0x0a, 0x0d, 0x61), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 60 }),
      fc.array(fc.nat(60), { maxLength: 8 }),
      fc.integer({ min: 1, max: 8 }),
      (bytes, cuts, limit) => {
        const input = Uint8Array.from(bytes);
        const ends = [...cuts, bytes.length].sort((a, b) => a - b);
        const chunks = ends.map((end, i) => input.subarray(ends[i - 1] ?? 0, end));
        const expected = Buffer.from(input)
          .toString('latin1')
          .split('\n')
          .map((line, i, all) => (i < all.length - 1 ? line.replace(/\r$/, '') : line));
        if (expected.at(-1) === '') expected.pop();
        assert.deepEqual(
          read(limit, chunks),
          expected.map((line) => (line.length > limit ? `${line.slice(0, limit)}…` : line)),
        );
      },
    ),
  );
});

test('several chunks may be pushed before the lines are asked for', () => {
  const reader = new LineReader(100);
  reader.push(Buffer.from('a\nb'));
  reader.push(Buffer.from('c\nd'));
  reader.finish();
  const lines: string[] = [];
  while (reader.next()) {
    lines.push(String(Buffer.from(reader.bytes.subarray(reader.start, reader.end))));
  }
  assert.deepEqual(lines, ['a', 'bc', 'd']);
});

test('a long line is let go of when the next is awaited', () => {
  const reader = new LineReader(1000);
  reader.push(Buffer.from(`${'x'.repeat(900)}\n`));
  assert.equal(reader.next(), true);
  assert.equal(reader.bytes.length > 0, true);
  assert.equal(reader.next(), false);
  assert.equal(reader.bytes.length, 0);
});
