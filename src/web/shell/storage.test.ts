/** Values are kept, and nothing about the browser's storage stops the page. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { readStored, storedKeys, writeStored } from './storage.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isAnything = (_value: unknown): _value is unknown => true;

/** As a browser has it: what is kept are its own properties. */
class Kept {
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? (Reflect.get(this, key) as string) : null;
  }
  setItem(key: string, text: string): void {
    Object.assign(this, { [key]: text });
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

function use(storage: unknown): void {
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
}

function at(href: string): void {
  Object.defineProperty(globalThis, 'location', { value: { href }, configurable: true });
}

describe('what is kept', () => {
  let kept: Kept;
  beforeEach(() => {
    kept = new Kept();
    use(kept);
    at('https://chat.example/?open=bob');
  });

  test('below another path is another one’s', () => {
    writeStored('who', 'ann');
    at('https://chat.example/b/');
    assert.equal(readStored('who', isText), null);
    writeStored('who', 'bob');
    assert.deepEqual(storedKeys(), ['who']);
    at('https://chat.example/');
    assert.deepEqual([readStored('who', isText), storedKeys()], ['ann', ['who']]);
  });

  test('is read as it was written', () => {
    for (const value of ['', 'ä\u2028"', 0, false, [1, { a: null }]]) {
      assert.equal(writeStored('key', value), true);
      assert.deepEqual(readStored('key', isAnything), value);
    }
  });

  test('is forgotten with null', () => {
    writeStored('draft.bob', 'hi');
    assert.deepEqual(storedKeys('draft.'), ['draft.bob']);
    writeStored('draft.bob', null);
    assert.equal(readStored('draft.bob', isText), null);
    assert.deepEqual(storedKeys(), []);
  });

  test('is not what others keep', () => {
    kept.setItem('theme', '"x"');
    assert.equal(readStored('theme', isText), null);
    assert.deepEqual(storedKeys(), []);
  });

  test('is checked', () => {
    for (const text of ['', '{', '3', 'null', '['.repeat(1_000_000), '{"__proto__": 1}']) {
      kept.setItem('chinwag.key', text);
      assert.equal(readStored('key', isText), null);
    }
  });
});

describe('a browser that keeps nothing', () => {
  const refuse = () => {
    throw new DOMException('no', 'QuotaExceededError');
  };
  const storages: Readonly<Record<string, PropertyDescriptor>> = {
    'says so': { get: refuse },
    'has none': { value: null },
    'is full': { value: { getItem: () => null, setItem: refuse, removeItem: refuse } },
  };
  for (const [name, descriptor] of Object.entries(storages)) {
    test(name, () => {
      Object.defineProperty(globalThis, 'localStorage', { ...descriptor, configurable: true });
      assert.equal(writeStored('key', 'value'), false);
      assert.equal(readStored('key', isText), null);
      assert.deepEqual(storedKeys('key'), []);
    });
  }

  test('and values that cannot be written', () => {
    use(new Kept());
    const circle: unknown[] = [];
    circle.push(circle);
    assert.equal(writeStored('key', circle), false);
    assert.equal(writeStored('key', 1n), false);
  });
});
