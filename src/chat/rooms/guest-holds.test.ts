/**
 * Bans, mutes and slow mode of a guest apply to its network, under every name, and to accounts registered there
 * meanwhile; not to others, and for a day at most.
 */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';

const HERE = '2001:db8:1:2::1';
/** In the same /64. */
const NEXT_DOOR = '2001:db8:1:2:ffff::9';
const ELSEWHERE = '2001:db8:1:3::1';
const DAY = 24 * 60 * 60 * 1000;
const PASSWORD = 'correct horse';

/** A registered person's room, and a guest's. */
const ROOMS = ['#lunch', '#passing'];

let scene: Scene;
let alice: Talker;
let owners: Map<string, Talker>;

beforeEach(() => {
  scene = new Scene();
  alice = scene.registered('alice');
  const host = scene.guest('host');
  owners = new Map([
    ['#lunch', alice],
    ['#passing', host],
  ]);
  for (const [room, owner] of owners) scene.replyOf(owner, 'create', '', { room });
});

function does(room: string, command: 'ban' | 'unban' | 'mute' | 'unmute', name: string, more = {}) {
  const owner = owners.get(room) ?? assert.fail();
  assert.equal(scene.said(owner, command, name, { room, ...more }), 'ok', `${command} ${name}`);
}

function joins(talker: Talker, room: string): unknown {
  const answer = scene.said(talker, 'join', '', { room });
  return typeof answer === 'object' ? 'ok' : answer;
}

function says(talker: Talker, room: string): unknown {
  const answer = scene.said(talker, 'sendto', room, {}, 'hi');
  return typeof answer === 'object' ? 'ok' : answer;
}

