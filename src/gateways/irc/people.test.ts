import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Acquaintances } from './acquaintances.ts';
import { isNick } from './nicks.ts';
import { IrcPeople } from './people.ts';

describe('the nick of somebody', () => {
  test('is the name where that is a nick, and else nobody can have it as a name', () => {
    const people = new IrcPeople(['NickServ']);
    for (const name of ['ann', 'Bob', '字']) assert.equal(people.named(name).nick, name);
    const odd = ['a*b', 'a?b', '7of9', '~x', 'NickServ', 'nickserv', 'x y', 'abcdefghijklmnopqrs!'];
    const nicks = odd.map((name) => people.named(name).nick);
    for (const nick of nicks) {
      assert.ok(!isNick(nick), nick);
      assert.match(nick, /^[^$&+~%@#0-9:,*?!@ ][^,*?!@ ]{1,19}$/);
    }
    assert.equal(new Set(nicks).size, odd.length);
  });

  test('that was made is the same after others have come and gone', () => {
    const people = new IrcPeople([]);
    const alias = people.named('a*b').nick;
    for (let i = 0; i < 20_001; i++) people.named(`stranger${i}`);
    assert.equal(people.withNick(alias), undefined, 'the test has nobody forgotten');
    assert.notEqual(people.named('a?b').nick, alias);
    assert.equal(people.named('a*b').nick, alias);
  });

  test('stays theirs for whoever knows them, and is another’s once nobody does', () => {
    const people = new IrcPeople([]);
    const known = new Acquaintances();
    const bob = people.named('Bob');
    known.meet(bob);
    for (let i = 0; i < 20_001; i++) people.named(`stranger${i}`);
    assert.equal(people.withNick('bob'), bob);
    assert.notEqual(people.named('bob').nick, 'bob');
    for (let i = 0; i < 100; i++) known.meet(people.named(`friend${i}`));
    assert.ok(!known.has(bob));
    assert.equal(people.named('BOB').nick, 'BOB');
    known.clear();
    assert.ok(!people.named('friend99').isKnown);
  });

  test('is the name again for who logs in, when who had it is gone', () => {
    const people = new IrcPeople([]);
    const known = new Acquaintances();
    known.meet(people.named('Bob'));
    assert.match(people.named('bob').nick, /^bob:/);
    assert.equal(people.arriving('bob').nick, 'bob');
    assert.equal(people.named('bob').nick, 'bob');
    assert.match(people.named('Bob').nick, /^Bob$|^Bob:/);
  });

  test('in a long list is remembered only where the name would not do', () => {
    const people = new IrcPeople([]);
    assert.equal(people.listed('ann').nick, 'ann');
    assert.equal(people.withNick('ann'), undefined);
    const { nick } = people.listed('a*b');
    assert.equal(people.withNick(nick)?.name, 'a*b');
  });
});
