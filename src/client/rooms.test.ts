/** A session in rooms: messages are delivered once and in order, also those missed while the connection was lost. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { FakeClock, FakeNetwork } from '../../test/support/controlled-network.ts';
import { Reason } from '../protocol/frames.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import { Session } from './session.ts';

const MISSED_MAX = 10;

let network: FakeNetwork;
let clock: FakeClock;
let heard: string[];
let session: Session;

function start(missedMax = MISSED_MAX): void {
  network = new FakeNetwork();
  network.extended = true;
  clock = new FakeClock();
  heard = [];
  session = new Session(
    { ...clock, open: network.open, loadVocabulary, random: () => 0.5, client: 'test', missedMax },
    {
      opened: () => {},
      reply: () => {},
      unanswered: () => heard.push('unanswered'),
      message: ({ from, to, text, id }, missed) =>
        heard.push(`${id} ${to} ${from}: ${text}${missed ? ' (missed)' : ''}`),
      event: ({ kind }) => heard.push(kind),
      lost: () => {},
      restored: () => {},
      notRestored: () => {},
      ended: ({ why }) => heard.push(`ended: ${why}`),
    },
  );
}

beforeEach(() => start());

function news(): string[] {
  network.sent.length = 0;
  return heard.splice(0);
}

function say(id: number, text = `m${id}`, room = '#lunch', from = 'bob'): void {
  network.event({ event: 'message', id, at: 1, from, to: room }, text);
}

interface Told {
  readonly id: number;
  readonly from?: string;
  readonly deleted?: true;
}

function page(messages: readonly Told[], more = false): void {
  const text = ({ id, deleted }: Told): string => (deleted ? '' : `m${id}`);
  const json = messages.map((one) => ({
    at: 1,
    from: 'bob',
    to: '#lunch',
    bytes: Buffer.byteLength(text(one)),
    ...one,
  }));
  network.reply({ messages: json, more }, messages.map(text).join(''));
}

type Unread = readonly [room: string, newest: number, read?: number];

function unread(...rooms: readonly Unread[]): void {
  const conversations = rooms.map(([room, newest, read]) => ({
    with: room,
    count: 1,
    newest,
    ...(read === undefined ? {} : { read }),
  }));
  network.event({ event: 'unread', place: 0, conversations });
  // No direct messages were missed.
  network.reply({ messages: [], more: false });
}

function logIn(...rooms: readonly Unread[]): void {
  network.accept();
  session.login('alice', { token: 'cwt_a' });
  network.reply({ name: 'alice', registered: true });
  unread(...rooms);
  news();
}

/** The connection breaks, and alice is logged in again; what is unread is still to be reported. */
function comeBack(): void {
  if (session.connected) network.break('reset');
  clock.pass(30_000);
  network.accept();
  network.reply({ name: 'alice', registered: true });
  heard.splice(0);
  network.sent.length = 0;
}

describe('messages in rooms', () => {
  test('are delivered as they come, each once, whether they are kept or not', () => {
    logIn();
    say(5);
    say(5);
    say(-1);
    say(-1);
    say(4, 'older');
    say(3, 'elsewhere', '#other');
    assert.deepEqual(news(), [
      '5 #lunch bob: m5',
      '-1 #lunch bob: m-1',
      '-1 #lunch bob: m-1',
      '3 #other bob: elsewhere',
    ]);
  });

  test('say nothing of how far the messages of people were received', () => {
    logIn();
    say(50);
    network.event({ event: 'message', id: 7, at: 1, from: 'bob', to: 'alice' }, 'direct');
    assert.deepEqual(heard, ['50 #lunch bob: m50', '7 alice bob: direct']);
    network.sent.length = 0;
    clock.pass(1000);
    assert.deepEqual(network.sent, ['received 7']);
  });

  test('come to guests too, who have no history', () => {
    network.accept();
    session.login('guest');
    network.reply({ name: 'guest', registered: false });
    say(3);
    network.break('reset');
    clock.pass(30_000);
    network.accept();
    network.reply({ name: 'guest', registered: false });
    say(9);
    assert.deepEqual(heard, ['3 #lunch bob: m3', '9 #lunch bob: m9']);
    assert.ok(!network.sent.some((line) => line.startsWith('history')));
  });
});

