import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shortcutTexts as texts } from '../translations/shortcut-texts.ts';
import { isApple, namesOf, type Press } from './keys.ts';
import { SHORTCUTS, shortcutFor } from './shortcuts.ts';

const NOTHING: Press = {
  key: '',
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
};

function says(press: Partial<Press>, { typing = false, apple = false } = {}) {
  return shortcutFor({ ...NOTHING, ...press }, typing, apple)?.says ?? null;
}

describe('the keys of the page', () => {
  test('are held with Ctrl, or with Cmd on a Mac', () => {
    assert.equal(says({ key: 'k', ctrlKey: true }), texts.switcher);
    assert.equal(says({ key: 'k', metaKey: true }, { apple: true }), texts.switcher);
    assert.equal(says({ key: 'k', metaKey: true }), null);
    // On a Mac it takes away the rest of the line.
    assert.equal(says({ key: 'k', ctrlKey: true }, { apple: true }), null);
    assert.equal(says({ key: 'k' }), null);
    assert.equal(says({ key: 'k', ctrlKey: true, altKey: true }), null);
    assert.equal(says({ key: 'K', ctrlKey: true, shiftKey: true }), null);
  });

  test('with Ctrl work while somebody types, and those that write something do not', () => {
    assert.equal(says({ key: 'k', ctrlKey: true }, { typing: true }), texts.switcher);
    assert.equal(says({ key: '/' }, { typing: true }), null);
    assert.equal(says({ key: '?', shiftKey: true }, { typing: true }), null);
    assert.equal(says({ key: '/' }), texts.search);
  });

  test('are what they write, whatever it takes to write it', () => {
    assert.equal(says({ key: '/', shiftKey: true }), texts.search);
    assert.equal(says({ key: '?', shiftKey: true }), texts.shortcuts);
    assert.equal(says({ key: 'K', ctrlKey: true }), texts.switcher);
  });

  test('are in the same place on keyboards for other letters', () => {
    assert.equal(says({ key: 'л', code: 'KeyK', ctrlKey: true }), texts.switcher);
    // Where the letters are ours, only they count.
    assert.equal(says({ key: 't', code: 'KeyK', ctrlKey: true }), null);
  });

  test('leave the browser its own, find on the page among them', () => {
    for (const key of ['f', 'r', 'w', 't', 'l', 'p']) {
      assert.equal(says({ key, ctrlKey: true }), null);
    }
    assert.equal(says({ key: 'ArrowLeft', altKey: true }), null);
  });

  test('lead from conversation to conversation', () => {
    const typing = true;
    assert.equal(says({ key: 'ArrowUp', altKey: true }, { typing }), texts.previous);
    assert.equal(says({ key: 'ArrowDown', altKey: true }, { typing }), texts.next);
    assert.equal(says({ key: 'ArrowDown', altKey: true, shiftKey: true }), texts.nextUnread);
    assert.equal(says({ key: 'ArrowUp', altKey: true, shiftKey: true }), texts.previousUnread);
  });

  test('are not handled here where they are those of a view', () => {
    for (const key of ['r', 'e', '+', 'Delete', 'Enter', 'ArrowUp']) {
      assert.equal(says({ key }), null);
    }
  });

  test('are called what is written on them', () => {
    assert.deepEqual(namesOf({ key: 'k', mod: true }, false), ['Ctrl', 'K']);
    assert.deepEqual(namesOf({ key: 'k', mod: true }, true), ['⌘', 'K']);
    assert.deepEqual(namesOf({ key: 'ArrowUp', alt: true, shift: true }, false), [
      'Alt',
      'Shift',
      '↑',
    ]);
    assert.ok(isApple('MacIntel') && !isApple('Linux x86_64'));
  });

  test('are each said once', () => {
    const all = SHORTCUTS.flatMap(({ shortcuts }) => shortcuts);
    assert.equal(new Set(all.map((one) => one.says)).size, all.length);
  });
});
