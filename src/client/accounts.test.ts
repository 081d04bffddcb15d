/** A session with a server that knows accounts: logging in again, messages sent again, odd moments. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock, FakeNetwork, inWords } from '../../test/support/controlled-network.ts';
import { Reason, Result } from '../protocol/frames.ts';
import { encodeResponse } from '../protocol/server-frames.ts';
import { GREETING_MS_MAX } from './liveness.ts';
import { loadVocabulary } from './own-vocabulary.ts';
import { Session } from './session.ts';

const ALICE = { name: 'alice', registered: true, token: 'cwt_a' };
const PASSWORD = 'correct horse';

let network: FakeNetwork;
let clock: FakeClock;
let heard: string[];
let session: Session;
/** Callbacks of a test, by the listener method that runs them. */
let when: Record<string, () => void>;

beforeEach(() => {
  network = new FakeNetwork();
  network.extended = true;
  clock = new FakeClock();
  heard = [];
  when = {};
  session = aSession({ missedMax: 100 });
});

function hear(what: string): void {
  heard.push(what);
  when[what]?.();
}

function aSession({ missedMax }: { missedMax: number }): Session {
  return new Session(
    {
      ...clock,
      open: network.open,
      loadVocabulary,
      random: () => 0.5,
      client: 'c'.repeat(99_999),
      missedMax,
    },
    {
      ...inWords(hear),
      unanswered: (request, wasSent) => {
        const what = 'name' in request ? `${request.command} ${request.name}` : request.command;
        hear(`${what}: ${wasSent ? 'unanswered' : 'never sent'}`);
      },
      message: ({ from, text }, missed) => hear(`${from}: ${text}${missed ? ' (missed)' : ''}`),
      ended: ({ kind, why }) => hear(`ended: ${kind}: ${why}`),
    },
  );
}

/** Everything heard and sent since the last call. */
function news(): { heard: string[]; sent: string[] } {
  return { heard: heard.splice(0), sent: network.sent.splice(0) };
}

function page(messages: readonly (readonly [id: number, text: string])[], more = false): void {
  const json = messages.map(([id, text]) => ({
    id,
    at: 1,
    from: 'bob',
    to: 'alice',
    bytes: Buffer.byteLength(text),
  }));
  network.reply({ messages: json, more }, messages.map(([, text]) => text).join(''));
}

/** The server reports how far this device has received, and has nothing newer. */
function caughtUp(place = 0): void {
  network.event({ event: 'unread', place, conversations: [] });
  page([]);
}

/** Connects, logs in as alice, catches up and drops the notifications of that. */
function logIn(): void {
  network.accept();
  session.login('alice', { password: PASSWORD, device: 'laptop' });
  network.reply(ALICE);
  caughtUp();
  news();
}

/** The connection breaks; on the next one, the login is under way. */
function reconnect(): void {
  network.break('reset');
  clock.pass(30_000);
  network.accept();
}

/** Sends a message to bob that is stored, so that bob is known to be registered. */
function sendToBob(): void {
  session.sendto('bob', 'hello');
  network.reply({ message: 1, at: 1 });
  news();
}

function message(id: number, text: string, from = 'bob', to = 'alice'): void {
  network.event({ event: 'message', id, at: 1, from, to }, text);
}

