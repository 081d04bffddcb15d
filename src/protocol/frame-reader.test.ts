import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  ClientFrameParser,
  encodeList,
  encodeLogin,
  encodeLogout,
  encodeSendto,
} from './client-frames.ts';
import { FrameReader } from './frame-reader.ts';
import { CLIENT_PAYLOAD_BYTES_MAX, HEADER_BYTES } from './limits.ts';
import { clientListener } from './testing.ts';

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 300 });
const message = fc.oneof(
  name.map((value) => ({ frame: encodeLogin(value), says: `login ${JSON.stringify([value])}` })),
  fc.constant({ frame: encodeList(), says: 'list []' }),
  fc.constant({ frame: encodeLogout(), says: 'logout []' }),
  fc.tuple(name, text).map((pair) => ({
    frame: encodeSendto(...pair),
    says: `sendto ${JSON.stringify(pair)}`,
  })),
);

/** Splits `bytes` at the positions in `cuts`; an empty list splits nothing. */
function split(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const at = cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b);
  // Each chunk is a copy, so that code which writes to one, or keeps one, fails here and not only in production.
  return [0, ...at].map((start, i) => bytes.slice(start, at[i] ?? bytes.length));
}

/** Reads the frames in `chunks`, and checks the reader's promises about memory on the way. */
function read(chunks: readonly Uint8Array[]): { log: string[]; error: string | null } {
  const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
  const { log, listener } = clientListener();
  const parser = new ClientFrameParser();
  for (const chunk of chunks) {
    reader.push(chunk);
    while (reader.next()) {
      parser.read(reader, listener);
    }
    assert.ok(reader.held <= HEADER_BYTES + CLIENT_PAYLOAD_BYTES_MAX, 'holds at most one frame');
    assert.ok(
      reader.bytes.length <= Math.max(64, 4 * reader.held),
      'keeps nothing but what it holds',
    );
  }
  return { log, error: reader.error };
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

describe('FrameReader', () => {
  test('any split of any valid stream gives the same frames', () => {
    fc.assert(
      fc.property(fc.array(message), fc.array(fc.nat()), (messages, cuts) => {
        const chunks = split(concat(messages.map(({ frame }) => frame)), cuts);
        const { log, error } = read(chunks);
        assert.equal(error, null);
        assert.deepEqual(
          log,
          messages.map(({ says }) => says),
        );
      }),
      { numRuns: 2000 },
    );
  });

  test('a stream that arrives byte by byte gives the same frames', () => {
    const frames = [
      encodeLogin('alice'),
      encodeSendto('bob', 'x'.repeat(70_000 / 2)),
      encodeList(),
    ];
    const bytes = concat(frames);
    const { log } = read(Array.from(bytes, (byte) => Uint8Array.of(byte)));
    assert.deepEqual(log, ['login ["alice"]', `sendto ["bob","${'x'.repeat(35_000)}"]`, 'list []']);
  });

  test('any garbage gives frames or one error, never a throw, and any split the same', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      // Plausible headers, so that the garbage also gets past them.
      fc
        .tuple(fc.nat(6), fc.uint8Array({ maxLength: 60 }))
        .map(([type, body]) => concat([Uint8Array.of(1, type, 0, 0, 0, 0, 0, body.length), body])),
    );
    fc.assert(
      fc.property(fc.array(noise), fc.array(fc.nat()), (parts, cuts) => {
        const bytes = concat(parts);
        assert.deepEqual(read(split(bytes, cuts)), read([bytes]));
      }),
      { numRuns: 3000 },
    );
  });

  test('after an error nothing is a frame', () => {
    const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
    reader.push(Uint8Array.of(9));
    assert.equal(reader.next(), false);
    assert.match(reader.error ?? '', /version 9/);
    reader.push(encodeList());
    assert.equal(reader.next(), false);
    assert.equal(reader.held, 0);
  });

  test('a payload of the largest size is a frame, one byte more is not', () => {
    const header = (length: number) => {
      const bytes = new Uint8Array(HEADER_BYTES);
      new DataView(bytes.buffer).setUint32(4, length);
      bytes.set([1, 3]);
      return bytes;
    };
    const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
    reader.push(header(CLIENT_PAYLOAD_BYTES_MAX));
    assert.equal(reader.next(), false);
    assert.equal(reader.error, null);
    reader.push(new Uint8Array(CLIENT_PAYLOAD_BYTES_MAX));
    assert.equal(reader.next(), true);
    reader.push(header(CLIENT_PAYLOAD_BYTES_MAX + 1));
    assert.equal(reader.next(), false);
    assert.match(reader.error ?? '', /262342 bytes/);
  });

  test('a frame that was begun claims no memory that did not arrive', () => {
    const reader = new FrameReader(CLIENT_PAYLOAD_BYTES_MAX);
    reader.push(Uint8Array.of(1, 3, 0, 0, 0, 4, 0, 0, 1));
    assert.equal(reader.next(), false);
    assert.equal(reader.bytes.length, 9);
  });
});
