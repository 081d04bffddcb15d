/** Quotas for rooms: what strangers leave to others, and what others can do to a person's own share. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { Person } from '../people/client.ts';

const DAY_MS = 86_400_000;

/** The number of rooms that the registered `name` is in. */
function roomsOf({ hub }: Scene, name: string): number {
  const account = hub.accountOf(name) ?? assert.fail();
  return hub.rooms.book.of(account.person).rooms.size;
}

/** Makes rooms until one is refused. @returns how many there are, and the reason */
function makesRooms(scene: Scene, talker: Talker, prefix: string): [number, unknown] {
  for (let made = 0; made < 100; made++) {
    const answer = scene.said(talker, 'create', '', { room: `#${prefix}${made}` });
    if (typeof answer === 'string') return [made, answer];
  }
  return assert.fail('there is no end of rooms');
}

describe('rooms', () => {
  test('guests of one address make so many, whoever they are, and others can still', () => {
    const scene = new Scene({ roomsMax: 20, roomsPerAddressMax: 5 });
    assert.deepEqual(makesRooms(scene, scene.guest('a'), 'a'), [5, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, scene.guest('b'), 'b'), [0, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, scene.guest('c', '192.0.2.2'), 'c'), [5, 'quotaReached']);
  });

  test('an IPv6 network of 64 bits is one address', () => {
    const scene = new Scene({ roomsPerAddressMax: 2 });
    const one = scene.guest('one', '2001:db8:1:2::1');
    assert.deepEqual(makesRooms(scene, one, 'a'), [2, 'quotaReached']);
    const two = scene.guest('two', '2001:db8:1:2:ffff::2');
    assert.deepEqual(makesRooms(scene, two, 'b'), [0, 'quotaReached']);
    const other = scene.guest('other', '2001:db8:1:3::1');
    assert.deepEqual(makesRooms(scene, other, 'c'), [2, 'quotaReached']);
  });

  test('never more than half are those of one address, and loopback is as many addresses as it likes', () => {
    const scene = new Scene({ roomsMax: 10, roomsPerAddressMax: 100 });
    assert.deepEqual(makesRooms(scene, scene.guest('a'), 'a'), [5, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, scene.guest('b', '127.0.0.1'), 'b'), [5, 'serverFull']);
  });

  test('that are no more give their place back', () => {
    const scene = new Scene({ roomsPerAddressMax: 2 });
    const guest = scene.guest('guest');
    assert.deepEqual(makesRooms(scene, guest, 'a'), [2, 'quotaReached']);
    assert.equal(scene.said(guest, 'leave', '', { room: '#a0' }), 'ok');
    assert.deepEqual(makesRooms(scene, guest, 'b'), [1, 'quotaReached']);
    scene.said(guest, 'logout');
    assert.deepEqual(makesRooms(scene, scene.guest('another'), 'c'), [2, 'quotaReached']);
  });

  test('a place that could not be stored is given back', () => {
    const scene = new Scene({ roomsPerPersonMax: 2, newcomerMs: DAY_MS, roomsPerAddressMax: 2 });
    const alice = scene.registered('alice');
    for (let i = 0; i < 5; i++) {
      alice.say('create', '', { room: '#lost' });
      scene.storage.fail(0);
      assert.equal(alice.answers.at(-1), 'notStored');
    }
    assert.deepEqual(makesRooms(scene, alice, 'a'), [2, 'quotaReached']);
  });

  test('the last of them are for registered people, and not for new ones', () => {
    const scene = new Scene({ roomsMax: 8, reserve: 0.25, newcomerMs: DAY_MS });
    const alice = scene.registered('alice');
    scene.clock.now += DAY_MS;
    const addresses = ['198.51.100.1', '198.51.100.2'];
    const [one, two] = addresses.map((address, i) => scene.guest(`guest-${i}`, address));
    assert.ok(one !== undefined && two !== undefined);
    assert.deepEqual(makesRooms(scene, one, 'a'), [4, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, two, 'b'), [2, 'serverFull']);
    const newcomer = scene.registered('new', '198.51.100.3');
    assert.deepEqual(makesRooms(scene, newcomer, 'c'), [0, 'serverFull']);
    assert.deepEqual(makesRooms(scene, alice, 'd'), [2, 'serverFull']);
  });

  test('new accounts share what their address may make; older ones have their own', () => {
    const scene = new Scene({ roomsPerAddressMax: 3, roomsPerPersonMax: 5, newcomerMs: DAY_MS });
    const old = scene.registered('old');
    scene.clock.now += DAY_MS;
    assert.deepEqual(makesRooms(scene, scene.registered('a'), 'a'), [3, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, scene.registered('b'), 'b'), [0, 'quotaReached']);
    assert.deepEqual(makesRooms(scene, old, 'c'), [5, 'quotaReached']);
  });

  test('one who leaves the rooms that they make, which stay, makes no more of them', () => {
    const scene = new Scene({ roomsPerPersonMax: 3 });
    const alice = scene.registered('alice');
    for (const room of ['#one', '#two', '#three']) {
      assert.equal(typeof scene.said(alice, 'create', '', { room }), 'object');
      assert.equal(scene.said(alice, 'leave', '', { room }), 'ok');
    }
    assert.equal(scene.said(alice, 'create', '', { room: '#four' }), 'quotaReached');
    scene.said(alice, 'join', '', { room: '#one' });
    assert.equal(scene.said(alice, 'remove-room', '', { room: '#one' }), 'ok');
    assert.equal(typeof scene.said(alice, 'create', '', { room: '#four' }), 'object');
  });

  test('joins at several devices at once are counted before they are stored', () => {
    const scene = new Scene({ roomsPerPersonMax: 2 });
    const alice = scene.registered('alice');
    for (const room of ['#one', '#two']) scene.said(alice, 'create', '', { room });
    const devices = [1, 2, 3].map(() => scene.registered('bob'));
    scene.said(scene.registered('carol'), 'create', '', { room: '#three' });
    devices.forEach((device, i) => {
      device.say('join', '', { room: ['#one', '#two', '#three'][i] });
    });
    scene.settle();
    assert.deepEqual(devices[2]?.answers.at(-1), 'quotaReached');
    assert.equal(roomsOf(scene, 'bob'), 2);
  });

  test('the last places in a room are for registered people', () => {
    const scene = new Scene({ membersMax: 4, reserve: 0.25 });
    scene.said(scene.registered('alice'), 'create', '', { room: '#lunch' });
    const join = (talker: Talker) => scene.said(talker, 'join', '', { room: '#lunch' });
    for (const name of ['a', 'b']) assert.equal(typeof join(scene.guest(name)), 'object');
    assert.equal(join(scene.guest('c')), 'quotaReached');
    assert.equal(typeof join(scene.registered('bob')), 'object');
    assert.equal(join(scene.registered('carol')), 'quotaReached');
  });
});