describe('a session of somebody who is registered', () => {
  test('does without accounts where the server has none', () => {
    network.extended = false;
    network.accept();
    assert.equal(session.extended, false);
    session.login('alice', { password: PASSWORD });
    session.sendto('bob', 'hi');
    assert.deepEqual(news(), { heard: ['opened'], sent: ['login alice', 'sendto bob hi'] });
  });

  test('says what its user does, and to a server that cannot tell that, as it is typed', () => {
    logIn();
    session.sendto('bob', 'waves', { as: 'action' });
    session.sendto('bob', 'look', { reply: 7, as: 'notice' });
    const keys = news().sent.map((line) => /^sendto bob (\S+)/.exec(line)?.[1]);
    const malformed = () =>
      network.event({ event: 'reply', id: network.nextId(), result: 'malformed', why: 'as' });
    malformed();
    malformed();
    const again = [`sendto bob ${keys[0]} /me waves`, `sendto bob ${keys[1]} 7 look`];
    assert.deepEqual(news(), { heard: [], sent: again });
    network.reply({ message: 5, at: 1 });
    network.reply({ message: 6, at: 1 });
    assert.deepEqual(news().heard.length, 2);
    // From then on at once.
    session.sendto('bob', 'nods', { as: 'action' });
    assert.match(news().sent.join(), /^sendto bob \S+ \/me nods$/);
    // What a server finds malformed for another reason is told.
    malformed();
    news();
    malformed();
    assert.match(news().heard.join(), /^sendto: .*malformed/);
    // Another server may be newer; what nobody answered is said there as it was meant.
    session.sendto('bob', 'bows', { as: 'action' });
    news();
    reconnect();
    network.reply({ name: 'alice', registered: true });
    assert.match(news().sent[1] ?? '', /^sendto bob \S+ action bows$|^sendto bob action \S+ bows$/);
  });

  test('in a guest’s name, too', () => {
    network.accept();
    session.login('alice');
    network.reply({ name: 'alice', registered: false });
    session.sendto('bob', 'waves', { as: 'action' });
    network.event({ event: 'reply', id: network.nextId(), result: 'malformed', why: 'as' });
    network.reply({ message: -5, at: 1 });
    const { sent, heard: told } = news();
    assert.deepEqual(sent.slice(1), ['sendto bob action waves', 'sendto bob /me waves']);
    assert.equal(told.filter((what) => what.startsWith('sendto')).length, 1);
    // And to one that knows nothing but the core.
    network.extended = false;
    reconnect();
    network.say(encodeResponse(Result.ok, 0));
    news();
    session.sendto('bob', 'waves', { as: 'action' });
    assert.deepEqual(news().sent, ['sendto bob /me waves']);
  });

  test('logs in again with the token, and not with the password', () => {
    logIn();
    assert.equal(session.token, 'cwt_a');
    reconnect();
    assert.deepEqual(news().sent, ['login alice cwt_a']);
    network.reply({ name: 'alice', registered: true });
    assert.equal(session.token, 'cwt_a');
    assert.deepEqual(news().heard, ['restored alice']);
  });

  test('says of whoever is logged in what the login said, and of nobody nothing', () => {
    const known = () => [session.name, session.registered, session.operator];
    assert.deepEqual(known(), [null, false, false]);
    logIn();
    assert.deepEqual(known(), ['alice', true, false]);
    reconnect();
    assert.deepEqual(known(), [null, false, false]);
    network.reply({ ...ALICE, operator: true });
    assert.deepEqual(known(), ['alice', true, true]);
    session.logout();
    network.reply();
    assert.deepEqual(known(), [null, false, false]);
    session.login('carol');
    network.reply({ name: 'carol', registered: false, operator: 'true' });
    assert.deepEqual(known(), ['carol', false, false]);
  });

  test('logs in again with the password of now where there is no token', () => {
    network.accept();
    session.login('alice', { password: PASSWORD });
    network.reply({ name: 'alice', registered: true });
    session.ask('change-password', { old: PASSWORD, new: 'battery staple' });
    network.reply();
    news();
    reconnect();
    assert.deepEqual(news().sent, ['login alice battery staple']);
  });

  test('logs in again under the name of now', () => {
    logIn();
    session.ask('rename', { name: 'alison' });
    network.reply();
    assert.equal(session.name, 'alison');
    network.event({ event: 'renamed', name: 'alicia' });
    assert.equal(session.name, 'alicia');
    // Somebody else's new name is not one's own.
    network.event({ event: 'renamed', name: 'robert', was: 'bob' });
    assert.equal(session.name, 'alicia');
    news();
    reconnect();
    assert.deepEqual(news().sent, ['login alicia cwt_a']);
  });

  test('comes back under the name that another device gave it meanwhile, and goes on where it was', () => {
    logIn();
    sendToBob();
    message(5, 'before');
    session.sendto('bob', 'one');
    const [first] = news().sent;
    reconnect();
    network.reply({ name: 'alison', registered: true });
    assert.deepEqual(news(), {
      heard: ['lost: reset', 'opened again', 'renamed', 'restored alison'],
      sent: ['login alice cwt_a', first],
    });
    assert.equal(session.name, 'alison');
    network.reply({ message: 6, at: 1 });
    network.event({ event: 'unread', place: 0, conversations: [] });
    assert.deepEqual(news().sent, ['missed 5'], 'what was heard is not asked for again');
    page([]);
    reconnect();
    assert.deepEqual(news().sent, ['login alison cwt_a']);
  });

  test('gives up a token that was revoked', () => {
    logIn();
    reconnect();
    network.fail(Reason.wrongPassword);
    assert.equal(heard.at(-1), 'not restored alice');
    assert.equal(session.token, null);
    news();
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: [], sent: [] });
  });

  test('goes on trying while dead connections take up the places of its devices', () => {
    logIn();
    reconnect();
    network.fail(Reason.quotaReached);
    assert.equal(heard.at(-1), 'not restored alice, trying');
  });

  test('that was dismissed does not come back under the name', () => {
    logIn();
    network.event({ event: 'closing', why: 'replaced by a newer connection of the same device' });
    reconnect();
    assert.deepEqual(news(), {
      heard: ['closing', 'lost: reset', 'opened again'],
      sent: [],
    });
  });

  test('comes back under the name where the server closes for a reason of its own', () => {
    logIn();
    network.event({ event: 'closing', why: 'server shutting down', again: true });
    reconnect();
    assert.deepEqual(news(), {
      heard: ['closing', 'lost: reset', 'opened again'],
      sent: ['login alice cwt_a'],
    });
  });

  test('tries again where the greeting is lost in a reconnection', () => {
    logIn();
    network.break('reset');
    clock.pass(500);
    network.break('reset again');
    assert.equal(session.connected, false);
    reconnect();
    assert.deepEqual(news(), {
      heard: ['lost: reset', 'opened again'],
      sent: ['login alice cwt_a'],
    });
  });

  test('gives up a server that does not greet', () => {
    network.mute = true;
    network.accept();
    clock.pass(GREETING_MS_MAX);
    assert.deepEqual(news().heard, ['ended: unreachable: no answer within 14 s']);
    assert.ok(network.closedByClient);
  });

  test('tries again with a server that does not greet any more', () => {
    logIn();
    network.mute = true;
    reconnect();
    clock.pass(GREETING_MS_MAX);
    network.mute = false;
    clock.pass(30_000);
    network.accept();
    assert.deepEqual(news(), {
      heard: ['lost: reset', 'opened again'],
      sent: ['login alice cwt_a'],
    });
  });

  test('leaves it to a user who logs in while it is doing so', () => {
    logIn();
    reconnect();
    session.login('carol', {});
    network.fail(Reason.nameInUse);
    network.reply({ name: 'carol', registered: false });
    network.pass(clock, 60_000);
    assert.equal(session.name, 'carol');
    assert.deepEqual(news().sent, ['login alice cwt_a', 'login carol']);
  });

  test('is logged in as before where the user was too late', () => {
    logIn();
    reconnect();
    session.login('carol', {});
    network.reply(ALICE);
    network.fail(Reason.alreadyLoggedIn);
    assert.equal(session.name, 'alice');
    assert.deepEqual(news().heard.slice(-2), ['restored alice', 'login: failure']);
  });

  test('stays out after a logout without a connection', () => {
    logIn();
    network.break('reset');
    session.stayOut();
    clock.pass(500);
    network.accept();
    network.pass(clock, 60_000);
    assert.deepEqual(news(), { heard: ['lost: reset', 'opened again'], sent: [] });
  });

  test('stays closed where a listener closes it', () => {
    logIn();
    when['lost: reset'] = () => session.close();
    network.break('reset');
    network.pass(clock, 60_000);
    assert.equal(network.opened, 1);
  });
});

