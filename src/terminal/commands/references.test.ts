import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { excerpt, KnownMessages } from '../conversation/known-messages.ts';
import { findReference } from './references.ts';

let messages: KnownMessages;

beforeEach(() => {
  messages = new KnownMessages();
  const say = (id: number, from: string, conversation: string): void =>
    messages.shown({ id, from, conversation, text: 'x', own: from === 'alice' });
  say(1, 'bob', '#lunch');
  say(2, 'alice', '#lunch');
  say(3, 'carol', '#lunch');
  say(4, 'alice', 'bob');
  say(-5, 'bob', 'bob');
});

function found(typed: string, partner: string | null = null): number | null | undefined {
  return findReference(typed, messages, partner)?.message;
}

describe('a dot', () => {
  test('is the last message of somebody else, or one’s own where that is what one can change', () => {
    assert.equal(found('reply . yes'), -5);
    assert.equal(found('react . 👍'), -5);
    assert.equal(found('edit . better'), 4);
    assert.equal(found('delete .'), 4);
    assert.equal(found('context .'), 4);
    assert.equal(found('pin .bob'), 1);
  });
  test('is of the conversation that one writes in', () => {
    assert.equal(found('reply . yes', '#LUNCH'), 3);
    assert.equal(found('edit . better', '#lunch'), 2);
    assert.equal(found('edit . better', '#tea'), null);
  });
  test('with a name is the last of theirs', () => {
    assert.equal(found(' reply  .Carol yes'), 3);
    assert.equal(found('reply .bob yes', '#lunch'), 1);
    assert.equal(found('reply .dave yes'), null);
  });
  test('elsewhere is a dot', () => {
    for (const line of ['sendto . x', 'reply 5 .', 'edit', 'reply', 'constructor .', 'say .']) {
      assert.equal(findReference(line, messages, null), null);
    }
  });
  test('leaves the rest of the line as it is', () => {
    assert.equal(
      findReference('reply .bob  two  words ', messages, null)?.line,
      'reply 0  two  words ',
    );
  });
});

describe('what is known of messages', () => {
  test('is what they say now, and nothing of what was deleted', () => {
    messages.amended(3, 'new');
    assert.equal(messages.get(3)?.text, 'new');
    messages.amended(3, null);
    assert.equal(found('reply . x', '#lunch'), 1);
  });
  test('does not outlast a connection where it is kept nowhere', () => {
    messages.lost();
    assert.equal(found('reply . x'), 3);
  });
  test('does not grow without end', () => {
    for (let id = 10; id < 3000; id++) {
      messages.shown({ id, from: 'bob', conversation: 'bob', text: 'x', own: false });
    }
    assert.equal(messages.get(3), undefined);
    assert.equal(messages.get(1999), undefined);
    assert.ok(messages.get(2000));
  });
});

test('an excerpt is one line, and no half of a character', () => {
  assert.equal(excerpt('two\nlines'), 'two␤lines');
  assert.equal(excerpt('x'.repeat(30)), 'x'.repeat(30));
  assert.equal(excerpt('x'.repeat(31)), `${'x'.repeat(30)}…`);
  assert.ok(excerpt(`${'x'.repeat(29)}🎈x`).isWellFormed());
});
