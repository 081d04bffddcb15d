/** A silent server: when and how it is asked for a sign of life, and when it is given up. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock, FakeNetwork, inWords } from '../../test/support/controlled-network.ts';
import { Result } from '../protocol/frames.ts';
import { encodeResponse } from '../protocol/server-frames.ts';
import { ANSWER_MS_MAX, CHECK_MS_MAX, SILENT_MS_MAX } from './liveness.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import { Session } from './session.ts';

const SUCCESS = encodeResponse(Result.ok, 0);
const REFUSED = encodeResponse(Result.failure, 2, 'already logged in');
const HOUR_MS = 3_600_000;

/** A dead connection is given up within this time. */
const FOUND_MS_MAX = 15_000;

let network: FakeNetwork;
let clock: FakeClock;
let heard: string[];
let session: Session;

beforeEach(() => {
  network = new FakeNetwork();
  network.extended = true;
  clock = new FakeClock();
  heard = [];
  session = new Session(
    {
      ...clock,
      open: network.open,
      loadVocabulary,
      random: () => 0,
      client: 'test',
      missedMax: 100,
    },
    inWords((what) => heard.push(what)),
  );
});

function news(): { heard: string[]; sent: string[] } {
  return { heard: heard.splice(0), sent: network.sent.splice(0) };
}

function logIn(): void {
  network.accept();
  session.login('alice');
  if (network.extended) network.reply({ name: 'alice', registered: true });
  else network.say(SUCCESS);
  news();
}

describe('a server of which nothing is heard', () => {
  test('is asked, and given up where it does not answer', () => {
    logIn();
    clock.pass(SILENT_MS_MAX - 1);
    assert.deepEqual(news(), { heard: [], sent: [] });
    clock.pass(1);
    assert.deepEqual(news(), { heard: [], sent: ['alive'] });
    clock.pass(FOUND_MS_MAX - SILENT_MS_MAX);
    assert.deepEqual(news(), { heard: ['lost: no answer for 14 s'], sent: [] });
    assert.equal(network.opened, 2);
  });

  test('is given up right after something was sent, and that is sent again', () => {
    logIn();
    session.sendto('bob', 'before');
    network.reply({ message: 7 });
    session.sendto('bob', 'hi');
    news();
    clock.pass(FOUND_MS_MAX);
    assert.deepEqual(news(), { heard: ['lost: no answer for 14 s'], sent: [] });
    network.accept();
    network.reply({ name: 'alice', registered: true });
    const { sent } = news();
    assert.equal(sent.length, 2);
    assert.match(sent[1] ?? '', /^sendto bob -2 hi$/);
    network.reply({ message: 8 });
    assert.deepEqual(news().heard, ['sendto: ok']);
  });

  test('is told of no silence by what was sent: any answer that is owed is as good', () => {
    logIn();
    session.list();
    clock.pass(SILENT_MS_MAX);
    assert.deepEqual(news().sent, ['list']);
  });

  test('is there with each sign, and asked no more than that', () => {
    logIn();
    for (let at = 0; at < 10; at++) {
      clock.pass(SILENT_MS_MAX);
      assert.deepEqual(news(), { heard: [], sent: ['alive'] });
      clock.pass(ANSWER_MS_MAX - 1);
      network.reply();
    }
    network.pass(clock, HOUR_MS);
    assert.deepEqual(news(), { heard: [], sent: [] });
  });

  test('is there with whatever comes of a message, however slowly', () => {
    logIn();
    for (let at = 0; at < 60; at++) {
      clock.pass(ANSWER_MS_MAX);
      network.say(Uint8Array.of([1, 0x90, 0, 0, 0, 0, 0, 200][at] ?? 0));
    }
    assert.deepEqual(news().heard, []);
  });

  test('has time for what is long on the way to it', () => {
    logIn();
    session.sendto('bob', 'x'.repeat(64_000));
    clock.pass(FOUND_MS_MAX);
    assert.deepEqual(news().heard, []);
    clock.pass(FOUND_MS_MAX);
    assert.deepEqual(news().heard, ['sendto: unanswered', 'lost: no answer for 22 s']);
  });

  test('is given up while it does not greet, or does not answer the login', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    news();
    clock.pass(FOUND_MS_MAX);
    assert.deepEqual(news().heard, ['lost: no answer for 14 s']);
    network.mute = true;
    network.accept();
    const { opened } = network;
    clock.pass(FOUND_MS_MAX);
    assert.equal(network.opened, opened + 1);
  });
});

