import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Outbox, type Sink } from './outbox.ts';
import { SharedBytes } from './shared-bytes.ts';
import { Turn } from './turn.ts';

const SLICE_BYTES = 64 * 1024;

/** A socket that completes a write when told to. */
class SlowSink implements Sink {
  readonly destroyed = false;
  readonly written: Uint8Array[] = [];
  #done: (() => void)[] = [];

  cork(): void {}
  uncork(): void {}

  write(bytes: Uint8Array, done: () => void): void {
    this.written.push(bytes);
    this.#done.push(done);
  }

  /** Completes all writes. */
  take(): void {
    for (const done of this.#done.splice(0)) done();
  }
}

function peer(sharing = new SharedBytes()) {
  const sink = new SlowSink();
  const outbox = new Outbox(sink, new Turn(), sharing, () => {});
  const send = (text: string) => {
    const at = outbox.reserve(text.length);
    outbox.output.write(text, at);
  };
  return { sink, outbox, sharing, send };
}

describe('an outbox', () => {
  test('counts messages of others, shared or not, but no shared answers', () => {
    const { outbox, send, sink } = peer();
    send('mine');
    outbox.share(new Uint8Array(5000), false);
    assert.equal(outbox.counted, 4);
    outbox.share(new Uint8Array(3000), true);
    assert.equal(outbox.counted, 3004);
    assert.equal(outbox.queued, 8004);
    assert.equal(outbox.shared, 8000);
    outbox.flush();
    sink.take();
    assert.deepEqual([outbox.queued, outbox.shared, outbox.counted], [0, 0, 0]);
  });

  test('counts a long message off slice by slice, and keeps the order', () => {
    const { outbox, send, sink, sharing } = peer();
    const long = new Uint8Array(3 * SLICE_BYTES).fill(0x78);
    send('before');
    outbox.share(long, true);
    send('after');
    const left: number[] = [];
    while (outbox.queued > 0) {
      outbox.flush();
      sink.take();
      left.push(outbox.counted);
      assert.equal(outbox.counted, outbox.queued);
    }
    const total = long.length + 'beforeafter'.length;
    assert.deepEqual(
      left,
      [1, 2, 3, 4].map((n) => Math.max(0, total - n * SLICE_BYTES)),
    );
    const all = Buffer.concat(sink.written).toString();
    assert.ok(all === `before${'x'.repeat(long.length)}after`);
    assert.equal(sharing.bytes, 0);
  });

  test('holds a broadcast in memory once, until the last has taken it', () => {
    const sharing = new SharedBytes();
    const peers = Array.from({ length: 5000 }, () => peer(sharing));
    const long = new Uint8Array(50_000);
    for (const { outbox } of peers) outbox.share(long, true);
    assert.equal(sharing.bytes, long.length);
    const [reader, ...others] = peers;
    reader?.outbox.flush();
    assert.equal(reader?.sink.written[0]?.buffer, long.buffer, 'no copy is made');
    reader?.sink.take();
    assert.equal(reader?.outbox.counted, 0);
    for (const { outbox } of others) {
      assert.equal(outbox.counted, long.length);
      outbox.close();
    }
    assert.equal(sharing.bytes, 0);
  });
});