describe('groups', () => {
  /** Adds bob to groups of `maker` until one is refused. */
  function makesGroups(scene: Scene, maker: Talker): [number, unknown] {
    for (let made = 0; made < 200; made++) {
      const answer = scene.said(maker, 'group', '', { names: ['bob'] });
      if (typeof answer === 'string') return [made, answer];
    }
    return assert.fail('there is no end of groups');
  }

  test('that others put somebody into keep them from no room, nor from groups of their own', () => {
    const scene = new Scene({ reserve: 0.25, groupsPerPersonMax: 40, roomsPerPersonMax: 20 });
    const bob = scene.registered('bob');
    const strangers = [1, 2, 3, 4].map((i) => makesGroups(scene, scene.registered(`stranger${i}`)));
    assert.deepEqual(
      strangers.map(([made]) => made),
      [10, 10, 10, 0],
    );
    assert.equal(strangers[3]?.[1], 'quotaReached');
    assert.deepEqual(makesRooms(scene, bob, 'a'), [20, 'quotaReached']);
    scene.said(bob, 'leave', '', { room: '#a0' });
    scene.said(scene.guest('gus'), 'create', '', { room: '#lunch' });
    assert.equal(typeof scene.said(bob, 'join', '', { room: '#lunch' }), 'object');
    assert.equal(
      typeof scene.said(bob, 'group', '', { names: ['stranger1'] }),
      'string',
      'made 20',
    );
    for (const room of ['#a1', '#a2']) scene.said(bob, 'remove-room', '', { room });
    assert.equal(typeof scene.said(bob, 'group', '', { names: ['stranger1'] }), 'object');
  });

  test('those one has written to put one into as many as there may be', () => {
    const scene = new Scene({ reserve: 0.25, groupsPerPersonMax: 16 });
    const [bob, friend, stranger] = ['bob', 'friend', 'stranger'].map((name) =>
      scene.registered(name),
    );
    assert.ok(bob !== undefined && friend !== undefined && stranger !== undefined);
    scene.message(stranger, 'bob', 'let me in');
    scene.message(bob, 'friend', 'hi');
    assert.deepEqual(makesGroups(scene, stranger), [10, 'quotaReached']);
    assert.deepEqual(makesGroups(scene, friend), [6, 'quotaReached']);
    assert.equal(roomsOf(scene, 'bob'), 16);
  });

  test('where it cannot be read who has written to whom, the answer is that the server is busy', () => {
    const scene = new Scene({ reserve: 0.25, groupsPerPersonMax: 4 });
    scene.registered('bob');
    const stranger = scene.registered('stranger');
    for (let i = 0; i < 3; i++) scene.said(stranger, 'group', '', { names: ['bob'] });
    stranger.say('group', '', { names: ['bob'] });
    scene.storage.read(false);
    scene.settle();
    assert.equal(stranger.answers.at(-1), 'busy');
    assert.equal(roomsOf(scene, 'bob'), 3);
  });
});