describe('what was said while the connection was lost', () => {
  test('is asked for and delivered before what came since, each once', () => {
    logIn();
    say(5);
    news();
    comeBack();
    say(12);
    assert.deepEqual(heard, []);
    unread(['#lunch', 12]);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 5']);
    say(13);
    page([{ id: 6 }, { id: 7 }], true);
    assert.deepEqual(network.sent.slice(2), ['history #lunch 7']);
    page([{ id: 11 }, { id: 12 }]);
    assert.deepEqual(news(), [
      'unread',
      '6 #lunch bob: m6 (missed)',
      '7 #lunch bob: m7 (missed)',
      '11 #lunch bob: m11 (missed)',
      '12 #lunch bob: m12 (missed)',
      '13 #lunch bob: m13',
    ]);
    say(12);
    say(14);
    assert.deepEqual(news(), ['14 #lunch bob: m14']);
  });

  test('is not asked for of rooms of which nothing had come, nor at the first login', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply({ name: 'alice', registered: true });
    unread(['#lunch', 9]);
    assert.ok(!network.sent.some((line) => line.startsWith('history')));
    say(10);
    network.sent.length = 0;
    comeBack();
    unread(['#other', 12], ['#lunch', 10]);
    assert.deepEqual(network.sent.slice(1), []);
    say(11);
    say(13, 'm13', '#other');
    assert.deepEqual(heard.splice(0).slice(1), ['11 #lunch bob: m11', '13 #other bob: m13']);
  });

  test('has not what was sent from here, nor what was deleted', () => {
    logIn();
    say(5);
    session.sendto('#lunch', 'mine');
    network.reply({ message: 6, at: 1 });
    session.sendto('#new', 'first');
    network.reply({ message: 7, at: 1 });
    news();
    comeBack();
    unread(['#lunch', 9], ['#new', 8]);
    page([{ id: 6, from: 'alice' }, { id: 8, deleted: true }, { id: 9 }]);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 5', 'history #new 7']);
    assert.deepEqual(news(), ['unread', '9 #lunch bob: m9 (missed)']);
  });

  test('is no more than is wanted; what comes after is delivered all the same', () => {
    logIn();
    say(5);
    news();
    comeBack();
    unread(['#lunch', 100]);
    page(
      Array.from({ length: MISSED_MAX + 5 }, (_, i) => ({ id: 6 + i })),
      true,
    );
    assert.equal(heard.length, 1 + MISSED_MAX);
    assert.equal(network.sent.length, 2);
    news();
    say(100);
    assert.deepEqual(news(), ['100 #lunch bob: m100']);
  });

  test('is no more than is wanted, but also what came live and is among it', () => {
    logIn();
    say(5);
    news();
    comeBack();
    unread(['#lunch', 15]);
    say(17);
    // Answered after it was stored.
    page(Array.from({ length: MISSED_MAX + 5 }, (_, i) => ({ id: 6 + i })));
    assert.deepEqual(news().slice(-2), ['15 #lunch bob: m15 (missed)', '17 #lunch bob: m17']);
  });

  test('is asked for again where the server is busy, and not where it refuses', () => {
    logIn();
    say(5);
    say(5, 'm5', '#other');
    news();
    comeBack();
    unread(['#lunch', 9], ['#other', 9]);
    network.fail(Reason.busy);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 5']);
    clock.pass(1000);
    say(10);
    network.fail(Reason.notMember);
    assert.deepEqual(network.sent.slice(2), ['history #lunch 5', 'history #other 5']);
    assert.deepEqual(news(), ['unread', '10 #lunch bob: m10']);
  });

  test('leaves out nothing of one’s own from elsewhere, where the connection is lost once more', () => {
    logIn();
    say(1);
    news();
    comeBack();
    say(3);
    say(4, 'm4', '#lunch', 'alice');
    assert.deepEqual(heard, []);
    network.break('reset');
    assert.deepEqual(news(), ['4 #lunch alice: m4']);
    comeBack();
    unread(['#lunch', 3]);
    page([{ id: 3 }, { id: 4, from: 'alice' }, { id: 5 }]);
    assert.deepEqual(news(), ['unread', '3 #lunch bob: m3 (missed)', '5 #lunch bob: m5 (missed)']);
  });

  test('is dropped where somebody else logs in', () => {
    logIn();
    say(5);
    network.break('reset');
    session.stayOut();
    clock.pass(30_000);
    network.accept();
    session.login('carol', { token: 'cwt_c' });
    network.reply({ name: 'carol', registered: true });
    network.sent.length = 0;
    unread(['#lunch', 9]);
    assert.deepEqual(network.sent.slice(1), []);
  });

  test('is asked for once more where so much came meanwhile that it was not kept', () => {
    logIn();
    say(1);
    news();
    comeBack();
    for (let id = 3; id <= 1005; id++) say(id);
    unread(['#lunch', 1005]);
    page([{ id: 2 }]);
    assert.equal(heard.length, 1 + 1 + 1000);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 1', 'history #lunch 1002']);
    page([{ id: 1003 }, { id: 1004 }, { id: 1005 }]);
    assert.equal(heard.at(-1), '1005 #lunch bob: m1005 (missed)');
  });

  test('says what it says now: an edit overtakes what waits, and takes it along', () => {
    logIn();
    say(1);
    news();
    comeBack();
    say(3);
    say(4);
    const of = { from: 'bob', to: '#lunch' };
    network.event({ event: 'edited', message: 3, ...of, at: 2 }, 'better');
    network.event({ event: 'deleted', message: 4, ...of, by: 'bob' });
    unread(['#lunch', 4]);
    page([{ id: 2 }]);
    assert.deepEqual(news(), [
      'edited',
      'deleted',
      'unread',
      '2 #lunch bob: m2 (missed)',
      '3 #lunch bob: better',
    ]);
  });

  test('come from a room that was quiet until the connection was lost', () => {
    logIn();
    comeBack();
    say(12);
    assert.deepEqual(news(), []);
    unread(['#lunch', 12, 7]);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 7']);
    page([{ id: 9 }, { id: 12 }]);
    assert.deepEqual(news(), [
      'unread',
      '9 #lunch bob: m9 (missed)',
      '12 #lunch bob: m12 (missed)',
    ]);
  });

  test('do not come from before the first login, as nobody heard of them then', () => {
    logIn(['#lunch', 9, 3]);
    // A message as old as that, on its way while unread messages were counted.
    say(9);
    assert.deepEqual(news(), ['9 #lunch bob: m9']);
    start();
    logIn(['#lunch', 9, 3], ['#other', 5, 3]);
    comeBack();
    unread(['#lunch', 11, 3], ['#other', 5, 3]);
    assert.deepEqual(network.sent.slice(1), ['history #lunch 9']);
    page([{ id: 11 }]);
    assert.deepEqual(news(), ['unread', '11 #lunch bob: m11 (missed)']);
  });

  test('come from before what was sent as soon as there was a connection', () => {
    logIn();
    comeBack();
    session.sendto('#lunch', 'back again');
    network.reply({ message: 12, at: 1 });
    unread(['#lunch', 12, 7]);
    assert.equal(network.sent.at(-1), 'history #lunch 7');
    page([{ id: 9 }, { id: 12, from: 'alice' }]);
    assert.deepEqual(news(), ['unread', '9 #lunch bob: m9 (missed)']);
  });

  test('whatever is lost and however pages fall: every message once, in order', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.constant('say' as const) },
      { weight: 1, arbitrary: fc.constant('lose' as const) },
    );
    const run = fc.property(
      fc.array(step, { maxLength: 60 }),
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 5 }),
      fc.boolean(),
      (steps, pageSize, early, isQuiet) => {
        start(Infinity);
        logIn();
        let newest = 0;
        let isLost = false;
        if (!isQuiet) say(++newest);
        /** Answers as a server does that has stored everything. */
        const answerAll = (): void => {
          for (;;) {
            const asked = network.sent.splice(0).find((line) => line.startsWith('history'));
            if (asked === undefined) return;
            const after = Number(asked.split(' ')[2]);
            const size = Math.min(pageSize, newest - after);
            const ids = Array.from({ length: size }, (_, i) => ({ id: after + 1 + i }));
            page(ids, after + size < newest);
          }
        };
        const back = (): void => {
          network.break('reset');
          clock.pass(30_000);
          network.accept();
          network.reply({ name: 'alice', registered: true });
          network.sent.length = 0;
          for (let i = 0; i < early; i++) say(++newest);
          if (newest > 0) unread(['#lunch', newest, 0]);
          else unread();
          network.sent.shift();
          answerAll();
          isLost = false;
        };
        for (const one of steps) {
          if (one === 'say') {
            newest++;
            if (!isLost) say(newest);
          } else if (isLost) back();
          else isLost = true;
        }
        if (isLost) back();
        const ids = heard
          .filter((line) => line !== 'unread')
          .map((line) => Number.parseInt(line, 10));
        assert.deepEqual(
          ids,
          Array.from({ length: newest }, (_, i) => i + 1),
        );
      },
    );
    fc.assert(run, { numRuns: 300 });
  });
});

