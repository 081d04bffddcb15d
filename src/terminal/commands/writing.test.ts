import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Writing } from './writing.ts';

function to(partner: string): Writing {
  const writing = new Writing();
  writing.begin(partner);
  return writing;
}

describe('while nobody is written to', () => {
  test('lines are commands, as they are', () => {
    const writing = new Writing();
    for (const line of ['', '  ', 'list', '/list', '//x', 'sendto bob  to #x', 'tomorrow', 'who']) {
      assert.deepEqual(writing.read(line), { kind: 'command', line });
    }
  });

  test('to begins it', () => {
    const writing = new Writing();
    assert.deepEqual(writing.read(' to  #lunch '), { kind: 'to', to: '#lunch' });
    assert.deepEqual(writing.read('to bob'), { kind: 'to', to: 'bob' });
    assert.deepEqual(writing.read('to'), { kind: 'to', to: null });
    assert.deepEqual(writing.read('to bob hi'), { kind: 'bad', answer: 'Invalid command' });
    assert.deepEqual(writing.read(`to ${'x'.repeat(21)}`), { kind: 'bad', answer: 'Bad username' });
  });
});

describe('while a room is written to', () => {
  const writing = to('#lunch');

  test('lines are messages, as they are typed', () => {
    for (const text of ['list', ' two  words ', 'exit', '#x', 'to bob']) {
      assert.deepEqual(writing.read(text), { kind: 'say', to: '#lunch', text });
    }
    assert.deepEqual(writing.read('//shrug'), { kind: 'say', to: '#lunch', text: '/shrug' });
    assert.deepEqual(writing.read(' \u3000'), { kind: 'blank' });
  });

  test('who has another name is written to under that', () => {
    const bob = to('bob');
    bob.renamed('eve', 'evelyn');
    assert.equal(bob.partner, 'bob');
    bob.renamed('bob', 'robert');
    assert.deepEqual(bob.read('hi'), { kind: 'say', to: 'robert', text: 'hi' });
  });

  test('a message has its limit, in characters', () => {
    assert.equal(writing.read('🎈'.repeat(65_535)).kind, 'say');
    assert.deepEqual(writing.read('x'.repeat(65_536)), { kind: 'bad', answer: 'Bad message' });
  });

  test('what begins with a slash is a command', () => {
    assert.deepEqual(writing.read('/list'), { kind: 'command', line: 'list' });
    assert.deepEqual(writing.read('/'), { kind: 'command', line: '' });
    assert.deepEqual(writing.read('/to'), { kind: 'to', to: null });
    assert.deepEqual(writing.read('/to bob'), { kind: 'to', to: 'bob' });
  });

  test('which may leave the room out', () => {
    const commands = {
      '/who': 'who #lunch',
      '/who #tea': 'who #tea',
      '/topic soup and bread': 'topic #lunch soup and bread',
      '/kick bob  noise': 'kick #lunch bob  noise',
      '/history': 'history #lunch',
      '/history before 12': 'history #lunch before 12',
      '/history bob': 'history bob',
      '/me waves': 'me #lunch waves',
      '/me  waves ': 'me #lunch  waves ',
      '/me': 'me #lunch ',
      '/remove-room': 'remove-room',
      '/whoever': 'whoever',
    };
    for (const [typed, line] of Object.entries(commands)) {
      assert.deepEqual(writing.read(typed), { kind: 'command', line });
    }
  });

  test('it ends once, and where one is put out', () => {
    assert.equal(writing.end(), true);
    assert.equal(writing.end(), false);
    writing.begin('#lunch');
    writing.putOut('#tea');
    assert.equal(writing.partner, '#lunch');
    writing.putOut('#LUNCH');
    assert.equal(writing.partner, null);
  });
});

test('while a person is written to, a command that wants a room has to name it', () => {
  const writing = to('bob');
  assert.deepEqual(writing.read('/who'), { kind: 'command', line: 'who' });
  assert.deepEqual(writing.read('/history'), { kind: 'command', line: 'history bob' });
});