describe('a session that is paused', () => {
  test('comes back, and is still paused then', () => {
    logIn();
    session.pause();
    assert.ok(network.paused);
    network.break('reset');
    clock.pass(500);
    assert.ok(!network.paused, 'the greeting can be read');
    network.accept();
    assert.ok(!network.paused, 'the reply to the login can be read');
    network.reply({ name: 'alice', registered: true });
    assert.ok(network.paused);
    session.resume();
    assert.ok(!network.paused);
  });

  test('comes back as nobody, and is still paused then', () => {
    network.accept();
    session.pause();
    network.break('reset');
    clock.pass(500);
    network.accept();
    assert.ok(network.paused);
  });

  test('reads the reply to a login that is tried again', () => {
    logIn();
    session.pause();
    reconnect();
    network.fail(Reason.tooFast);
    assert.ok(network.paused);
    clock.pass(30_000);
    assert.ok(!network.paused);
    assert.deepEqual(news().sent, ['login alice cwt_a', 'login alice cwt_a']);
  });
});

describe('a message whose reply was lost', () => {
  test('is sent again with the same key, before anything else, and its reply is told once', () => {
    logIn();
    sendToBob();
    session.sendto('bob', 'one');
    session.sendto('bob', 'two');
    const first = news().sent;
    reconnect();
    assert.deepEqual(news(), {
      heard: ['lost: reset', 'opened again'],
      sent: ['login alice cwt_a'],
    });
    network.reply(ALICE);
    assert.deepEqual(news(), { heard: ['restored alice'], sent: first });
    network.break('reset');
    clock.pass(30_000);
    network.accept();
    network.reply(ALICE);
    assert.deepEqual(news().sent, ['login alice cwt_a', ...first]);
    network.reply({ message: 2, at: 1 });
    network.reply({ message: 3, at: 1 });
    assert.deepEqual(news().heard.slice(-2), ['sendto: ok', 'sendto: ok']);
  });

  test('is not sent again to somebody who may be a guest', () => {
    logIn();
    session.sendto('bob', 'one');
    network.break('reset');
    assert.deepEqual(news().heard, ['sendto bob: unanswered', 'lost: reset']);
  });

  test('is nobody knows what where the second time fails', () => {
    logIn();
    sendToBob();
    session.sendto('bob', 'one');
    reconnect();
    network.reply(ALICE);
    news();
    network.fail(Reason.busy);
    assert.deepEqual(news().heard, ['sendto bob: unanswered']);
  });

  test('is not sent by somebody else', () => {
    logIn();
    sendToBob();
    session.sendto('bob', 'one');
    reconnect();
    network.fail(Reason.tooFast);
    session.login('carol', { password: PASSWORD });
    news();
    network.reply({ name: 'carol', registered: true });
    assert.deepEqual(news(), { heard: ['sendto bob: unanswered', 'login: ok'], sent: [] });
  });

  test('is sent again under a new name', () => {
    logIn();
    sendToBob();
    session.ask('rename', { name: 'alison' });
    network.reply();
    session.sendto('bob', 'one');
    const [, first] = news().sent;
    reconnect();
    network.reply({ name: 'alison', registered: true });
    assert.deepEqual(news().sent, ['login alison cwt_a', first]);
  });

  for (const how of ['logs out before', 'logs out after', 'may not come back'] as const) {
    test(`is given up in its turn by who ${how}`, () => {
      logIn();
      sendToBob();
      session.sendto('bob', 'one');
      session.list();
      if (how === 'logs out before') session.logout();
      network.break('reset');
      if (how === 'logs out after') session.stayOut();
      clock.pass(30_000);
      network.accept();
      if (how === 'may not come back') network.fail(Reason.wrongPassword);
      const told = heard.filter((what) => what.endsWith('unanswered'));
      if (how === 'logs out before') {
        assert.deepEqual(told, [
          'sendto bob: unanswered',
          'list: unanswered',
          'logout: unanswered',
        ]);
      } else {
        assert.deepEqual(told, ['list: unanswered', 'sendto bob: unanswered']);
      }
    });
  }

  test('is not kept where there are too many', () => {
    logIn();
    sendToBob();
    for (let i = 0; i < 100; i++) session.sendto('bob', 'x'.repeat(60_000));
    network.break('reset');
    const lost = heard.filter((what) => what === 'sendto bob: unanswered').length;
    // 4 Mi of text is kept.
    assert.equal(lost, 100 - Math.floor((4 * 1024 * 1024) / 60_000));
  });
});

