import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeClock } from '../client/testing.ts';
import { Arrivals, MISSED_MAX } from './arrivals.ts';
import { KnownNames } from './completion.ts';
import { Palette } from './palette.ts';
import { Presentation } from './presentation.ts';
import { ReadMarks } from './read-marks.ts';

function start() {
  const printed: string[] = [];
  const marked: string[] = [];
  const clock = new FakeClock();
  const names = new KnownNames();
  const marks = new ReadMarks(clock.after, (name, upTo) => marked.push(`${name} ${upTo}`));
  const arrivals = new Arrivals({
    shown: new Presentation(new Palette(false)),
    names,
    marks,
    print: (text) => printed.push(text),
    notice: (text) => printed.push(`* ${text}`),
  });
  return { arrivals, printed, marked, names, marks };
}

const at = new Date(2001, 1, 3, 4, 5).getTime();

test('messages of guests have the time of now and are not marked; others have their own', () => {
  const { arrivals, printed, marked, marks } = start();
  const guest = { from: 'guest', to: 'alice', text: 'live', id: null, at: null };
  arrivals.message(guest, false, 'alice');
  arrivals.message({ from: 'bob', to: 'alice', text: 'old', id: 3, at }, true, 'alice');
  marks.flush();
  assert.match(printed[0] ?? '', /^\d\d:\d\d guest: live$/);
  assert.equal(printed[1], '2001-02-03 04:05 bob: old');
  assert.deepEqual(marked, ['bob 3']);
});

test('one’s own from another device says to whom, and is nothing to be read; one to oneself is like any', () => {
  const { arrivals, printed, marked, names, marks } = start();
  arrivals.message({ from: 'alice', to: 'bob', text: 'hi', id: 4, at }, false, 'alice');
  arrivals.message({ from: 'alice', to: 'alice', text: 'note', id: 5, at }, false, 'alice');
  marks.flush();
  assert.deepEqual(printed, ['2001-02-03 04:05 alice → bob: hi', '2001-02-03 04:05 alice: note']);
  assert.deepEqual(marked, []);
  assert.deepEqual(names.startingWith('b'), ['bob']);
});

test('where more waited than is shown, it says whose, and how to see them', () => {
  const { arrivals, printed } = start();
  const bob = { with: 'bob', count: MISSED_MAX + 20, newest: 500 };
  arrivals.unread([bob, { with: 'carol', count: 1, newest: 2 }]);
  assert.equal(printed[0], '* 121 unread messages: bob 120, carol 1');
  for (let id = 1; id <= MISSED_MAX; id++) {
    const from = id === 2 ? 'carol' : 'bob';
    arrivals.message({ from, to: 'alice', text: 'hi', id, at }, true, 'alice');
  }
  assert.equal(printed.length, MISSED_MAX + 2);
  assert.equal(printed.at(-1), '* not shown: bob 21; history bob shows the newest');
});

test('where no more waited, it says nothing', () => {
  const { arrivals, printed } = start();
  arrivals.unread([{ with: 'bob', count: MISSED_MAX, newest: 500 }]);
  for (let id = 1; id <= MISSED_MAX; id++) {
    arrivals.message({ from: 'bob', to: 'alice', text: 'hi', id, at }, true, 'alice');
  }
  assert.equal(printed.filter((line) => line.startsWith('*')).length, 1);
});