describe('a ban of a guest', () => {
  for (const room of ROOMS) {
    test(`holds for its network and nobody else, in ${room}`, () => {
      const older = scene.registered('older', HERE);
      const troll = scene.guest('troll', HERE);
      assert.equal(joins(troll, room), 'ok');
      does(room, 'ban', 'troll');
      assert.equal(scene.said(troll, 'logout'), 'ok');
      assert.equal(typeof scene.said(troll, 'login', 'other'), 'object');
      assert.equal(joins(troll, room), 'banned');
      assert.equal(joins(scene.guest('third', NEXT_DOOR), room), 'banned');
      assert.equal(joins(scene.guest('troll', ELSEWHERE), room), 'banned');
      assert.equal(joins(scene.guest('fourth', ELSEWHERE), room), 'ok');
      assert.equal(joins(older, room), 'ok');
      // An older account, which was away at the time and comes from there now.
      assert.equal(joins(scene.registered('older', NEXT_DOOR), room), 'ok');
    });

    test(`holds for accounts that are registered there while it does, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      does(room, 'ban', 'troll', { seconds: 3600 });
      scene.clock.now += 1000;
      scene.registered('newer', NEXT_DOOR);
      assert.equal(joins(scene.registered('newer', ELSEWHERE), room), 'banned');
      assert.equal(typeof scene.said(troll, 'register', 'troll', { password: PASSWORD }), 'object');
      assert.equal(joins(troll, room), 'banned');
      const owner = owners.get(room) ?? assert.fail();
      const { bans } = scene.replyOf(owner, 'bans', '', { room });
      assert.deepEqual(
        bans.map(({ name, until }) => [name, until]),
        [
          ['newer', scene.clock.now - 1000 + 3_600_000],
          ['troll', scene.clock.now - 1000 + 3_600_000],
        ],
      );
      does(room, 'unban', 'newer');
      assert.equal(joins(scene.registered('newer', HERE), room), 'ok');
      scene.clock.now += 3_600_000;
      assert.equal(joins(troll, room), 'ok');
      assert.equal(joins(scene.registered('newest', HERE), room), 'ok');
    });

    test(`is not lifted by registering its name and taking another, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      does(room, 'ban', 'troll');
      scene.said(troll, 'register', 'troll', { password: PASSWORD });
      assert.equal(scene.said(troll, 'rename', 'nice'), 'ok');
      assert.equal(joins(troll, room), 'banned');
      assert.equal(joins(scene.guest('other', NEXT_DOOR), room), 'banned');
      does(room, 'unban', 'nice');
      assert.equal(joins(troll, room), 'ok');
    });

    test(`is not lifted by registering its name and giving it up, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      does(room, 'ban', 'troll');
      scene.said(troll, 'register', 'troll', { password: PASSWORD });
      assert.equal(joins(scene.guest('other', NEXT_DOOR), room), 'banned');
      assert.equal(scene.said(troll, 'unregister', '', { password: PASSWORD }), 'ok');
      assert.equal(typeof scene.said(troll, 'login', 'third'), 'object');
      assert.equal(joins(troll, room), 'banned');
      does(room, 'unban', 'troll');
      assert.equal(joins(troll, room), 'ok');
    });

    test(`who has left already, is of where it was, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      assert.equal(says(troll, room), 'ok');
      assert.equal(scene.said(troll, 'logout'), 'ok');
      does(room, 'ban', 'troll');
      assert.equal(joins(scene.guest('other', NEXT_DOOR), room), 'banned');
      assert.equal(joins(scene.guest('third', ELSEWHERE), room), 'ok');
    });

    test(`puts out its other names, and whoever is above them may stay, in ${room}`, () => {
      const [one, two] = [scene.guest('one', HERE), scene.guest('two', NEXT_DOOR)];
      const three = scene.guest('three', ELSEWHERE);
      for (const talker of [one, two, three]) assert.equal(joins(talker, room), 'ok');
      const owner = owners.get(room) ?? assert.fail();
      for (const talker of [owner, two, three]) talker.heard();
      does(room, 'ban', 'one');
      assert.deepEqual(two.heard().at(-1), `${room} banned ${owner.hubClient.person?.name} two`);
      assert.equal(says(two, room), 'banned');
      assert.equal(says(three, room), 'ok');
    });

    test(`ends after a day, whatever was said, in ${room}`, () => {
      scene.guest('troll', HERE);
      does(room, 'ban', 'troll', { seconds: 10 * 24 * 3600 });
      scene.clock.now += DAY - 1000;
      const other = scene.guest('other', HERE);
      assert.equal(joins(other, room), 'banned');
      scene.clock.now += 1000;
      assert.equal(joins(other, room), 'ok');
    });
  }

  test('is inherited for good measure: it holds after a restart', () => {
    const room = '#lunch';
    scene.guest('troll', HERE);
    does(room, 'ban', 'troll');
    scene.registered('newer', HERE);
    scene.registered('troll2', ELSEWHERE);
    scene.restart();
    assert.equal(joins(scene.registered('newer', ELSEWHERE), room), 'banned');
    assert.equal(joins(scene.guest('other', NEXT_DOOR), room), 'banned');
    assert.equal(joins(scene.registered('troll2', HERE), room), 'ok');
  });

  test('is one, however the name is spelled: once it is lifted, none is left after a restart', () => {
    const room = '#lunch';
    for (const name of ['Troll', 'troll', 'TROLL']) does(room, 'ban', name);
    const { bans } = scene.replyOf(alice, 'bans', '', { room });
    assert.deepEqual(
      bans.map(({ name }) => name),
      ['TROLL'],
    );
    does(room, 'unban', 'troll');
    scene.restart();
    assert.equal(joins(scene.guest('troll', ELSEWHERE), room), 'ok');
    assert.equal(scene.hub.rooms.book.find(room)?.bans.size, 0);
  });

  test('in another spelling replaces one that is being stored, or lifted', () => {
    const room = '#lunch';
    const [bob, carol] = [scene.registered('bob'), scene.registered('carol')];
    for (const talker of [bob, carol]) {
      assert.equal(joins(talker, room), 'ok');
      const name = talker.hubClient.person?.name;
      assert.equal(scene.said(alice, 'role', name, { room, role: 'moderator' }), 'ok');
    }
    does(room, 'ban', 'Troll');
    alice.say('ban', 'troll', { room });
    bob.say('ban', 'TROLL', { room });
    carol.say('unban', 'Troll', { room });
    scene.settle();
    const spellings = () =>
      Array.from(scene.hub.rooms.book.find(room)?.bans.values() ?? [], ({ name }) => name);
    assert.deepEqual(spellings(), ['TROLL']);
    scene.restart();
    assert.deepEqual(spellings(), ['TROLL']);
  });

  test('that accounts inherit leaves as much room for those that are said', () => {
    const room = '#lunch';
    scene.guest('troll', HERE);
    does(room, 'ban', 'troll');
    for (let i = 0; i < 3; i++) scene.registered(`newer${i}`, HERE);
    const { bans, bansSaid } = scene.hub.rooms.book.find(room) ?? assert.fail();
    assert.deepEqual([bans.size, bansSaid], [4, 1]);
  });

  test('from before, of an address, is of its network', () => {
    const room = '#lunch';
    const { id } = scene.hub.rooms.book.find(room)?.record ?? assert.fail();
    const until = scene.clock.now + DAY;
    const ban = { room: id, account: null, name: 'troll', address: HERE, until };
    scene.storage.append({ kind: 'ban', ban, audit: null }, () => {});
    scene.settle();
    scene.restart();
    assert.equal(joins(scene.guest('other', NEXT_DOOR), room), 'banned');
  });
});

