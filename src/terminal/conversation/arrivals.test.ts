import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aReceived, FakeClock } from '../../../test/support/controlled-network.ts';
import type { RoomEvent, Unread } from '../../client/events.ts';
import { KnownNames } from '../commands/completion.ts';
import { MessageLines } from '../presentation/message-lines.ts';
import { Palette } from '../presentation/palette.ts';
import { Presentation } from '../presentation/presentation.ts';
import { Arrivals, MISSED_MAX } from './arrivals.ts';
import { KnownMessages } from './known-messages.ts';
import { OwnRooms } from './own-rooms.ts';
import { ReadMarks } from './read-marks.ts';

function start() {
  const printed: string[] = [];
  const marked: string[] = [];
  const clock = new FakeClock();
  const names = new KnownNames();
  const messages = new KnownMessages();
  const entered: string[] = [];
  const left: string[] = [];
  const marks = new ReadMarks(clock.after, (name, upTo) => marked.push(`${name} ${upTo}`));
  const arrivals = new Arrivals({
    lines: new MessageLines(new Presentation(new Palette(false)), messages, () => 'alice'),
    messages,
    names,
    ownRooms: new OwnRooms(),
    marks,
    print: (text) => printed.push(text),
    notice: (text) => printed.push(`* ${text}`),
    entered: (room) => entered.push(room),
    putOut: (room) => left.push(room),
  });
  return { arrivals, printed, marked, names, marks, messages, entered, left };
}

function unread(name: string, count: number): Unread {
  return { with: name, count, mentions: 0, newest: 500 };
}

const at = new Date(2001, 1, 3, 4, 5).getTime();

test('messages of guests have the time of now and are not marked; others have their own', () => {
  const { arrivals, printed, marked, marks } = start();
  const guest = aReceived({ from: 'guest', text: 'live' });
  arrivals.message(guest, false, 'alice');
  arrivals.message(aReceived({ from: 'bob', to: 'alice', text: 'old', id: 3, at }), true, 'alice');
  marks.flush();
  assert.match(printed[0] ?? '', /^\* \d\d:\d\d\nguest: live$/);
  assert.equal(printed[1], '* 2001-02-03 04:05\nbob: old');
  assert.deepEqual(marked, ['bob 3']);
});

test('one’s own from another device says to whom, and is nothing to be read; one to oneself is like any', () => {
  const { arrivals, printed, marked, names, marks } = start();
  arrivals.message(aReceived({ from: 'alice', to: 'bob', text: 'hi', id: 4, at }), false, 'alice');
  arrivals.message(
    aReceived({ from: 'alice', to: 'alice', text: 'note', id: 5, at }),
    false,
    'alice',
  );
  marks.flush();
  assert.deepEqual(printed, ['* 2001-02-03 04:05\nalice → bob: hi', 'alice: note']);
  assert.deepEqual(marked, []);
  assert.deepEqual(names.startingWith('b'), ['bob']);
});

test('where more waited than is shown, it says whose, and how to see them', () => {
  const { arrivals, printed } = start();
  arrivals.unread([unread('bob', MISSED_MAX + 20), unread('carol', 1)]);
  assert.deepEqual(printed, ['* bob: 120 unread', '* carol: 1 unread']);
  for (let id = 1; id <= MISSED_MAX; id++) {
    const from = id === 2 ? 'carol' : 'bob';
    arrivals.message(aReceived({ from, to: 'alice', text: 'hi', id, at }), true, 'alice');
  }
  assert.equal(printed.length, MISSED_MAX + 3);
  assert.equal(printed.at(-1), '* not shown: bob 21; history bob shows the newest');
});

test('where no more waited, it says nothing', () => {
  const { arrivals, printed } = start();
  arrivals.unread([unread('bob', MISSED_MAX)]);
  for (let id = 1; id <= MISSED_MAX; id++) {
    arrivals.message(aReceived({ from: 'bob', to: 'alice', text: 'hi', id, at }), true, 'alice');
  }
  assert.equal(printed.length, MISSED_MAX + 1);
});

