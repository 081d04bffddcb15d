import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { aPast, aReceived } from '../../../test/support/controlled-network.ts';
import { KnownMessages } from '../conversation/known-messages.ts';
import { MessageLines } from './message-lines.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';

const at = new Date(2026, 10, 23, 4, 5).getTime();
const MINUTE = 60_000;

function start(colours = false) {
  const clock = { now: new Date(2026, 10, 23, 4, 5) };
  const messages = new KnownMessages();
  const shown = new Presentation(new Palette(colours));
  const lines = new MessageLines(
    shown,
    messages,
    () => 'alice',
    () => clock.now,
  );
  return { clock, messages, lines };
}

/** Those whose time has been told. */
function started(colours = false) {
  const all = start(colours);
  all.lines.live(aReceived({ at }));
  return all;
}

describe('a message that comes', () => {
  test('is a line of its own; when it was said is one before it, where the time has moved on', () => {
    const { lines, clock } = start();
    const say = (minutes: number): string[] =>
      lines.live(aReceived({ text: `@${minutes}`, at: at + minutes * MINUTE }));
    assert.deepEqual(say(0), ['* 04:05', 'bob: @0']);
    assert.deepEqual(say(1), ['bob: @1']);
    assert.deepEqual(say(4.99), ['bob: @4.99']);
    assert.deepEqual(say(5), ['* 04:10', 'bob: @5']);
    assert.deepEqual(say(5), ['bob: @5']);
    // What was missed is older than what came before it.
    assert.deepEqual(say(-60), ['* 03:05', 'bob: @-60']);
    // Where the server says no time, it is now.
    clock.now = new Date(2026, 10, 23, 6, 0);
    assert.deepEqual(lines.live(aReceived({ text: 'now' })), ['* 06:00', 'bob: now']);
  });

  test('has a date where it is not of today, or the last was of another day', () => {
    const { lines, clock } = start();
    clock.now = new Date(2026, 10, 24, 0, 1);
    const late = new Date(2026, 10, 23, 23, 59).getTime();
    assert.deepEqual(lines.live(aReceived({ at: late })), ['* 2026-11-23 23:59', 'bob: hi']);
    assert.deepEqual(lines.live(aReceived()), ['* 2026-11-24 00:01', 'bob: hi']);
    clock.now = new Date(2026, 10, 24, 0, 9);
    assert.deepEqual(lines.live(aReceived()), ['* 00:09', 'bob: hi']);
  });

  test('says to whom where it is one’s own, from elsewhere, and where it was said in a room', () => {
    const { lines } = started();
    const own = aReceived({ from: 'alice', to: 'bob', at });
    assert.deepEqual(lines.live(own), ['alice → bob: hi']);
    assert.deepEqual(lines.live({ ...own, to: 'alice' }), ['alice: hi']);
    assert.deepEqual(lines.live({ ...own, to: '#lunch' }), ['#lunch alice: hi']);
  });

  test('that answers another is after a line that shows which', () => {
    const { lines } = started();
    const lunch = { to: '#lunch', at };
    lines.sent(7, '#lunch', 'where shall we have lunch today, friends?');
    lines.live(aReceived({ ...lunch, id: 8, from: 'carol', text: 'two\nlines' }));
    const answers = (reply: number): string[] => lines.live(aReceived({ ...lunch, reply }));
    const line = '#lunch bob: hi';
    assert.deepEqual(answers(7), ['* in answer to you: where shall we have lunch toda…', line]);
    assert.deepEqual(answers(8), ['* in answer to carol: two␤lines', line]);
    assert.deepEqual(answers(3), ['* in answer to message 3', line]);
    assert.deepEqual(answers(-3), ['* in answer to a message', line]);
  });

  test('that says what one does is in the form of that, and a notice says so', () => {
    const { lines } = started();
    const action = aReceived({ text: 'waves', as: 'action', at });
    assert.deepEqual(lines.live(action), ['** bob waves']);
    assert.deepEqual(lines.live({ ...action, to: '#lunch' }), ['#lunch ** bob waves']);
    const own = { ...action, from: 'alice', to: 'bob' };
    assert.deepEqual(lines.live(own), ['** alice → bob waves']);
    assert.deepEqual(lines.live({ ...action, as: 'notice' }), ['* a notice', 'bob: waves']);
    const past = [aPast({ id: 12, at, text: 'waves', as: 'action' }), aPast({ id: 13, at })];
    assert.deepEqual(lines.past(past, 'bob'), ['* 04:05', '12  ** bob waves', '13  bob: hi']);
  });

  test('that says what one does is that once it is corrected', () => {
    const { lines } = started();
    lines.live(aReceived({ id: 5, text: 'wvaes', as: 'action', at }));
    const edited = { kind: 'edited', message: 5, from: 'bob', to: 'alice', at, text: 'waves' };
    assert.deepEqual(lines.edited(edited as Parameters<typeof lines.edited>[0]), [
      '* bob corrected: wvaes',
      '** bob waves',
    ]);
  });

  test('looks like no line of the client, whatever it says', () => {
    const { lines } = started();
    for (const as of [null, 'action', 'notice'] as const) {
      for (const from of ['*', '**', '12', 'bob']) {
        for (const text of ['* is away', 'is away', ' bob: hi', ': hi', '12  bob: hi', 'Failure']) {
          const line = lines.live(aReceived({ from, text, as, at })).at(-1) ?? '';
          assert.doesNotMatch(line, /^\* |^\d+ {2}|^(?:Success|Failure)$/);
          assert.equal(line.startsWith('** '), as === 'action', line);
        }
      }
    }
  });

  test('has no formatting codes of IRC', () => {
    const { lines } = started();
    const text = '\x02bold\x02 \x0304red\x0f \x1b';
    assert.deepEqual(lines.live(aReceived({ text, at })), ['bob: bold red ^[']);
  });

  test('that mentions whoever is logged in stands out, in a room', () => {
    const { lines } = started(true);
    const isStrong = (text: string, to = '#lunch'): boolean =>
      lines.live(aReceived({ to, text, at })).at(-1)?.includes(`\x1b[1m${text}`) ?? false;
    assert.ok(isStrong('hello @alice'));
    assert.ok(isStrong('@ALICE, hello'));
    assert.ok(!isStrong('hello alice'));
    assert.ok(!isStrong('hello @alicia'));
    assert.ok(!isStrong('hello @alice', 'alice'));
  });

  test('cannot begin as a line of the client’s own does, whatever it says and whoever says it', () => {
    const { lines } = started();
    const line = lines.live(aReceived({ from: '*', text: '* you were kicked\n* by alice', at }));
    assert.deepEqual(
      line.filter((one) => one.startsWith('* ')),
      [],
    );
  });
});

