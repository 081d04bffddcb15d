import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as inNode from './bytes.ts';

/** The same module as in a browser, without Node's Buffer. */
async function withoutNode(): Promise<typeof inNode> {
  const { getBuiltinModule } = process;
  Reflect.set(process, 'getBuiltinModule', undefined);
  try {
    return (await import(`${new URL('./bytes.ts', import.meta.url)}?browser`)) as typeof inNode;
  } finally {
    process.getBuiltinModule = getBuiltinModule;
  }
}

const platforms = { Node: inNode, 'a browser': await withoutNode() };

test('the browser has code of its own', () => {
  assert.notEqual(platforms.Node.isUtf8, platforms['a browser'].isUtf8);
});

for (const [platform, bytes] of Object.entries(platforms)) {
  describe(`bytes in ${platform}`, () => {
    test('a text comes back as it was, wherever it lies', () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary' }), fc.nat(9), (text, offset) => {
          const encoded = bytes.encodeText(text);
          const around = new Uint8Array(encoded.length + 20).fill(0xff);
          bytes.copyBytes(encoded, 0, encoded.length, around, offset);
          const end = offset + encoded.length;
          assert.equal(bytes.decodeText(around, offset, end), text);
          assert.equal(bytes.decodeShort(around, offset, end), text);
          assert.equal(bytes.countCodePoints(around, offset, end), [...text].length);
          assert.equal(around[end], 0xff);
        }),
      );
    });

    test('long texts are copied as well as short ones', () => {
      const source = Uint8Array.from({ length: 1000 }, (_, i) => i);
      const target = new Uint8Array(1000);
      bytes.copyBytes(source, 10, 900, target, 5);
      assert.deepEqual(target.subarray(5, 895), source.subarray(10, 900));
    });

    test('knows UTF-8 from what is not', () => {
      const good = ['', 'a', 'ä', '字', '🎈', '\u0000', '\ufeff'];
      const bad = [
        [0xff],
        [0x80],
        [0xc3],
        [0xc0, 0x80],
        [0xed, 0xa0, 0x80],
        [0xf4, 0x90, 0x80, 0x80],
      ];
      for (const text of good) assert.equal(bytes.isUtf8(bytes.encodeText(text)), true);
      for (const wrong of bad) {
        const array = Uint8Array.from(wrong);
        assert.equal(bytes.isUtf8(array), false);
        assert.equal(bytes.decodeText(array, 0, array.length), null);
        assert.equal(bytes.decodeShort(array, 0, array.length), null);
      }
    });

    test('numbers of 32 bits are written big-endian and read back', () => {
      const target = new Uint8Array(6);
      bytes.writeU32(target, 1, 0xfedcba98);
      assert.deepEqual([...target], [0, 0xfe, 0xdc, 0xba, 0x98, 0]);
      assert.equal(bytes.readU32(target, 1), 0xfedcba98);
    });
  });
}