test('a message in a room says where; what was shown of it is read', () => {
  const { arrivals, printed, marked, marks, names } = start();
  const said = { to: '#lunch', text: 'soup?', at };
  arrivals.message(aReceived({ ...said, id: 8 }), false, 'alice');
  arrivals.message(aReceived({ ...said, id: 9, from: 'alice', text: 'yes' }), false, 'alice');
  arrivals.message(aReceived({ ...said, id: -1, text: 'live' }), false, 'alice');
  marks.flush();
  assert.deepEqual(printed, [
    '* 2001-02-03 04:05\n#lunch bob: soup?',
    '#lunch alice: yes',
    '#lunch bob: live',
  ]);
  assert.deepEqual(marked, ['#lunch 8']);
  assert.deepEqual(names.startingWith('#'), ['#lunch']);
});

test('what becomes of messages is a short line each', () => {
  const { arrivals, printed } = start();
  const of = { message: 8, from: 'bob', to: '#lunch' };
  arrivals.message(aReceived({ to: '#lunch', text: 'sup?', id: 8, at }), false, 'alice');
  printed.length = 0;
  arrivals.event({ kind: 'edited', ...of, text: 'soup?', at }, 'alice');
  arrivals.event({ kind: 'reacted', ...of, by: 'carol', emoji: '👍', off: false }, 'alice');
  arrivals.event({ kind: 'reacted', ...of, by: 'alice', emoji: '👍', off: true }, 'alice');
  arrivals.event({ kind: 'deleted', ...of, by: 'carol' }, 'alice');
  arrivals.event({ kind: 'reacted', ...of, by: 'carol', emoji: '👍', off: false }, 'alice');
  const direct = { message: 9, from: 'alice', to: 'bob' };
  arrivals.event({ kind: 'reacted', ...direct, by: 'bob', emoji: '🎉', off: false }, 'alice');
  arrivals.event({ kind: 'deleted', ...direct, by: 'alice' }, 'alice');
  assert.deepEqual(printed, [
    '* #lunch: bob corrected: sup?\n#lunch bob: soup?',
    '* #lunch: carol reacted 👍 to bob: soup?',
    '* #lunch: you took back 👍 to bob: soup?',
    '* #lunch: carol removed message 8 of bob',
    '* #lunch: carol reacted 👍 to bob, message 8',
    '* bob reacted 🎉 to you, message 9',
    '* you took back message 9',
  ]);
});

test('what happens in a room is a short line each; whoever is put out does not write there any more', () => {
  const { arrivals, printed, entered, left } = start();
  const none = { name: null, role: null, until: null, why: null, topic: null, seconds: null };
  const act = (some: Partial<RoomEvent>): void => {
    const news = {
      kind: 'room',
      room: '#lunch',
      what: 'joined',
      by: 'bob',
      message: null,
      flags: null,
      addedBy: null,
      gone: false,
    } as const;
    arrivals.event({ ...news, ...none, ...some }, 'alice');
  };
  act({});
  act({ what: 'kicked', name: 'carol', why: 'noise\nforged' });
  act({ what: 'muted', name: 'carol', until: at });
  act({ what: 'role', name: 'alice', role: 'moderator' });
  act({ what: 'role', by: 'alice', name: 'alice', role: 'owner' });
  act({ what: 'role', name: 'bob', role: 'owner' });
  act({ what: 'topic', topic: 'soup' });
  act({ what: 'topic', topic: '' });
  act({ what: 'slow', seconds: 30 });
  act({ what: 'pinned', message: 8 });
  act({ what: 'invited', name: 'alice', room: '#tea' });
  act({ what: 'left', by: 'carol' });
  assert.deepEqual(left, []);
  act({ what: 'banned', name: 'alice' });
  act({ what: 'removed', room: '#tea' });
  act({ what: 'joined', by: 'alice', room: '#pond' });
  act({ what: 'joined', by: 'alice', room: '#~7', addedBy: 'bob' });
  act({ what: 'left', by: 'alice', room: '#pond' });
  assert.deepEqual(left, ['#lunch', '#tea', '#pond']);
  assert.deepEqual(entered, ['#pond', '#~7']);
  assert.deepEqual(printed, [
    '* #lunch: bob joined',
    '* #lunch: carol was kicked by bob: noise␤forged',
    '* #lunch: carol was muted by bob until 2001-02-03 04:05',
    '* #lunch: you were made moderator by bob',
    '* #lunch: you are owner now',
    '* #lunch: bob is owner now',
    '* #lunch: bob set the topic: soup',
    '* #lunch: bob cleared the topic',
    '* #lunch: bob turned slow mode on: 30 s between two messages',
    '* #lunch: bob pinned message 8',
    '* bob invites you to #tea; join #tea goes in',
    '* #lunch: carol left',
    '* #lunch: you were banned by bob',
    '* #tea was removed by bob',
    '* bob put you into #~7; leave #~7 goes out',
  ]);
});