describe('what was missed', () => {
  test('comes page by page, with what comes meanwhile after it, and the server is told', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply({ name: 'alice', registered: true });
    message(4, 'four');
    message(5, 'mine', 'alice', 'bob');
    network.event({
      event: 'unread',
      place: 1,
      conversations: [{ with: 'bob', count: 3, newest: 4 }],
    });
    page(
      [
        [2, 'two'],
        [3, 'three'],
      ],
      true,
    );
    page([[4, 'four']]);
    message(6, 'six');
    clock.pass(500);
    assert.deepEqual(news(), {
      heard: [
        'opened',
        'login: ok',
        'unread',
        'bob: two (missed)',
        'bob: three (missed)',
        'bob: four (missed)',
        'alice: mine',
        'bob: six',
      ],
      sent: ['login alice cwt_a', 'missed 1', 'missed 3', 'received 6'],
    });
  });

  test('comes after what another device sent before it', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply({ name: 'alice', registered: true });
    message(3, 'mine', 'alice', 'bob');
    network.event({ event: 'unread', place: 1, conversations: [] });
    // Asked for before it was sent, answered after.
    message(6, 'mine too', 'alice', 'bob');
    page([
      [2, 'two'],
      [4, 'four'],
      [5, 'five'],
    ]);
    assert.deepEqual(news().heard.slice(3), [
      'bob: two (missed)',
      'alice: mine',
      'bob: four (missed)',
      'bob: five (missed)',
      'alice: mine too',
    ]);
  });

  test('is no more than is wanted, of which the server hears, but all that comes live', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply(ALICE);
    message(300, 'live');
    network.event({
      event: 'unread',
      place: 0,
      conversations: [{ with: 'bob', count: 300, newest: 301 }],
    });
    page(
      Array.from({ length: 50 }, (_, i) => [i + 1, `${i + 1}`] as const),
      true,
    );
    page(
      Array.from({ length: 60 }, (_, i) => [i + 51, `${i + 51}`] as const),
      true,
    );
    message(301, 'live too');
    clock.pass(500);
    const { heard, sent } = news();
    assert.equal(heard.filter((what) => what.endsWith('(missed)')).length, 100);
    assert.deepEqual(heard.slice(-3), ['bob: 100 (missed)', 'bob: live', 'bob: live too']);
    assert.deepEqual(sent.slice(1), ['missed 0', 'missed 50', 'received 301']);
  });

  test('is no more than is wanted, but also what came live and is among it', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply(ALICE);
    network.event({ event: 'unread', place: 0, conversations: [] });
    message(105, 'live');
    // Answered after it was stored.
    page(Array.from({ length: 110 }, (_, i) => [i + 1, `${i + 1}`] as const));
    assert.deepEqual(news().heard.slice(-2), ['bob: 100 (missed)', 'bob: live']);
  });

  test('is not asked for where none of it is wanted, and nothing that comes live waits for it', () => {
    session.close();
    session = aSession({ missedMax: 0 });
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply(ALICE);
    message(4, 'right behind the login');
    network.event({
      event: 'unread',
      place: 0,
      conversations: [{ with: 'bob', count: 3, newest: 3 }],
    });
    message(5, 'and later');
    clock.pass(500);
    assert.deepEqual(news(), {
      heard: ['opened', 'login: ok', 'bob: right behind the login', 'unread', 'bob: and later'],
      sent: ['login alice cwt_a', 'received 5'],
    });
  });

  test('of an earlier login is not taken for that of this one', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    session.logout();
    session.login('carol', { password: PASSWORD });
    network.reply(ALICE);
    network.event({ event: 'unread', place: 10, conversations: [] });
    network.reply();
    network.reply({ name: 'carol', registered: true });
    news();
    page([[90, 'since ten']]);
    network.event({ event: 'unread', place: 5, conversations: [] });
    page([[6, 'six']]);
    assert.deepEqual(news(), { heard: ['unread', 'bob: six (missed)'], sent: ['missed 5'] });
  });

  test('is asked for once where the server says `unread` twice, and not after a logout', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply(ALICE);
    network.event({ event: 'unread', place: 1, conversations: [] });
    network.event({ event: 'unread', place: 1, conversations: [] });
    page([[2, 'two']]);
    network.event({ event: 'unread', place: 1, conversations: [] });
    assert.deepEqual(news().sent, ['login alice cwt_a', 'missed 1']);
    session.logout();
    network.reply();
    network.reply();
    news();
    network.event({ event: 'unread', place: 1, conversations: [] });
    message(3, 'three');
    assert.deepEqual(news(), { heard: ['bob: three'], sent: [] });
  });

  test('is asked for again, later, where the server cannot say or says nothing new', () => {
    network.accept();
    session.login('alice', { token: 'cwt_a' });
    network.reply(ALICE);
    network.event({ event: 'unread', place: 1, conversations: [] });
    network.fail(Reason.busy);
    clock.pass(1000);
    page([[1, 'one']], true);
    clock.pass(999);
    assert.deepEqual(news().sent, ['login alice cwt_a', 'missed 1', 'missed 1']);
    clock.pass(1);
    page([[2, 'two']]);
    assert.deepEqual(news().heard.slice(-1), ['bob: two (missed)']);
  });

  test('is told to the server again where that could not note it', () => {
    logIn();
    message(7, 'seven');
    clock.pass(500);
    network.fail(Reason.busy);
    clock.pass(1000);
    network.reply();
    network.pass(clock, 60_000);
    assert.deepEqual(news().sent, ['received 7', 'received 7']);
  });

  for (const how of ['logout', 'close'] as const) {
    test(`is told to the server before a ${how}`, () => {
      logIn();
      message(7, 'seven');
      session[how]();
      assert.deepEqual(news().sent, how === 'close' ? ['received 7'] : ['received 7', 'logout']);
    });
  }

  test('begins anew with a new account of the same name', () => {
    logIn();
    message(500, 'old');
    session.ask('unregister', { password: PASSWORD });
    network.reply();
    session.ask('register', { name: 'alice', password: PASSWORD });
    network.reply(ALICE);
    caughtUp();
    message(3, 'new');
    assert.equal(heard.at(-1), 'bob: new');
  });
});

