/** The storage quotas of strangers, and what is given back. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Answered, Talker } from '../../../test/support/chat/talker.ts';
import { hasWritten } from '../stored/history.ts';

const DAY_MS = 86_400_000;
const SHORT = 'x'.repeat(100);
/** The cost of one such text to an address, including its entry. */
const SHORT_COST = 228;

/** A scene with a stored room, which `talkers` may enter by writing to it. */
function withRoom(...settings: ConstructorParameters<typeof Scene>): Scene {
  const scene = new Scene(...settings);
  scene.said(scene.registered('owner', '127.0.0.1'), 'create', '', { room: '#kept' });
  return scene;
}

/** Sends `text` to the room until it is refused. @returns how often it was accepted, and the reason */
function fills(scene: Scene, talker: Talker, to = '#kept', text = SHORT): [number, unknown] {
  for (let said = 0; said < 100; said++) {
    const answer = scene.said(talker, 'sendto', to, {}, text);
    if (typeof answer === 'string') return [said, answer];
  }
  return assert.fail('there is no end of it');
}

describe('texts that are kept', () => {
  test('of all guests have a bound, which says nothing of registered people', () => {
    const scene = withRoom({ guestBytesMax: 250 });
    assert.deepEqual(fills(scene, scene.guest('a')), [2, 'quotaReached']);
    assert.deepEqual(fills(scene, scene.guest('b', '192.0.2.2')), [0, 'quotaReached']);
    scene.message(scene.registered('alice'), '#kept', SHORT);
    scene.restart();
    assert.deepEqual(fills(scene, scene.guest('a')), [0, 'quotaReached'], 'after a restart too');
    scene.hub.texts.released(0, 100);
    assert.deepEqual(fills(scene, scene.guest('b')), [1, 'quotaReached']);
  });

  test('of strangers of one address have a bound a day, whoever they are', () => {
    const scene = withRoom({ strangerBytesPerDayMax: 4 * SHORT_COST, newcomerMs: DAY_MS });
    const guest = scene.guest('a', '2001:db8::1');
    assert.deepEqual(fills(scene, guest), [4, 'quotaReached']);
    assert.deepEqual(fills(scene, scene.guest('b', '2001:db8::2')), [0, 'quotaReached']);
    const newcomer = scene.registered('new', '2001:db8::3');
    assert.deepEqual(fills(scene, newcomer, 'owner'), [0, 'quotaReached'], 'to people as well');
    assert.deepEqual(fills(scene, scene.guest('c', '2001:db8:0:1::1')), [4, 'quotaReached']);
    scene.clock.now += DAY_MS / 2;
    assert.deepEqual(fills(scene, guest), [2, 'quotaReached'], 'half a day later');
    scene.clock.now += DAY_MS / 2;
    scene.message(newcomer, '#kept', 'new no more');
    for (let i = 0; i < 10; i++) scene.message(newcomer, '#kept', SHORT);
  });

  test('short ones cost what their entries cost', () => {
    const scene = withRoom({ strangerBytesPerDayMax: 1000 });
    assert.deepEqual(fills(scene, scene.guest('a'), '#kept', 'x'), [7, 'quotaReached']);
  });

  test('are not all that is: new accounts of one address join, react and block only so often', () => {
    const scene = withRoom({ strangerBytesPerDayMax: 10 * 128, newcomerMs: DAY_MS });
    const [one, two] = ['one', 'two'].map((name) => scene.registered(name));
    assert.ok(one !== undefined && two !== undefined);
    for (let i = 0; i < 10; i++) {
      assert.equal(typeof scene.said(one, 'join', '', { room: '#kept' }), 'object');
      assert.equal(scene.said(one, 'leave', '', { room: '#kept' }), 'ok');
    }
    const refused = [
      scene.said(one, 'join', '', { room: '#kept' }),
      scene.said(two, 'block', 'one'),
      scene.said(two, 'create', '', { room: '#two' }),
    ];
    assert.deepEqual(refused, Array(3).fill('quotaReached'));
    const elsewhere = scene.registered('elsewhere', '192.0.2.2');
    assert.equal(typeof scene.said(elsewhere, 'join', '', { room: '#kept' }), 'object');
    assert.equal(typeof scene.said(scene.guest('gus'), 'join', '', { room: '#kept' }), 'object');
  });

  test('that are corrections count as well', () => {
    const scene = withRoom({ guestBytesMax: 250 });
    const guest = scene.guest('a');
    const message = scene.message(guest, '#kept', 'first');
    const edit = () => scene.said(guest, 'edit', '', { message }, SHORT);
    assert.deepEqual([edit(), edit(), edit()], ['ok', 'ok', 'quotaReached']);
  });

  test('that could not be stored are given back', () => {
    const scene = withRoom({ guestBytesMax: 250, strangerBytesPerDayMax: 2 * SHORT_COST });
    const guest = scene.guest('a');
    scene.said(guest, 'join', '', { room: '#kept' });
    for (let i = 0; i < 5; i++) {
      guest.say('sendto', '#kept', {}, SHORT);
      scene.storage.fail(0);
      assert.equal(guest.answers.at(-1), 'notStored');
    }
    assert.equal(scene.hub.texts.guestBytes, 0);
    assert.deepEqual(fills(scene, guest), [2, 'quotaReached']);
  });

  test('and are under way have a share for each address, and a reserve for registered people', () => {
    const scene = withRoom({ pendingBytesMax: 1000, reserve: 0.25 });
    const asks = (talker: Talker, times: number): (Answered | undefined)[] => {
      const { length } = talker.answers;
      for (let i = 0; i < times; i++) talker.say('sendto', '#kept', {}, SHORT);
      return talker.answers.slice(length);
    };
    const talkers = ['192.0.2.1', '192.0.2.1', '192.0.2.2'].map((address, i) => {
      const guest = scene.guest(`guest-${i}`, address);
      scene.said(guest, 'join', '', { room: '#kept' });
      return guest;
    });
    const [one, another, elsewhere] = talkers as [Talker, Talker, Talker];
    const alice = scene.registered('alice', '192.0.2.3');
    scene.said(alice, 'join', '', { room: '#kept' });
    assert.deepEqual(asks(one, 4), []);
    assert.deepEqual(asks(another, 2), ['busy'], 'half is the most of one address');
    assert.deepEqual(asks(elsewhere, 3), ['busy'], 'strangers have three quarters');
    assert.deepEqual(asks(alice, 2), []);
    assert.equal(scene.hub.texts.isCongested(alice.hubClient), true);
    scene.settle();
    assert.equal(scene.hub.texts.underWay, 0);
    assert.equal(scene.hub.texts.isCongested(one.hubClient), false);
  });
});

