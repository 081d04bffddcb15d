import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPast, aReceived } from '../client/testing.ts';
import { KnownMessages } from './known-messages.ts';
import { MessageLines } from './message-lines.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';

const now = new Date(2026, 10, 23, 23, 59);
const at = new Date(2026, 10, 23, 4, 5).getTime();

function start(colours = false) {
  const messages = new KnownMessages();
  const shown = new Presentation(new Palette(colours));
  const lines = new MessageLines(shown, messages, () => 'alice');
  return { messages, lines };
}

describe('a message that comes', () => {
  test('has its date only where it is not today', () => {
    const { lines } = start();
    const message = aReceived({ text: 'Hi', at });
    assert.equal(lines.live(message, now), '04:05 bob: Hi');
    const tomorrow = new Date(2026, 10, 24, 0, 0);
    assert.equal(lines.live(message, tomorrow), '2026-11-23 04:05 bob: Hi');
  });

  test('says to whom where it is one’s own, from elsewhere, and where it was said in a room', () => {
    const { lines } = start();
    const own = aReceived({ from: 'alice', to: 'bob', at });
    assert.equal(lines.live(own, now), '04:05 alice → bob: hi');
    assert.equal(lines.live({ ...own, to: 'alice' }, now), '04:05 alice: hi');
    assert.equal(lines.live({ ...own, to: '#lunch' }, now), '04:05 #lunch alice: hi');
  });

  test('that answers another shows which', () => {
    const { lines } = start();
    const lunch = { to: '#lunch', at };
    lines.sent(7, '#lunch', 'where shall we have lunch today, friends?');
    lines.live(aReceived({ ...lunch, id: 8, from: 'carol', text: 'two\nlines' }), now);
    const answers = (reply: number): string => lines.live(aReceived({ ...lunch, reply }), now);
    assert.equal(answers(7), '04:05 #lunch bob (to you: where shall we have lunch toda…): hi');
    assert.equal(answers(8), '04:05 #lunch bob (to carol: two␤lines): hi');
    assert.equal(answers(3), '04:05 #lunch bob (to 3): hi');
    assert.equal(answers(-3), '04:05 #lunch bob (a reply): hi');
  });

  test('that mentions whoever is logged in stands out, in a room', () => {
    const { lines } = start(true);
    const isStrong = (text: string, to = '#lunch'): boolean =>
      lines.live(aReceived({ to, text, at }), now).includes(`\x1b[1m${text}`);
    assert.ok(isStrong('hello @alice'));
    assert.ok(isStrong('@ALICE, hello'));
    assert.ok(!isStrong('hello alice'));
    assert.ok(!isStrong('hello @alicia'));
    assert.ok(!isStrong('hello @alice', 'alice'));
  });
});

describe('messages of the past', () => {
  test('have numbers, and what became of them', () => {
    const { lines } = start();
    const reactions = [
      { emoji: '👍', count: 3, mine: true },
      { emoji: '🎉', count: 1, mine: false },
    ];
    const page = [
      aPast({ id: 8, at, text: 'soup?', reactions, pinned: true }),
      aPast({ id: 10, at, from: 'carol', text: 'yes', reply: 8, edited: at }),
      aPast({ id: 11, at, text: '', deleted: true }),
      // What it says can be anything.
      aPast({ id: 12, at, from: 'dora', guest: true, text: 'me too  [👍 9]' }),
    ];
    assert.deepEqual(lines.past(page, '#lunch'), [
      ' 8 2026-11-23 04:05 bob (pinned) [👍 3 🎉 1]: soup?',
      '10 2026-11-23 04:05 carol (to bob: soup?) (edited): yes',
      '11 2026-11-23 04:05 bob (deleted)',
      '12 2026-11-23 04:05 dora (guest): me too  [👍 9]',
    ]);
    assert.deepEqual(lines.past(page.slice(0, 2), '#lunch', 10), [
      '   8 2026-11-23 04:05 bob (pinned) [👍 3 🎉 1]: soup?',
      '> 10 2026-11-23 04:05 carol (to bob: soup?) (edited): yes',
    ]);
  });

  test('are cut where they are long, but for the one that was asked for', () => {
    const { lines } = start();
    const page = [
      aPast({ id: 8, at, text: 'x'.repeat(65_535) }),
      aPast({ id: 9, at, text: 'yes' }),
    ];
    const [long = '', short] = lines.past(page, '#lunch');
    assert.equal(long, `8 2026-11-23 04:05 bob (cut: context 8): ${'x'.repeat(2000)}…`);
    assert.equal(short, '9 2026-11-23 04:05 bob: yes');
    const [whole = ''] = lines.past(page, '#lunch', 8);
    assert.equal(whole, `> 8 2026-11-23 04:05 bob: ${'x'.repeat(65_535)}`);
    assert.match(lines.found(page)[0] ?? '', /\(cut: context 8\): x{2000}…$/);
    // Not within a character.
    const [emoji = ''] = lines.past([aPast({ id: 8, at, text: `x${'🎈'.repeat(2000)}` })], 'bob');
    assert.ok(emoji.isWellFormed());
  });

  test('of nobody any more', () => {
    const { lines } = start();
    assert.deepEqual(lines.found([aPast({ at, from: 'alice', to: null })]), [
      '1 2026-11-23 04:05 alice → (account gone): hi',
    ]);
  });
});

test('what is edited says so, and is known by its new text', () => {
  const { lines, messages } = start();
  lines.live(aReceived({ id: 7, at, text: 'sup?' }), now);
  const edited = {
    kind: 'edited',
    message: 7,
    from: 'bob',
    to: 'alice',
    text: 'soup?',
    at,
  } as const;
  assert.equal(lines.edited(edited, now), '04:05 bob (edited): soup?');
  assert.equal(messages.get(7)?.text, 'soup?');
});
