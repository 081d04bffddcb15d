import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { test } from 'node:test';
import fc from 'fast-check';
import type { WebSocket } from 'ws';
import type { Transport } from '../../chat/ports.ts';
import { LineStream } from './line-stream.ts';

/** A WebSocket that takes every message at once. */
class FakeWebSocket extends EventEmitter {
  readonly sent: string[] = [];

  send(bytes: Uint8Array, _options: object, done?: () => void): void {
    this.sent.push(Buffer.from(bytes).toString());
    done?.();
  }
}

test('lines are messages, wherever output is cut; each write is taken once', async () => {
  const line = fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\r\n]/g, ''));
  const cuts = fc.array(fc.nat(40), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), cuts, async (lines, sizes) => {
      const webSocket = new FakeWebSocket();
      const socket = Object.assign(new EventEmitter(), { cork() {}, uncork() {} });
      const stream = new LineStream(
        webSocket as unknown as WebSocket,
        socket as unknown as Duplex,
        {} as Transport,
        'binary.ircv3.net',
      );
      const written = lines.map((one) => one.toWellFormed());
      const output = Buffer.from(written.map((one) => `${one}\r\n`).join(''));
      let at = 0;
      let [writes, taken] = [0, 0];
      const write = (bytes: Buffer) => {
        writes++;
        // The bytes are lent: they change when they are taken.
        const lent = Buffer.from(bytes);
        stream.write(lent, () => {
          taken++;
          lent.fill(0x78);
        });
      };
      for (const size of sizes) {
        if (at < output.length) write(output.subarray(at, at + size));
        at += size;
      }
      if (at < output.length) write(output.subarray(at));
      await new Promise(setImmediate);
      assert.deepEqual(webSocket.sent, written);
      assert.equal(taken, writes);
    }),
  );
});
