/** Listeners for one account hear what is stored of the rooms that it is in, and nothing of others. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { Random } from '../../../test/support/chat/random.ts';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import type { Change } from '../storage.ts';
import { STORED_EVENTS } from './event.ts';
import type { Listener, Listening, Told } from './listening.ts';
import type { LogEntry } from './log-entry.ts';

const SEED = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
const STEPS = 4000;

class Ear implements Listener {
  readonly wants = STORED_EVENTS;
  readonly account: number;
  from: number | null;
  readonly entries: LogEntry[] = [];
  /** The number of events it takes before it is busy. */
  appetite = Number.POSITIVE_INFINITY;
  #listening: Listening | null = null;

  constructor(scene: Scene, name: string, from: number | null = null) {
    this.account = idOf(scene, name);
    this.from = from;
    this.listen(scene);
  }

  get kinds(): string[] {
    return this.entries.map(({ kind }) => kind);
  }

  tell(told: Told): boolean {
    if (told.id !== null) this.entries.push(told.entry);
    return --this.appetite > 0;
  }

  ended(_why: string, upTo: number): void {
    this.from = upTo;
    this.#listening = null;
  }

  feed(appetite: number): void {
    this.appetite = appetite;
    this.#listening?.goOn();
  }

  leave(): void {
    this.from = this.#listening?.upTo ?? this.from;
    this.#listening?.leave();
    this.#listening = null;
  }

  listen(scene: Scene): void {
    this.appetite = Number.POSITIVE_INFINITY;
    this.#listening = scene.hub.listen(this);
  }
}

function idOf(scene: Scene, name: string): number {
  return scene.hub.accountOf(name)?.id ?? assert.fail(name);
}

function newest(scene: Scene): number {
  return scene.entries().at(-1)?.id ?? 0;
}

/** A private room of alice's, with bob; carol is not in it. */
function roomScene(): { scene: Scene; alice: Talker; bob: Talker } {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.registered('carol');
  scene.said(alice, 'create', '', { room: '#den', access: 'private' });
  scene.said(alice, 'invite', 'bob', { room: '#den' });
  scene.said(bob, 'join', '', { room: '#den' });
  return { scene, alice, bob };
}

test('the end of a room is heard by those who were in it then, and by nobody else', () => {
  const { scene, alice } = roomScene();
  const ears = ['alice', 'bob', 'carol'].map((name) => new Ear(scene, name));
  assert.equal(scene.said(alice, 'remove-room', '', { room: '#den' }), 'ok');
  assert.deepEqual(
    ears.map(({ kinds }) => kinds),
    [['room-removed'], ['room-removed'], []],
  );
});

test('one who was busy, or away, hears of it as well', () => {
  const { scene, alice } = roomScene();
  const busy = new Ear(scene, 'bob');
  const away = new Ear(scene, 'bob');
  const outside = new Ear(scene, 'carol');
  busy.appetite = 1;
  away.leave();
  outside.leave();
  scene.message(alice, '#den', 'one');
  scene.said(alice, 'remove-room', '', { room: '#den' });
  busy.feed(Number.POSITIVE_INFINITY);
  away.listen(scene);
  outside.listen(scene);
  scene.settle();
  assert.deepEqual(busy.kinds, ['message', 'room-removed']);
  assert.deepEqual(away.kinds, ['room-removed']);
  assert.deepEqual(outside.kinds, []);
});

test('after a restart, one that catches up hears nothing of rooms that it is not in', () => {
  const { scene, alice, bob } = roomScene();
  const start = scene.message(alice, '#den', 'one') - 1;
  scene.said(bob, 'leave', '', { room: '#den' });
  scene.message(alice, '#den', 'two');
  scene.restart();
  const ears = ['alice', 'bob', 'carol'].map((name) => new Ear(scene, name, start));
  scene.settle();
  assert.deepEqual(
    ears.map(({ kinds }) => kinds),
    [['message', 'member-removed', 'message'], ['member-removed'], []],
  );
});

