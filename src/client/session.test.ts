import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock, FakeNetwork, inWords } from '../../test/support/controlled-network.ts';
import type { Capability } from '../protocol/capabilities.ts';
import { Reason, Result } from '../protocol/frames.ts';
import { encodeResponse } from '../protocol/server-frames.ts';
import { vocabulary } from '../protocol/vocabulary.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import { STEADY_MS } from './reconnection.ts';
import { Session, SIGN_MS } from './session.ts';

const SUCCESS = encodeResponse(Result.ok, 0);
const NAME_IN_USE = encodeResponse(Result.failure, Reason.nameInUse, 'name in use');
const NOT_ALLOWED = encodeResponse(Result.failure, Reason.nameNotAllowed);
const NOT_LOGGED_IN = encodeResponse(Result.failure, Reason.notLoggedIn);

let network: FakeNetwork;
let clock: FakeClock;
let heard: string[];
let session: Session;

beforeEach(() => {
  network = new FakeNetwork();
  clock = new FakeClock();
  heard = [];
  session = new Session(
    {
      ...clock,
      open: network.open,
      loadVocabulary,
      random: () => 1,
      client: 'test',
      missedMax: 100,
    },
    inWords((what) => heard.push(what)),
  );
});

/** Everything heard and sent since the last call. */
function news(): { heard: string[]; sent: string[] } {
  return { heard: heard.splice(0), sent: network.sent.splice(0) };
}

/** Connects, logs in as alice and drops the notifications of that. */
function logIn(): void {
  network.accept();
  session.login('alice');
  network.say(SUCCESS);
  news();
}

describe('a session that is to connect anew', () => {
  test('does so at once where it waits to', () => {
    logIn();
    network.break('gone');
    news();
    session.reconnect();
    assert.equal(network.opened, 2);
    network.accept();
    network.say(SUCCESS);
    assert.deepEqual(heard, ['opened again', 'restored alice']);
    network.pass(clock, 60_000);
    assert.equal(network.opened, 2);
  });

  test('leaves a connection that may be dead, and what has no reply there has none', () => {
    logIn();
    session.list();
    session.reconnect();
    assert.deepEqual(news().heard, ['list: unanswered', 'lost: to be opened anew']);
    network.accept();
    network.say(SUCCESS);
    assert.deepEqual(news().heard, ['opened again', 'restored alice']);
  });

  test('goes on with a connection that is being opened', () => {
    session.reconnect();
    assert.equal(network.opened, 1);
  });
});

