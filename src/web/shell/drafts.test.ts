/** Drafts of several tabs of one browser: each has its own, and what a closed one had is not lost. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Drafts } from './drafts.ts';
import { at, Kept, keepIn } from './testing/kept.ts';

let open: Set<string>;

beforeEach(() => {
  keepIn(new Kept());
  at('https://chat.example/');
  open = new Set(['1', '2']);
});

function draftsOf(id: string, me = 'ann'): Drafts {
  return new Drafts({ id, isOpen: (other) => open.has(other) }, me);
}

test('what is sent in one tab takes nothing from another', () => {
  const [one, two] = [draftsOf('1'), draftsOf('2')];
  one.set('bob', 'in the first');
  two.set('bob', 'in the second');
  two.set('#room', 'elsewhere');
  two.set('bob', '');
  assert.deepEqual(
    [one.get('bob'), two.get('bob'), two.get('#room')],
    ['in the first', '', 'elsewhere'],
  );
  // Loaded again.
  assert.equal(draftsOf('1').get('bob'), 'in the first');
});

test('what a closed tab had is found once, by the next that looks for it', () => {
  draftsOf('1').set('bob', 'left behind');
  assert.equal(draftsOf('2').get('bob'), '');
  open.delete('1');
  const two = draftsOf('2');
  assert.deepEqual([two.get('bobby'), two.get('bob')], ['', 'left behind']);
  open.add('3');
  assert.equal(draftsOf('3').get('bob'), '');
  two.set('bob', '');
  assert.equal(draftsOf('2').get('bob'), '');
});

test('what was kept before tabs had drafts of their own is found', () => {
  localStorage.setItem('chinwag.draft ann bob', '"of old"');
  assert.equal(draftsOf('1').get('bob'), 'of old');
  assert.equal(draftsOf('2').get('bob'), '');
});

test('they are a person’s, whatever that is called, and go altogether', () => {
  const [one, two] = [draftsOf('1'), draftsOf('2')];
  one.set('bob', 'in the first');
  two.set('bob', 'in the second');
  draftsOf('1', 'anna').set('bob', 'another’s');
  one.moveTo('cleo');
  two.moveTo('cleo');
  assert.deepEqual([one.get('bob'), two.get('bob')], ['in the first', 'in the second']);
  assert.equal(draftsOf('1').get('bob'), '');
  one.clear();
  assert.deepEqual([one.get('bob'), two.get('bob')], ['', '']);
  assert.equal(draftsOf('1', 'anna').get('bob'), 'another’s');
});

test('what waited for a connection in a page that has ended is a draft of the next', () => {
  const [one, two] = [draftsOf('1'), draftsOf('2')];
  one.waits(
    new Map([
      ['bob', 'first\nsecond'],
      ['#room', 'third'],
    ]),
  );
  one.waits(new Map([['bob', 'first\nsecond']]));
  one.set('bob', 'and a draft');
  two.waits(new Map([['bob', 'of a tab that is open']]));
  const isOpen = (id: string) => open.has(id);
  Drafts.takeBack({ id: '1', isOpen });
  assert.deepEqual(
    [draftsOf('1').get('bob'), draftsOf('1').get('#room')],
    ['first\nsecond\nand a draft', ''],
  );
  open.delete('2');
  Drafts.takeBack({ id: '3', isOpen });
  Drafts.takeBack({ id: '3', isOpen });
  assert.equal(draftsOf('3').get('bob'), 'of a tab that is open');
  one.waits(new Map([['bob', 'gone with a logout']]));
  one.clear();
  Drafts.takeBack({ id: '1', isOpen });
  assert.equal(draftsOf('1').get('bob'), '');
});