test('what was said before somebody left is heard by them, however late it is read', () => {
  const { scene, alice, bob } = roomScene();
  const bobs = new Ear(scene, 'bob');
  alice.say('sendto', '#den', {}, 'one');
  bob.say('leave', '', { room: '#den' });
  scene.storage.commit();
  alice.say('sendto', '#den', {}, 'two');
  scene.settle();
  assert.deepEqual(bobs.kinds, ['message', 'member-removed']);
});

test('one whose departure could not be stored goes on hearing', () => {
  const { scene, alice, bob } = roomScene();
  const bobs = new Ear(scene, 'bob');
  alice.say('sendto', '#den', {}, 'one');
  scene.storage.commit();
  bob.say('leave', '', { room: '#den' });
  scene.storage.read();
  scene.storage.answer();
  assert.deepEqual(bobs.kinds, ['message']);
  scene.storage.fail(0);
  scene.message(alice, '#den', 'two');
  assert.deepEqual(bobs.kinds, ['message', 'message']);
});

test('a guest who registers is in its rooms from then on: later messages are heard after it has left', () => {
  const { scene, alice } = roomScene();
  scene.said(alice, 'create', '', { room: '#tea' });
  const dora = scene.guest('dora', '192.0.2.7');
  scene.said(dora, 'join', '', { room: '#tea' });
  const start = scene.message(alice, '#tea', 'to a guest') - 1;
  scene.said(dora, 'register', 'dora', { password: 'correct horse' });
  scene.message(alice, '#tea', 'to the account');
  scene.said(dora, 'leave', '', { room: '#tea' });
  scene.message(alice, '#tea', 'without it');
  const doras = new Ear(scene, 'dora', start);
  scene.settle();
  assert.deepEqual(doras.kinds, ['account', 'member', 'message', 'member-removed']);
});

test('an invitation, and a mute ahead, are heard by the person concerned alone', () => {
  const { scene, alice } = roomScene();
  const dora = scene.guest('dora', '192.0.2.7');
  scene.said(alice, 'create', '', { room: '#tea', access: 'public' });
  scene.said(dora, 'join', '', { room: '#tea' });
  scene.said(alice, 'mute', 'dora', { room: '#tea', seconds: 600 });
  scene.said(dora, 'leave', '', { room: '#tea' });
  const start = newest(scene);
  const ears = ['alice', 'bob', 'carol'].map((name) => new Ear(scene, name));
  scene.said(alice, 'invite', 'carol', { room: '#den' });
  // The account inherits the mute of the guest.
  scene.said(dora, 'register', 'dora', { password: 'correct horse' });
  const doras = new Ear(scene, 'dora', start);
  scene.settle();
  assert.deepEqual(
    [...ears, doras].map(({ kinds }) => kinds),
    [[], [], ['room-invitation'], ['account', 'room-mute']],
  );
});

/** Who was in which room, from the changes alone. */
class Membership {
  /** By room and account: the entries at which it came and left, in turn. */
  readonly #steps = new Map<string, number[]>();

  apply(change: Change, id: number): void {
    if (change.kind === 'room')
      for (const { room, account } of change.founders) this.#came(room, account, id);
    else if (change.kind === 'member') this.#came(change.member.room, change.member.account, id);
    else if (change.kind === 'member-removed') this.#left(`${change.room} ${change.account}`, id);
    else if (change.kind === 'room-removed') {
      for (const key of this.#steps.keys())
        if (key.startsWith(`${change.room} `)) this.#left(key, id);
    }
  }

  /** Was `account` in it then? */
  wasIn(room: number, account: number, id: number): boolean {
    const steps = this.#steps.get(`${room} ${account}`) ?? [];
    return steps.some((came, i) => i % 2 === 0 && came <= id && (steps[i + 1] ?? id) >= id);
  }

  /** Was it in it then or later? */
  isLater(room: number, account: number, id: number): boolean {
    const steps = this.#steps.get(`${room} ${account}`) ?? [];
    return steps.length % 2 === 1 || (steps.at(-1) ?? 0) >= id;
  }

  #came(room: number, account: number, id: number): void {
    const key = `${room} ${account}`;
    const steps = this.#steps.get(key) ?? [];
    if (steps.length % 2 === 0) steps.push(id);
    this.#steps.set(key, steps);
  }

