import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { inOneLine, retyped, typed } from './messages.ts';

describe('what is typed', () => {
  const lines: Readonly<Record<string, ReturnType<typeof typed>>> = {
    '/me waves': { text: 'waves', as: 'action' },
    '/me  two  words ': { text: ' two  words ', as: 'action' },
    '/me /me waves': { text: '/me waves', as: 'action' },
    '//me waves': { text: '/me waves', as: null },
    '///me waves': { text: '///me waves', as: null },
    // Nothing would be done.
    '/me': { text: '/me', as: null },
    '/me \u200b': { text: '/me \u200b', as: null },
    '/meow': { text: '/meow', as: null },
    'look: /me waves': { text: 'look: /me waves', as: null },
  };
  for (const [line, said] of Object.entries(lines)) {
    test(JSON.stringify(line), () => assert.deepEqual(typed(line), said));
  }

  test('is what was said, when it is typed again', () => {
    const text = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('/me x', '//me x', 'x'));
    fc.assert(
      fc.property(text, (line) => {
        const said = typed(line);
        // A text that two slashes made is given back with both.
        assert.deepEqual(typed(retyped(said)), said);
      }),
    );
  });
});

test('an action in one line has its author in front', () => {
  assert.equal(inOneLine('bob', 'action', 'waves'), '* bob waves');
  assert.equal(inOneLine('bob', null, 'waves'), 'waves');
  assert.equal(inOneLine('bob', 'notice', 'waves'), 'waves');
});