test('the last invitations to a group are for who looks after it', () => {
  const scene = new Scene({ reserve: 0.25 });
  const [alice, bob] = ['alice', 'bob'].map((name) => scene.registered(name));
  assert.ok(alice !== undefined && bob !== undefined);
  const { room } = scene.replyOf(alice, 'group', '', { names: ['bob'] });
  const known = scene.hub.rooms.book.find(room);
  const people = Array.from({ length: 3 }, (_, i) => scene.registered(`friend${i}`));
  const account = scene.hub.accountOf('alice') ?? assert.fail();
  for (let i = 0; i < 750; i++) known?.invited.add(new Person(`invited ${i}`, account));
  const invites = (by: Talker, i: number) =>
    scene.said(by, 'invite', people[i]?.hubClient.person?.name ?? '', { room });
  assert.equal(invites(bob, 0), 'quotaReached');
  assert.equal(invites(alice, 0), 'ok');
  assert.equal(invites(bob, 0), 'ok', 'who is invited already');
});

describe('names', () => {
  test('that guests have leave some to registered people, and some to guests elsewhere', () => {
    const scene = new Scene({ peopleMax: 8, guestsMax: 6 });
    const login = (name: string, address: string) =>
      scene.said(scene.connected(address), 'login', name);
    for (const name of ['a', 'b', 'c']) assert.equal(typeof login(name, '192.0.2.1'), 'object');
    assert.equal(login('d', '192.0.2.1'), 'tooManyConnections');
    for (const name of ['d', 'e', 'f']) assert.equal(typeof login(name, '192.0.2.2'), 'object');
    assert.equal(login('g', '192.0.2.3'), 'serverFull');
    assert.equal(scene.registered('alice').hubClient.person?.name, 'alice');
  });

  test('of guests who leave, or register, are given back', () => {
    const scene = new Scene({ guestsMax: 2 });
    for (let i = 0; i < 3; i++) {
      const guest = scene.guest('guest');
      scene.said(guest, 'logout');
      const other = scene.guest(`other${i}`);
      assert.equal(
        typeof scene.said(other, 'register', `other${i}`, { password: 'correct horse' }),
        'object',
      );
    }
  });
});