describe('a server that does not know `alive`', () => {
  test('is asked by LOGIN where somebody is logged in, which it refuses', () => {
    network.extended = false;
    logIn();
    for (let at = 0; at < 3; at++) {
      clock.pass(SILENT_MS_MAX);
      assert.deepEqual(news(), { heard: [], sent: ['login alice'] });
      network.say(REFUSED);
    }
    clock.pass(FOUND_MS_MAX);
    assert.deepEqual(news().heard, ['lost: no answer for 14 s']);
  });

  test('is asked by LOGOUT where nobody is', () => {
    network.extended = false;
    logIn();
    session.logout();
    network.say(SUCCESS);
    news();
    clock.pass(SILENT_MS_MAX);
    assert.deepEqual(news(), { heard: [], sent: ['logout'] });
    network.say(REFUSED);
    assert.deepEqual([news().heard, session.connected], [[], true]);
  });

  test('is asked by `hello` where it knows that', () => {
    network.old = true;
    logIn();
    clock.pass(SILENT_MS_MAX);
    network.fail(2);
    assert.deepEqual(news(), { heard: [], sent: [] });
    clock.pass(SILENT_MS_MAX + ANSWER_MS_MAX);
    assert.deepEqual(news().heard, []);
    clock.pass(1000);
    assert.deepEqual(news().heard, ['lost: no answer for 14 s']);
  });
});

describe('a client that could not hear', () => {
  test('because it reads nothing gives nobody up, and begins anew when it reads again', () => {
    logIn();
    session.pause();
    clock.pass(HOUR_MS);
    session.resume();
    clock.pass(SILENT_MS_MAX + ANSWER_MS_MAX - 1);
    assert.deepEqual(news().heard, []);
    clock.pass(1000);
    assert.deepEqual(news().heard, ['lost: no answer for 14 s']);
  });

  test('because the computer slept asks when it wakes', () => {
    logIn();
    clock.pass(1000);
    clock.sleep(HOUR_MS);
    clock.pass(SILENT_MS_MAX - 1000);
    assert.deepEqual(news().sent, ['alive']);
    clock.pass(ANSWER_MS_MAX - 1);
    network.reply();
    assert.deepEqual(news().heard, []);
  });

  test('because it slept on its question asks once more', () => {
    logIn();
    clock.pass(SILENT_MS_MAX);
    clock.sleep(HOUR_MS);
    clock.pass(ANSWER_MS_MAX + 1000);
    assert.deepEqual(news().heard, []);
    clock.pass(ANSWER_MS_MAX + 1000);
    assert.deepEqual(news().heard, ['lost: no answer for 22 s']);
  });

  test('because its process was stopped reads what has come before it judges', () => {
    logIn();
    clock.pass(SILENT_MS_MAX);
    clock.stall(HOUR_MS);
    clock.pass(0);
    network.reply();
    clock.pass(1000);
    assert.deepEqual([news().heard, session.connected], [[], true]);
  });

  test('as a page whose timers are always late finds out all the same', () => {
    logIn();
    for (let at = 0; at < 3; at++) {
      clock.stall(60_000);
      clock.pass(0);
    }
    assert.match(heard[0] ?? 'nothing', /^lost: /);
  });
});

describe('a client that has a reason to doubt', () => {
  test('asks at once, and gives up sooner', () => {
    logIn();
    session.check();
    assert.deepEqual(news().sent, ['alive']);
    network.reply();
    session.check();
    clock.pass(CHECK_MS_MAX + 1000);
    assert.deepEqual(news().heard, ['lost: no answer for 5 s']);
  });

  test('connects at once where it waits to', () => {
    logIn();
    network.break('reset');
    session.check();
    assert.equal(network.opened, 2);
  });

  test('waits for the answer to the first question, however often it asks', () => {
    logIn();
    for (let at = 0; at < 4; at++) {
      session.check();
      clock.pass(CHECK_MS_MAX / 2);
    }
    assert.deepEqual(news().heard, ['lost: no answer for 5 s']);
  });
});

describe('a page that is long on the way to the client', () => {
  /** Lets the connection be given up while a page is owed; returns how long that took, in milliseconds. */
  function giveUp(): number {
    const began = clock.steady();
    session.ask('history', { with: 'bob' });
    while (session.connected) clock.pass(500);
    return clock.steady() - began;
  }
  function comeBack(): void {
    clock.pass(30_000);
    network.accept();
    network.reply({ name: 'alice', registered: true });
  }

  test('is waited for longer, each time that it was owed when the connection was given up', () => {
    logIn();
    assert.equal(giveUp(), 14_500);
    for (const waited of [22_500, 38_500, 70_500, 70_500]) {
      comeBack();
      assert.equal(giveUp(), waited);
    }
  });

  test('makes nobody wait longer on a connection that held, or without a page', () => {
    logIn();
    giveUp();
    comeBack();
    network.pass(clock, 60_000);
    assert.equal(giveUp(), 14_500);
    comeBack();
    session.list();
    while (session.connected) clock.pass(500);
    comeBack();
    assert.equal(giveUp(), 14_500);
  });
});
