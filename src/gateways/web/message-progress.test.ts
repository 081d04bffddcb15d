import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { MessageProgress } from './message-progress.ts';

interface Frame {
  readonly fin: boolean;
  readonly opcode: number;
  readonly length: number;
}

/** The bytes of a frame from a client. */
function encoded({ fin, opcode, length }: Frame): Buffer {
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = (fin ? 0x80 : 0) | opcode;
  header[1] = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127);
  if (header.length === 4) header.writeUInt16BE(length, 2);
  if (header.length === 10) header.writeBigUInt64BE(BigInt(length), 2);
  // A payload of bytes that would all be headers.
  return Buffer.concat([header, Buffer.alloc(4 + length, 0x82)]);
}

const frames = fc.array(
  fc.record({
    fin: fc.boolean(),
    opcode: fc.constantFrom(0x0, 0x1, 0x2, 0x8, 0x9, 0xa),
    length: fc.oneof(fc.nat(140), fc.constantFrom(65_535, 65_536)),
  }),
  { maxLength: 8 },
);

describe('the progress of a message', () => {
  test('is nothing exactly when no frame and no message is begun, wherever the bytes are cut', () => {
    fc.assert(
      fc.property(frames, fc.array(fc.nat(), { maxLength: 10 }), (all, cuts) => {
        const progress = new MessageProgress();
        const whole = new Set<number>();
        let at = 0;
        let fragmented = false;
        if (all.length > 0) whole.add(0);
        for (const frame of all) {
          at += encoded(frame).length;
          if (frame.opcode < 8) fragmented = !frame.fin;
          if (!fragmented) whole.add(at);
        }
        const bytes = Buffer.concat(all.map(encoded));
        const places = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length];
        places.sort((a, b) => a - b);
        let from = 0;
        for (const to of places.filter((place) => place > 0)) {
          progress.push(bytes.subarray(from, to));
          from = to;
          assert.equal(progress.held === 0, whole.has(to), `at ${to} of ${bytes.length}`);
        }
      }),
    );
  });

  test('counts what a message costs that arrives byte by byte', () => {
    const progress = new MessageProgress();
    const bytes = encoded({ fin: true, opcode: 2, length: 1000 });
    for (const byte of bytes.subarray(0, 500)) progress.push(Buffer.of(byte));
    assert.ok(progress.held > 500 * 100);
    progress.push(bytes.subarray(500));
    assert.equal(progress.held, 0);
  });
});
