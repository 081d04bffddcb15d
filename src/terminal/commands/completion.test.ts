import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { complete, KnownNames } from './completion.ts';

function known(...names: string[]): KnownNames {
  const known = new KnownNames();
  known.listed(names);
  return known;
}

const nobody = known();

describe('the first word', () => {
  test('is completed to the only command that it begins', () => {
    assert.deepEqual(complete('he', nobody), { insert: 'lp', candidates: [] });
    assert.deepEqual(complete('  ex', nobody), { insert: 'it', candidates: [] });
  });
  test('is followed by a space where a parameter is', () => {
    assert.deepEqual(complete('sen', nobody), { insert: 'dto ', candidates: [] });
    assert.deepEqual(complete('hi', nobody), { insert: 'story ', candidates: [] });
    assert.deepEqual(complete('login', nobody), { insert: ' ', candidates: [] });
  });
  test('is completed as far as the commands agree, and then shows them', () => {
    assert.deepEqual(complete('lo', nobody), { insert: 'g', candidates: [] });
    assert.deepEqual(complete('log', nobody), { insert: '', candidates: ['login', 'logout'] });
  });
  test('may be one to have help about', () => {
    assert.deepEqual(complete('help sen', nobody), { insert: 'dto', candidates: [] });
    assert.deepEqual(complete('/help  who', nobody, true), { insert: '', candidates: [] });
    assert.deepEqual(complete('help sendto b', known('bob')), { insert: '', candidates: [] });
  });
  test('that begins no command stays', () => {
    assert.deepEqual(complete('x', nobody), { insert: '', candidates: [] });
  });
  test('shows all commands when there is none yet', () => {
    assert.ok(complete('', nobody).candidates.includes('sendto'));
  });
});

describe('the name after sendto', () => {
  test('is completed', () => {
    const names = known('alice', 'bob', 'bobby');
    assert.deepEqual(complete('sendto a', names), { insert: 'lice ', candidates: [] });
    assert.deepEqual(complete('sendto  b', names), { insert: 'ob', candidates: [] });
    assert.deepEqual(complete('sendto bob', names), { insert: '', candidates: ['bob', 'bobby'] });
  });
  test('is completed after history too', () => {
    assert.deepEqual(complete('history a', known('alice')), { insert: 'lice ', candidates: [] });
  });
  test('may be anybody: then all are shown, sorted', () => {
    assert.deepEqual(complete('sendto ', known('bob', 'alice')).candidates, ['alice', 'bob']);
  });
  test('may have characters of several units', () => {
    assert.deepEqual(complete('sendto ', known('🎈a', '🎉b')), {
      insert: '',
      candidates: ['🎈a', '🎉b'],
    });
  });
  test('is the only thing that is: a message is not, nor is a new name', () => {
    const names = known('alice');
    assert.deepEqual(complete('sendto alice a', names), { insert: '', candidates: [] });
    assert.deepEqual(complete('login a', names), { insert: '', candidates: [] });
    assert.deepEqual(complete('list a', names), { insert: '', candidates: [] });
  });
});

describe('the names that are known', () => {
  test('are those of the last list and of who wrote since', () => {
    const names = known('alice', 'bob');
    names.wrote('carol');
    assert.deepEqual(names.startingWith(''), ['alice', 'bob', 'carol']);
    names.listed(['bob']);
    assert.deepEqual(names.startingWith(''), ['bob']);
    names.wrote('#lunch');
    names.listed(['alice']);
    assert.deepEqual(names.startingWith(''), ['#lunch', 'alice']);
  });
  test('do not grow without end', () => {
    const names = known();
    for (let i = 0; i < 5000; i++) names.wrote(`n${i}`);
    assert.equal(names.startingWith('').length, 1000);
    assert.ok(names.startingWith('').includes('n4999'));
  });
  test('do not include what a hostile server makes up', () => {
    const names = known('a\nlogout', 'a\x1b[2J', 'a b', 'a\u202eb', 'x'.repeat(21), 'alice');
    assert.deepEqual(names.startingWith(''), ['alice']);
  });
});

describe('rooms and who is in them', () => {
  const names = known('alice', 'bob', '#lunch', '#tea', '#late');
  test('are completed where a command wants them', () => {
    assert.deepEqual(complete('join #te', names), { insert: 'a ', candidates: [] });
    assert.deepEqual(complete('who #', names).candidates, ['#late', '#lunch', '#tea']);
    assert.deepEqual(complete('kick #lunch a', names), { insert: 'lice ', candidates: [] });
    assert.deepEqual(complete('kick ali', names), { insert: '', candidates: [] });
    assert.deepEqual(complete('group alice b', names), { insert: 'ob ', candidates: [] });
    assert.deepEqual(complete('block ', names).candidates, ['alice', 'bob']);
    assert.deepEqual(complete('sendto #lu', names), { insert: 'nch ', candidates: [] });
    assert.deepEqual(complete('to ', names).candidates.length, 5);
  });
  test('are commands behind a slash while somebody is written to, and mentions before', () => {
    assert.deepEqual(complete('/leav', names, true), { insert: 'e ', candidates: [] });
    assert.deepEqual(complete('/leave #te', names, true), { insert: 'a ', candidates: [] });
    assert.deepEqual(complete('//leav', names, true), { insert: '', candidates: [] });
    assert.deepEqual(complete('leav', names, true), { insert: '', candidates: [] });
    assert.deepEqual(complete('hello @al', names, true), { insert: 'ice ', candidates: [] });
    assert.deepEqual(complete('sendto #tea hello @b', names), { insert: 'ob ', candidates: [] });
    assert.deepEqual(complete('mail a@b', names, true), { insert: '', candidates: [] });
  });
  test('are none that a hostile server makes up', () => {
    assert.deepEqual(known('#a\nb', '#', '##x', `#${'x'.repeat(64)}`).startingWith(''), []);
  });
});