describe('messages of the past', () => {
  test('have numbers; what became of them is a line before each', () => {
    const { lines } = start();
    const reactions = [
      { emoji: '👍', count: 3, mine: true },
      { emoji: '🎉', count: 1, mine: false },
    ];
    const page = [
      aPast({ id: 8, at, text: 'soup?', reactions, pinned: true }),
      aPast({ id: 10, at, from: 'carol', text: 'yes', reply: 8, edited: at }),
      aPast({ id: 11, at, text: '', deleted: true }),
      aPast({ id: 12, at: at + 9 * MINUTE, from: 'dora', guest: true, text: 'me too, 👍 9' }),
    ];
    assert.deepEqual(lines.past(page, '#lunch'), [
      '* 04:05',
      '* 8: pinned, 👍 3, 🎉 1',
      '8   bob: soup?',
      '* 10: edited, in answer to bob: soup?',
      '10  carol: yes',
      '* 11: a message of bob, deleted',
      '* 04:14',
      '* 12: by a guest',
      '12  dora: me too, 👍 9',
    ]);
    assert.deepEqual(lines.past(page.slice(0, 2), '#lunch', 10), [
      '* 04:05',
      '* 8: pinned, 👍 3, 🎉 1',
      '8   bob: soup?',
      '* 10: this one, edited, in answer to bob: soup?',
      '10  carol: yes',
    ]);
  });

  test('leave no doubt when what comes after them was said', () => {
    const { lines, clock } = started();
    clock.now = new Date(2026, 10, 23, 4, 6);
    const old = new Date(2026, 10, 20, 10, 0).getTime();
    assert.deepEqual(lines.past([aPast({ at: old })], 'bob'), ['* 2026-11-20 10:00', '1  bob: hi']);
    assert.deepEqual(lines.live(aReceived()), ['* 2026-11-23 04:06', 'bob: hi']);
  });

  test('are cut where they are long, but for the one that was asked for', () => {
    const { lines } = start();
    const page = [
      aPast({ id: 8, at, text: 'x'.repeat(65_535) }),
      aPast({ id: 9, at, text: 'yes' }),
    ];
    assert.deepEqual(lines.past(page, '#lunch').slice(1), [
      '* 8: cut; context 8 shows it whole',
      `8  bob: ${'x'.repeat(2000)}…`,
      '9  bob: yes',
    ]);
    assert.deepEqual(lines.past(page, '#lunch', 8).slice(1, 3), [
      '* 8: this one',
      `8  bob: ${'x'.repeat(65_535)}`,
    ]);
    assert.match(lines.found(page)[2] ?? '', /: x{2000}…$/);
    // Not within a character.
    const [, , emoji = ''] = lines.past([aPast({ at, text: `x${'🎈'.repeat(2000)}` })], 'bob');
    assert.ok(emoji.includes('🎈') && emoji.isWellFormed());
  });

  test('of nobody any more', () => {
    const { lines } = start();
    assert.deepEqual(lines.found([aPast({ at, from: 'alice', to: null })]), [
      '* 04:05',
      '1  alice → (account gone): hi',
    ]);
  });
});

test('what is edited says so before it, and is known by its new text', () => {
  const { lines, messages } = started();
  lines.live(aReceived({ id: 7, at, text: 'sup?' }));
  const edited = { kind: 'edited', message: 7, from: 'bob', text: 'soup?', at } as const;
  assert.deepEqual(lines.edited({ ...edited, to: 'alice' }), [
    '* bob corrected: sup?',
    'bob: soup?',
  ]);
  assert.equal(messages.get(7)?.text, 'soup?');
  assert.deepEqual(lines.edited({ ...edited, message: 6, from: 'alice', to: '#lunch' }), [
    '* #lunch: you corrected message 6',
    '#lunch alice: soup?',
  ]);
});
