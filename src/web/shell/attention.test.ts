/** What the title and the icon say. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { describe, test } from 'node:test';
import { iconOf, titleOf } from './attention.ts';

describe('the title', () => {
  const cases = {
    Chinwag: { unread: 0, mentions: 0 },
    'Chinwag — #lunch': { unread: 0, mentions: 0, title: '#lunch' },
    '(3) Chinwag — #lunch': { unread: 3, mentions: 1, title: '#lunch' },
    '(99) Chinwag': { unread: 99, mentions: 0, title: null },
    '(99+) Chinwag': { unread: 100, mentions: 0 },
  };
  for (const [title, attention] of Object.entries(cases)) {
    test(title, () => assert.equal(titleOf(attention), title));
  }
});

test('the icon says the most that is to be said, and is there', () => {
  const icons = [
    iconOf({ unread: 0, mentions: 0 }),
    iconOf({ unread: 2, mentions: 0 }),
    iconOf({ unread: 2, mentions: 1 }),
  ];
  assert.equal(new Set(icons).size, 3);
  for (const icon of icons) {
    assert.ok(existsSync(new URL(`../public/${icon}`, import.meta.url)), icon);
  }
});
