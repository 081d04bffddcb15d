/** Values are kept, and nothing about the browser's storage stops the page. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { browserStore } from './storage.ts';
import { at, Kept, keepIn } from './testing/kept.ts';

const isText = (value: unknown): value is string => typeof value === 'string';
const isAnything = (_value: unknown): _value is unknown => true;

describe('what is kept', () => {
  let kept: Kept;
  beforeEach(() => {
    kept = new Kept();
    keepIn(kept);
    at('https://chat.example/?open=bob');
  });

  test('below another path is another one’s', () => {
    browserStore.write('who', 'ann');
    at('https://chat.example/b/');
    assert.equal(browserStore.read('who', isText), null);
    browserStore.write('who', 'bob');
    assert.deepEqual(browserStore.keys(), ['who']);
    at('https://chat.example/');
    assert.deepEqual([browserStore.read('who', isText), browserStore.keys()], ['ann', ['who']]);
  });

  test('is read as it was written', () => {
    for (const value of ['', 'ä\u2028"', 0, false, [1, { a: null }]]) {
      assert.equal(browserStore.write('key', value), true);
      assert.deepEqual(browserStore.read('key', isAnything), value);
    }
  });

  test('is forgotten with null', () => {
    browserStore.write('draft.bob', 'hi');
    assert.deepEqual(browserStore.keys('draft.'), ['draft.bob']);
    browserStore.write('draft.bob', null);
    assert.equal(browserStore.read('draft.bob', isText), null);
    assert.deepEqual(browserStore.keys(), []);
  });

  test('is not what others keep', () => {
    kept.setItem('theme', '"x"');
    assert.equal(browserStore.read('theme', isText), null);
    assert.deepEqual(browserStore.keys(), []);
  });

  test('is checked', () => {
    for (const text of ['', '{', '3', 'null', '['.repeat(1_000_000), '{"__proto__": 1}']) {
      kept.setItem('chinwag.key', text);
      assert.equal(browserStore.read('key', isText), null);
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
      assert.equal(browserStore.write('key', 'value'), false);
      assert.equal(browserStore.read('key', isText), null);
      assert.deepEqual(browserStore.keys('key'), []);
    });
  }

  test('and values that cannot be written', () => {
    keepIn(new Kept());
    const circle: unknown[] = [];
    circle.push(circle);
    assert.equal(browserStore.write('key', circle), false);
    assert.equal(browserStore.write('key', 1n), false);
  });
});