describe('messages that wait', () => {
  function away(settings: ConstructorParameters<typeof Scene>[0]): Scene {
    const scene = new Scene({ waitingMax: 20, waitingPerSenderMax: 4, reserve: 0.25, ...settings });
    const bob = scene.registered('bob');
    scene.registered('friend', '198.51.100.1');
    scene.message(bob, 'friend', 'hello');
    scene.said(bob, 'received', '', { upTo: 1000 });
    scene.said(bob, 'logout');
    return scene;
  }

  /** Sends until refused. @returns how many of `talker`'s messages were accepted, and the reason */
  const sends = (scene: Scene, talker: Talker) => fills(scene, talker, 'bob', 'hi');

  test('strangers leave a reserve to those one has written to', () => {
    const scene = away({});
    const taken = [1, 2, 3, 4, 5].map((i) => {
      return sends(scene, scene.registered(`stranger-${i}`, `203.0.113.${i}`));
    });
    assert.deepEqual(
      taken,
      [4, 4, 4, 3, 0].map((count) => [count, 'quotaReached']),
    );
    assert.deepEqual(sends(scene, scene.registered('friend')), [4, 'quotaReached']);
    assert.equal(scene.hub.accountOf('bob')?.waiting.total, 19);
  });

  test('new accounts of one address have the share of one sender, but for those one has written to', () => {
    const scene = away({ newcomerMs: DAY_MS });
    const [one, two] = ['one', 'two'].map((name) => scene.registered(name, '2001:db8::1'));
    assert.ok(one !== undefined && two !== undefined);
    assert.deepEqual(sends(scene, one), [4, 'quotaReached']);
    assert.deepEqual(sends(scene, two), [0, 'quotaReached']);
    assert.deepEqual(sends(scene, scene.registered('friend', '2001:db8::2')), [4, 'quotaReached']);
    const elsewhere = scene.registered('elsewhere', '2001:db8:0:1::1');
    assert.deepEqual(sends(scene, elsewhere), [4, 'quotaReached']);
    scene.clock.now += DAY_MS;
    assert.deepEqual(sends(scene, two), [3, 'quotaReached'], 'up to the reserve');
  });

  test('is what one has written to somebody asked once, until one is here again', () => {
    const scene = away({});
    for (let i = 0; i < 5; i++) {
      sends(scene, scene.registered(`stranger-${i}`, `203.0.113.${i}`));
    }
    let asked = 0;
    const ask = scene.storage.ask.bind(scene.storage);
    scene.storage.ask = (question, given, done) => {
      if (question.name === hasWritten.name) asked++;
      ask(question, given, done);
    };
    const late = scene.registered('late');
    assert.deepEqual([sends(scene, late), sends(scene, late)], Array(2).fill([0, 'quotaReached']));
    assert.equal(asked, 1);
    const bob = scene.registered('bob');
    scene.message(bob, 'late', 'hi');
    scene.said(bob, 'logout');
    assert.deepEqual(sends(scene, late), [4, 'quotaReached']);
    assert.equal(asked, 2);
  });

  test('of which it cannot be read whether they are strangers’ are refused as busy, or damaged', () => {
    const scene = away({ waitingMax: 4 });
    sends(scene, scene.registered('stranger'));
    const late = scene.registered('late');
    for (const reason of ['busy', 'damaged']) {
      Object.assign(scene.storage, { damaged: reason === 'damaged' });
      late.say('sendto', 'bob', {}, 'hi');
      scene.storage.read(false);
      scene.settle();
      assert.equal(late.answers.at(-1), reason);
    }
  });

  test('give their share back when the recipient has them, and when their sender is gone', () => {
    const scene = away({ newcomerMs: DAY_MS });
    const one = scene.registered('one');
    assert.deepEqual(sends(scene, one), [4, 'quotaReached']);
    const waiting = scene.hub.accountOf('bob')?.waiting;
    assert.equal(waiting?.ofShare('192.0.2.1'), 4);
    assert.equal(scene.said(one, 'unregister', '', { password: 'correct horse' }), 'ok');
    assert.deepEqual([waiting?.total, waiting?.ofShare('192.0.2.1')], [0, 0]);
    assert.deepEqual(sends(scene, scene.registered('two')), [4, 'quotaReached']);
    const bob = scene.registered('bob');
    scene.said(bob, 'received', '', { upTo: 1_000_000 });
    assert.deepEqual([waiting?.total, waiting?.ofShare('192.0.2.1')], [0, 0]);
  });
});
