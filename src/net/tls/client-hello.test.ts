/** Recognizes a complete ClientHello, however it is cut into records and chunks. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientHello } from './client-hello.ts';

/** A handshake message of `type` and `length`, in records of `size` bytes each. */
function records(type: number, length: number, size = 16_384): Buffer {
  const message = Buffer.concat([
    Buffer.from([type, length >> 16, (length >> 8) & 0xff, length & 0xff]),
    Buffer.alloc(length, 7),
  ]);
  const parts: Buffer[] = [];
  for (let at = 0; at < message.length; at += size) {
    const part = message.subarray(at, at + size);
    parts.push(Buffer.from([22, 3, 1, part.length >> 8, part.length & 0xff]), part);
  }
  return Buffer.concat(parts);
}

test('a ClientHello is partial up to its last byte, also over several records', () => {
  for (const [length, size] of [
    [300, 16_384],
    [300, 100],
    [300, 1],
    [2000, 3],
    [16_000, 16_384],
  ] as const) {
    const bytes = records(1, length, size);
    const step = Math.max(1, Math.floor(bytes.length / 500));
    for (let end = 1; end < bytes.length; end += step) {
      assert.equal(clientHello(bytes.subarray(0, end)), 'partial', `${end} of ${bytes.length}`);
    }
    assert.equal(clientHello(bytes.subarray(0, -1)), 'partial');
    assert.equal(clientHello(bytes), 'whole');
  }
});

test('input longer than any ClientHello, or an empty record, is none', () => {
  assert.equal(clientHello(records(1, 16_381)), 'none');
  assert.equal(clientHello(Buffer.from([22, 3, 1, 0, 4, 1, 0xff, 0xff, 0xff])), 'none');
  assert.equal(clientHello(Buffer.from([22, 3, 1, 0, 0])), 'none');
});

test('input that OpenSSL refuses at once is left to OpenSSL, once there is enough of it', () => {
  const other = records(2, 50);
  assert.equal(clientHello(other.subarray(0, -1)), 'partial');
  assert.equal(clientHello(other), 'whole');
  assert.equal(clientHello(Buffer.from([22, 3, 1, 0xff, 0xff])), 'whole');
  assert.equal(
    clientHello(Buffer.concat([records(1, 300, 100).subarray(0, 105), Buffer.from('GET / HTTP')])),
    'whole',
  );
});