  #left(key: string, id: number): void {
    const steps = this.#steps.get(key) ?? [];
    if (steps.length % 2 === 1) steps.push(id);
  }
}

const ROOMS = ['#one', '#two', '#three'];

function act(random: Random, talkers: readonly Talker[]): void {
  const talker = random.pick(talkers);
  const room = random.pick(ROOMS);
  const name = random.pick(['anna', 'bert', 'cleo', 'dora']);
  switch (random.below(16)) {
    case 0:
      return void talker.say('create', '', { room, access: random.pick(['public', 'private']) });
    case 1:
      return void (random.oneIn(4) && talker.say('remove-room', '', { room }));
    case 2:
    case 3:
      return void talker.say('leave', '', { room });
    case 4:
      return void talker.say('kick', name, { room });
    case 5:
      return void talker.say('invite', name, { room });
    case 6:
      return void talker.say('mute', name, { room, seconds: 60 });
    case 7:
      return void talker.say(random.oneIn(2) ? 'ban' : 'unban', name, { room });
    case 8:
      return void talker.say('topic', '', { room, topic: 'tea' });
    case 9:
    case 10:
    case 11:
    case 12:
      return void talker.say('join', '', { room });
    default:
      return void talker.say('sendto', room, {}, 'words');
  }
}

for (const restarts of [false, true]) {
  const what = restarts
    ? 'with restarts, nothing is heard of'
    : 'each hears all of its rooms, and nothing of';
  test(`${STEPS} random steps: ${what} rooms that one is not in`, (t) => {
    t.diagnostic(`seed ${SEED}`);
    const random = new Random(SEED);
    const scene = new Scene();
    const membership = new Membership();
    const known = new Map<number, Change>();
    scene.storage.onDurable = (change, id) => {
      membership.apply(change, id);
      known.set(id, change);
    };
    const names = ['anna', 'bert', 'cleo', 'dora'];
    let talkers = names.map((name) => scene.registered(name));
    const start = newest(scene);
    const ears = names.map((name) => new Ear(scene, name, start));
    for (let step = 0; step < STEPS; step++) {
      if (!random.oneIn(3)) act(random, talkers);
      if (random.oneIn(2)) scene.storage.commit(random.below(4));
      if (random.oneIn(50)) scene.storage.fail();
      if (random.oneIn(2)) scene.storage.read(!random.oneIn(10));
      if (random.oneIn(2)) scene.storage.answer();
      if (random.oneIn(20)) scene.hub.tryAgain();
      const ear = random.pick(ears);
      if (random.oneIn(10)) ear.feed(random.below(10));
      if (random.oneIn(50)) {
        ear.leave();
        ear.listen(scene);
      }
      if (!restarts || !random.oneIn(500)) continue;
      for (const one of ears) one.leave();
      scene.restart();
      talkers = names.map((name) => scene.registered(name));
      for (const one of ears) one.listen(scene);
    }
    scene.settle();
    for (const ear of ears) {
      ear.leave();
      ear.listen(scene);
      scene.hub.tryAgain();
      scene.settle();
    }
    const log = scene.entries(start);
    assert.ok(log.length > STEPS / 20, String(log.length));
    for (const { account, entries } of ears) {
      const inRooms = entries.filter(
        ({ to, account: by }) => to !== null && to < 0 && by !== account,
      );
      assert.ok(inRooms.length > 0);
      const leaks = inRooms.filter(({ id, to }) => !membership.isLater(-Number(to), account, id));
      assert.deepEqual(leaks, []);
      const alone = inRooms.filter(
        ({ kind }) => kind === 'room-mute' || kind === 'room-invitation',
      );
      assert.deepEqual(alone, []);
      if (restarts) continue;
      const heard = new Set(entries.map(({ id }) => id));
      const missed = log.filter(
        ({ id, kind, to }) =>
          !heard.has(id) &&
          to !== null &&
          to < 0 &&
          !['room-mute', 'room-invitation', 'audit'].includes(kind) &&
          membership.wasIn(-to, account, id),
      );
      assert.deepEqual(missed, []);
    }
  });
}