describe('what a server tells of rooms', () => {
  const of = { message: -3, from: 'bob', to: '#lunch' };
  const good: readonly (readonly [json: object, text?: string])[] = [
    [{ event: 'edited', ...of, at: 1 }, 'new'],
    [{ event: 'deleted', ...of, by: 'carol' }],
    [{ event: 'reacted', ...of, by: 'carol', emoji: '👍' }],
    [{ event: 'room', room: '#lunch', what: 'kicked', by: 'bob', name: 'carol', why: 'x' }],
    [{ event: 'typing', from: 'bob', to: '#lunch' }],
    [{ event: 'presence', name: 'bob', state: 'away', text: 'lunch' }],
    [{ event: 'blocked', name: 'bob', on: true }],
  ];

  test('is told', () => {
    logIn();
    for (const [json, text] of good) network.event(json, text);
    assert.deepEqual(
      news(),
      good.map(([json]) => (json as { event: string }).event),
    );
  });

  test('is passed over where it makes no sense, and the session goes on', () => {
    logIn();
    const bad: readonly (readonly [json: object, text?: string])[] = [
      [{ event: 'edited', ...of, at: 1 }, ''],
      [{ event: 'edited', ...of, at: 'x' }, 'new'],
      [{ event: 'deleted', ...of, message: 1.5, by: 'carol' }],
      [{ event: 'deleted', ...of }],
      [{ event: 'reacted', ...of, by: 'carol', emoji: 7 }],
      [{ event: 'room', room: '#lunch', what: 'exploded', by: 'bob' }],
      [{ event: 'room', room: '#lunch', what: 'role', by: 'bob', name: 'carol', role: 'king' }],
      [{ event: 'room', room: '#lunch', what: 'banned', by: 'bob', name: 'x', until: -1 }],
      [{ event: 'typing', from: 'bob' }],
      [{ event: 'presence', name: 'bob', state: 'asleep' }],
      [{ event: 'blocked', name: 'bob', on: 1 }],
      [{ event: 'message', from: 'bob', to: '#lunch', reply: 'x' }, 'hi'],
    ];
    for (const [json, text] of bad) network.event(json, text);
    assert.deepEqual(news(), []);
    say(1);
    assert.deepEqual(news(), ['1 #lunch bob: m1']);
  });
});