test('somebody is away and back, or says why they go; who types, and who comes and goes otherwise, is no news', () => {
  const { arrivals, printed } = start();
  const of = { kind: 'presence', name: 'bob', text: null, why: null, guest: false } as const;
  arrivals.event({ ...of, state: 'here' }, 'alice');
  arrivals.event({ ...of, state: 'away', text: 'tea' }, 'alice');
  arrivals.event({ ...of, state: 'here' }, 'alice');
  arrivals.event({ ...of, state: 'offline' }, 'alice');
  arrivals.event({ ...of, state: 'offline', why: 'bed\nforged' }, 'alice');
  arrivals.event({ kind: 'typing', from: 'bob', to: '#lunch' }, 'alice');
  arrivals.event({ kind: 'blocked', name: 'bob', on: true }, 'alice');
  assert.deepEqual(printed, [
    '* bob is away: tea',
    '* bob is back',
    '* bob is gone: bed␤forged',
    '* bob is blocked now',
  ]);
});

test('somebody who is watched comes and goes, and what was told of them is not told again', () => {
  const { arrivals, printed } = start();
  const of = { kind: 'watched', name: 'bob', text: null } as const;
  arrivals.event({ ...of, state: 'here' }, 'alice');
  arrivals.event({ ...of, state: 'away', text: 'tea\nforged' }, 'alice');
  arrivals.event({ ...of, state: 'here' }, 'alice');
  arrivals.event({ ...of, state: 'offline' }, 'alice');
  arrivals.event({ ...of, state: 'here' }, 'alice');
  arrivals.event(
    { ...of, kind: 'presence', state: 'away', text: 'tea', why: null, guest: false },
    'alice',
  );
  arrivals.event({ ...of, state: 'away', text: 'tea' }, 'alice');
  assert.deepEqual(printed, [
    '* bob is here',
    '* bob is away: tea␤forged',
    '* bob is gone',
    '* bob is here',
    '* bob is away: tea',
  ]);
});

test('somebody who has another name is completed by that, and is still away or unread', () => {
  const { arrivals, printed, names } = start();
  const here = { text: null, why: null, guest: false };
  arrivals.unread([unread('bob', 3)]);
  arrivals.event({ kind: 'presence', name: 'bob', state: 'away', ...here }, 'alice');
  printed.length = 0;
  names.renamed('bob', 'ro\nbert');
  names.renamed('ro\nbert', 'robert');
  arrivals.renamed('bob', 'robert');
  arrivals.event({ kind: 'presence', name: 'robert', state: 'here', ...here }, 'alice');
  assert.deepEqual(printed, ['* bob is called robert now', '* robert is back']);
  assert.deepEqual(names.startingWith(''), ['robert']);
});

test('those who look after a room read who is invited', () => {
  const { arrivals, printed } = start();
  const of = { kind: 'invitation', room: '#lunch', name: 'carol' } as const;
  arrivals.event({ ...of, by: 'bob' }, 'alice');
  arrivals.event({ ...of, by: 'alice' }, 'alice');
  assert.deepEqual(printed, ['* #lunch: bob invited carol', '* #lunch: you invited carol']);
});

test('an event that has no words here is not shown', () => {
  const { arrivals, printed } = start();
  arrivals.event({ kind: 'typing', from: 'bob', to: 'alice' }, 'alice');
  arrivals.event({ kind: 'read', at: null, with: 'bob', upTo: 3 }, 'alice');
  // Of a newer contract, whose event this client asks for with all the others.
  const newer = { kind: 'starred', message: 3 } as unknown as Parameters<Arrivals['event']>[0];
  arrivals.event(newer, 'alice');
  assert.deepEqual(printed, []);
});
