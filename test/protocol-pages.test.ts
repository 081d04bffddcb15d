/** docs/PROTOCOL.md and docs/PROTOCOL-EXTENSIONS.md: every example is a vector, and every section exists. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Reason, reasonTexts } from '../src/protocol/frames.ts';
import { blockExamples, bytesOf, malformedExamples, pages } from './support/protocol-pages.ts';
import {
  type ClientVector,
  clientVectors,
  type Frame,
  type ServerFrame,
  serverVectors,
} from './vectors/frames.ts';

const [core = '', extensions = ''] = pages;

/** The first line of a frame's example on a page: `client login ["alice"]`, `server message ["bob","Hi"]`. */
function inWords(side: 'client' | 'server', { type, ...values }: Frame | ServerFrame): string {
  const kind = side === 'server' && type === 'SENDTO' ? 'message' : type.toLowerCase();
  return `${side} ${kind} ${JSON.stringify(Object.values(values))}`;
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

const known = new Map<string, Uint8Array>();
for (const { frame, bytes } of clientVectors) if (frame) known.set(inWords('client', frame), bytes);
for (const { frame, bytes } of serverVectors) if (frame) known.set(inWords('server', frame), bytes);

describe('the pages of the protocol', () => {
  const examples = blockExamples();

  for (const { says, bytes } of examples) {
    test(`show ${says} as it is`, () => {
      const vector = known.get(says);
      assert.ok(vector, 'it is one of test/vectors/frames.ts');
      assert.equal(hex(bytes), hex(vector));
    });
  }

  test('show every kind of frame', () => {
    const kinds = new Set(examples.map(({ says }) => says.split(' ', 2).join(' ')));
    for (const says of known.keys()) {
      const kind = says.split(' ', 2).join(' ');
      assert.ok(kinds.has(kind), kind);
    }
  });

  test('show malformed frames that are', () => {
    const { headers, frames } = malformedExamples();
    const vectorOf = (bytes: Uint8Array): ClientVector | undefined =>
      clientVectors.find((one) => one.frame === null && hex(one.bytes) === hex(bytes));
    for (const bytes of headers) assert.equal(vectorOf(bytes)?.closes, true, hex(bytes));
    for (const bytes of frames) assert.equal(vectorOf(bytes)?.closes, false, hex(bytes));
    assert.deepEqual([headers.length, frames.length], [3, 9]);
  });

  test('say of every reason what the codec says', () => {
    for (const reason of Object.values(Reason)) {
      const row = `| ${reason} | ${reasonTexts[reason] || 'none'}`;
      assert.ok(core.includes(`\n${row}`), row);
    }
  });

  test('have a conversation of valid frames', () => {
    const lines = Array.from(core.matchAll(/^ {4}([<>]) ((?:[0-9a-f]{2} )+) +(\S+)(.*)$/gm));
    assert.equal(lines.length, 7);
    for (const [line, direction, digits = '', kind = ''] of lines) {
      const bytes = hex(bytesOf(digits));
      const [, type] = bytesOf(digits);
      const types = { '>': { LOGIN: 1, SENDTO: 3 }, '<': { RESPONSE: 0x81, SENDTO: 0x83 } };
      const expected = types[direction as '<' | '>'] as Readonly<Record<string, number>>;
      assert.equal(type, expected[kind], line);
      assert.equal(bytes.length / 2 - 8, Number.parseInt(bytes.slice(8, 16), 16), line);
    }
  });

  test('number their sections on through both', () => {
    const numbers = (page: string) =>
      Array.from(page.matchAll(/^## (\d+)\. /gm), ([, number]) => Number(number));
    assert.deepEqual(numbers(core), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(numbers(extensions), [11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22]);
  });

  test('of which the first is a whole client, are short enough to be read', () => {
    assert.ok(core.trimEnd().split('\n').length <= 400);
  });
});