describe('a mute of a guest', () => {
  for (const room of ROOMS) {
    test(`holds for its network, also for who is there, and no longer than said, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      const there = scene.guest('there', NEXT_DOOR);
      const other = scene.guest('other', ELSEWHERE);
      for (const talker of [troll, there, other]) assert.equal(says(talker, room), 'ok');
      does(room, 'mute', 'troll', { seconds: 600 });
      assert.equal(scene.said(troll, 'logout'), 'ok');
      assert.equal(typeof scene.said(troll, 'login', 'second'), 'object');
      assert.equal(says(troll, room), 'muted');
      assert.equal(says(there, room), 'muted');
      assert.equal(says(other, room), 'ok');
      const { people } = scene.replyOf(other, 'who', '', { room });
      const muted = people.filter((one) => one.muted !== undefined);
      assert.deepEqual(muted.map(({ name }) => name).sort(), ['second', 'there']);
      scene.clock.now += 600_000;
      assert.equal(says(troll, room), 'ok');
      assert.equal(says(there, room), 'ok');
    });

    test(`is lifted for all of them, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      const there = scene.guest('there', NEXT_DOOR);
      for (const talker of [troll, there]) assert.equal(says(talker, room), 'ok');
      does(room, 'mute', 'troll');
      assert.equal(says(there, room), 'muted');
      does(room, 'unmute', 'troll');
      for (const talker of [troll, there]) assert.equal(says(talker, room), 'ok');
    });

    test(`holds for accounts that are registered there while it does, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      const older = scene.registered('older', HERE);
      assert.equal(says(troll, room), 'ok');
      does(room, 'mute', 'troll', { seconds: 600 });
      scene.registered('newer', NEXT_DOOR);
      const newer = scene.registered('newer', ELSEWHERE);
      assert.equal(says(newer, room), 'muted');
      // It leaves, and comes back.
      assert.equal(scene.said(newer, 'leave', '', { room }), 'ok');
      assert.equal(says(newer, room), 'muted');
      assert.equal(says(older, room), 'ok');
      // The guest stays muted as the account it registers.
      assert.equal(typeof scene.said(troll, 'register', 'troll', { password: PASSWORD }), 'object');
      assert.equal(says(troll, room), 'muted');
      scene.clock.now += 600_000;
      for (const talker of [newer, troll]) assert.equal(says(talker, room), 'ok');
    });

    test(`ends after a day, and says so, in ${room}`, () => {
      const troll = scene.guest('troll', HERE);
      assert.equal(joins(troll, room), 'ok');
      does(room, 'mute', 'troll');
      scene.clock.now += DAY - 1000;
      assert.equal(says(troll, room), 'muted');
      scene.clock.now += 1000;
      assert.equal(says(troll, room), 'ok');
    });
  }

  test('is inherited for good measure: it holds after a restart', () => {
    const room = '#lunch';
    const troll = scene.guest('troll', HERE);
    assert.equal(joins(troll, room), 'ok');
    does(room, 'mute', 'troll');
    scene.registered('newer', HERE);
    scene.restart();
    assert.equal(says(scene.registered('newer', ELSEWHERE), room), 'muted');
  });
});

describe('the pause of slow mode', () => {
  for (const room of ROOMS) {
    test(`is one for all guests of a network, under every name, in ${room}`, () => {
      const owner = owners.get(room) ?? assert.fail();
      assert.equal(scene.said(owner, 'slow', '', { room, seconds: 30 }), 'ok');
      const hasty = scene.guest('hasty', HERE);
      const there = scene.guest('there', NEXT_DOOR);
      assert.equal(joins(there, room), 'ok');
      assert.equal(says(hasty, room), 'ok');
      assert.equal(scene.said(hasty, 'logout'), 'ok');
      assert.equal(typeof scene.said(hasty, 'login', 'second'), 'object');
      assert.equal(says(hasty, room), 'tooFast');
      assert.equal(says(there, room), 'tooFast');
      assert.equal(says(scene.guest('other', ELSEWHERE), room), 'ok');
      assert.equal(says(scene.registered('newer', HERE), room), 'tooFast');
      scene.clock.now += 30_000;
      assert.equal(says(hasty, room), 'ok');
    });
  }

  test('is not used up by what could not be stored', () => {
    const room = '#lunch';
    assert.equal(scene.said(alice, 'slow', '', { room, seconds: 30 }), 'ok');
    const hasty = scene.guest('hasty', HERE);
    assert.equal(joins(hasty, room), 'ok');
    hasty.say('sendto', room, {}, 'one');
    scene.storage.fail(0);
    assert.equal(hasty.answers.at(-1), 'notStored');
    assert.equal(says(hasty, room), 'ok');
  });
});

test('who registers while a ban of its network is being stored does not slip through', () => {
  const room = '#lunch';
  const [one, two] = [scene.guest('one', HERE), scene.guest('two', NEXT_DOOR)];
  for (const talker of [one, two]) assert.equal(joins(talker, room), 'ok');
  for (const talker of [one, two]) {
    const { name } = talker.hubClient.person ?? assert.fail();
    talker.say('register', name, { password: PASSWORD });
  }
  scene.step();
  alice.say('ban', 'one', { room });
  scene.settle();
  assert.equal(alice.answers.at(-1), 'ok');
  for (const talker of [one, two]) {
    assert.notEqual(talker.hubClient.person?.account ?? null, null);
    assert.equal(says(talker, room), 'banned');
  }
});