describe('a message that waits for a connection', () => {
  test('is sent with its key when one is back, behind those that were under way', () => {
    logIn();
    session.sendto('bob', 'first');
    network.reply({ message: 7 });
    session.sendto('bob', 'second');
    network.break('reset');
    session.sendLater('carol', 'third');
    assert.deepEqual([session.comesBack, session.waiting], [true, 2]);
    network.sent.length = 0;
    reconnect();
    session.sendto('bob', 'fourth');
    assert.deepEqual(network.sent.splice(0), ['login alice cwt_a']);
    network.reply({ name: 'alice', registered: true });
    const sent = network.sent.splice(0).map((line) => line.replace(/ \S+-(\d) /, ' key$1 '));
    assert.deepEqual(sent, [
      'sendto bob key2 second',
      'sendto carol key3 third',
      'sendto bob key4 fourth',
    ]);
    assert.equal(session.waiting, 0);
    heard.length = 0;
    network.reply({ message: 8 });
    network.fail(Reason.noSuchUser);
    network.reply({ message: 9 });
    assert.deepEqual(news().heard, ['sendto: ok', 'sendto: failure', 'sendto: ok']);
  });

  test('is sent without one for a guest, and not again', () => {
    network.accept();
    session.login('gast');
    network.reply({ name: 'gast', registered: false });
    network.break('reset');
    session.sendLater('bob', 'hi');
    network.sent.length = 0;
    reconnect();
    network.reply({ name: 'gast', registered: false });
    assert.deepEqual(network.sent, ['login gast', 'sendto bob hi']);
    heard.length = 0;
    network.break('reset');
    assert.deepEqual(news().heard, ['sendto bob: unanswered', 'lost: reset']);
  });

  test('is given up with whoever wrote it', () => {
    logIn();
    network.break('reset');
    session.sendLater('bob', 'hi');
    heard.length = 0;
    session.stayOut();
    assert.deepEqual([news().heard, session.waiting], [['sendto bob: never sent'], 0]);
  });
});