describe('a session', () => {
  test('that never reaches its server ends', () => {
    network.break('refused');
    assert.deepEqual(heard, ['ended: unreachable']);
    network.pass(clock, 60_000);
    assert.equal(network.opened, 1);
  });

  test('knows the name that it is logged in with', () => {
    network.accept();
    session.login('alice');
    assert.equal(session.name, null);
    network.say(SUCCESS);
    assert.equal(session.name, 'alice');
    session.logout();
    network.say(SUCCESS);
    assert.equal(session.name, null);
  });

  test('reconnects after a pause, and logs in again under the same name', () => {
    logIn();
    network.break('reset');
    assert.deepEqual(news(), { heard: ['lost: reset'], sent: [] });
    assert.equal(session.connected, false);
    clock.pass(499);
    assert.equal(network.opened, 1);
    clock.pass(1);
    assert.equal(network.opened, 2);
    network.accept();
    assert.deepEqual(news(), { heard: ['opened again'], sent: ['login alice'] });
    assert.equal(session.name, null);
    network.say(SUCCESS);
    assert.deepEqual(news(), { heard: ['restored alice'], sent: [] });
    assert.equal(session.name, 'alice');
  });

  test('pauses longer each time, and tells of the loss once', () => {
    logIn();
    network.break('reset');
    for (const pause of [500, 1000, 2000]) {
      const { opened } = network;
      clock.pass(pause - 1);
      assert.equal(network.opened, opened);
      clock.pass(1);
      assert.equal(network.opened, opened + 1);
      network.break('refused');
    }
    assert.deepEqual(heard, ['lost: reset']);
  });

  test('takes short pauses again only after a connection that held', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    network.break('reset');
    clock.pass(999);
    assert.equal(network.opened, 2);
    clock.pass(1);
    assert.equal(network.opened, 3);
    network.accept();
    clock.pass(STEADY_MS);
    network.break('reset');
    clock.pass(500);
    assert.equal(network.opened, 4);
  });

  test('says which requests will never be answered', () => {
    logIn();
    session.list();
    session.sendto('bob', 'hi');
    network.break('reset');
    assert.deepEqual(news().heard, ['list: unanswered', 'sendto: unanswered', 'lost: reset']);
  });

  test('keeps trying while the server holds the name, and says so once', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    news();
    network.say(NAME_IN_USE);
    assert.deepEqual(news(), { heard: ['not restored alice, trying'], sent: [] });
    clock.pass(500);
    assert.deepEqual(news(), { heard: [], sent: ['login alice'] });
    network.say(NAME_IN_USE);
    clock.pass(1000);
    assert.deepEqual(news(), { heard: [], sent: ['login alice'] });
    network.say(SUCCESS);
    assert.deepEqual(news(), { heard: ['restored alice'], sent: [] });
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: [], sent: [] });
  });

  test('gives the name up when it may not have it', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    news();
    network.say(NOT_ALLOWED);
    assert.deepEqual(news(), { heard: ['not restored alice'], sent: [] });
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: [], sent: [] });
  });

  test('does not take the name back from a user who logs in as somebody else meanwhile', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    network.say(NAME_IN_USE);
    session.login('alison');
    network.say(SUCCESS);
    news();
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: [], sent: [] });
    assert.equal(session.name, 'alison');
  });

  test('does not log in again who logs out meanwhile', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.accept();
    network.say(NAME_IN_USE);
    session.logout();
    network.say(NOT_LOGGED_IN);
    assert.equal(heard.at(-1), 'logout: failure');
    news();
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: [], sent: [] });
  });

  test('does not log in again who had asked to be logged out', () => {
    logIn();
    session.logout();
    network.break('reset');
    clock.pass(500);
    network.accept();
    assert.deepEqual(news().sent, ['logout']);
  });

  test('does not try again with a server that does not speak the protocol', () => {
    logIn();
    network.say(Buffer.from('HTTP/1.1'));
    assert.deepEqual(news().heard, ['ended: protocol']);
    network.pass(clock, 60_000);
    assert.equal(network.opened, 1);
  });

  test('that is closed does nothing more', () => {
    logIn();
    network.break('reset');
    session.close();
    network.pass(clock, 60_000);
    assert.equal(network.opened, 1);
  });
});

describe('a session whose server asks whether it is there', () => {
  test('answers, and nobody is told', () => {
    network.extended = true;
    network.accept();
    news();
    network.event({ event: 'alive', within: 30 });
    assert.deepEqual(news(), { heard: [], sent: ['alive'] });
    session.list();
    network.reply();
    network.reply({ names: 1 }, 'bob\n');
    assert.deepEqual(news(), { heard: ['list: names'], sent: ['list'] });
    network.event({ event: 'alive', within: 30 });
    network.break('gone');
    assert.deepEqual(news(), { heard: ['lost: gone'], sent: ['alive'] });
  });

  test('says so by itself while it reads nothing', () => {
    network.extended = true;
    network.accept();
    session.pause();
    news();
    clock.pass(2 * SIGN_MS);
    assert.deepEqual(news().sent, ['alive', 'alive']);
    session.resume();
    clock.pass(2 * SIGN_MS);
    session.pause();
    session.close();
    clock.pass(2 * SIGN_MS);
    assert.deepEqual(news().sent, []);
  });

  test('does without where the server is of before that', () => {
    network.extended = true;
    network.old = true;
    network.accept();
    assert.deepEqual(news(), { heard: ['opened'], sent: [] });
    assert.ok(session.extended);
  });
});

describe('what a client wants to hear of', () => {
  const some: Capability[] = ['edited', 'renamed'];

  function greetings(old: boolean, events: Capability[] | null = some): object[] {
    network = new FakeNetwork();
    network.extended = true;
    network.old = old;
    const world = { ...clock, open: network.open, loadVocabulary, random: () => 1, client: 'test' };
    session = new Session(
      { ...world, missedMax: 100, ...(events !== null && { events }) },
      inWords((what) => heard.push(what)),
    );
    network.accept();
    assert.deepEqual([news().heard, session.extended], [['opened'], true]);
    return network.greetings;
  }

  test('is said with hello', () => {
    assert.deepEqual(greetings(false), [{ alive: true, events: some }]);
  });

  test('is everything that it has a word for, by name, if it leaves out none', () => {
    const all = [...vocabulary.capabilities];
    assert.deepEqual(greetings(false, null), [{ alive: true, events: all }]);
  });

  test('is left out where the server is of before that, as whatever else it does not know', () => {
    assert.deepEqual(greetings(true), [{ alive: true, events: some }, { alive: true }, {}]);
  });
});
