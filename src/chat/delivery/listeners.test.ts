/** Listeners: the events each hears, in order, none lost or told twice, whatever happens meanwhile. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { Random } from '../../../test/support/chat/random.ts';
import { Scene } from '../../../test/support/chat/scene.ts';
import type { Talker } from '../../../test/support/chat/talker.ts';
import { STORED_EVENTS } from './event.ts';
import type { Heard, Listener, Listening, ListeningEnd, Told } from './listening.ts';
import type { LogEntry } from './log-entry.ts';

const SEED = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
const STEPS = 4000;

const EVERYTHING: ReadonlySet<Heard> = new Set([
  ...STORED_EVENTS,
  ...(['typing', 'presence'] as const),
]);

/** A listener that goes away, and comes back where it was. */
class Ear implements Listener {
  readonly wants: ReadonlySet<Heard>;
  readonly account: number | null;
  from: number | null;
  readonly told: Told[] = [];
  readonly ends: ListeningEnd[] = [];
  /** The number of events it takes before it is busy. */
  appetite = Number.POSITIVE_INFINITY;
  #scene: Scene;
  #listening: Listening | null;

  constructor(scene: Scene, from: number | null, account: number | null, wants = EVERYTHING) {
    this.#scene = scene;
    this.from = from;
    this.account = account;
    this.wants = wants;
    this.#listening = scene.hub.listen(this);
  }

  get entries(): LogEntry[] {
    return this.told.flatMap((one) => (one.id === null ? [] : one.entry));
  }

  get kinds(): string[] {
    return this.told.map((one) => (one.id === null ? one.event.json.event : one.entry.kind));
  }

  tell(told: Told): boolean {
    this.told.push(told);
    return --this.appetite > 0;
  }

  ended(why: ListeningEnd, upTo: number): void {
    this.ends.push(why);
    this.from = upTo;
    this.#listening = null;
  }

  feed(appetite: number): void {
    this.appetite = appetite;
    this.#listening?.goOn();
  }

  /** Goes, and comes back; `lost`: its server is gone. */
  comeBack(lost = false): void {
    if (this.#listening !== null) this.from = this.#listening.upTo;
    if (!lost) this.#listening?.leave();
    this.appetite = Number.POSITIVE_INFINITY;
    this.#listening = this.#scene.hub.listen(this);
  }
}

test('it is told what it named, for whom it hears, with the id of the log', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  const carol = scene.registered('carol');
  const idOf = (name: string) => scene.hub.accountOf(name)?.id ?? assert.fail(name);
  const all = new Ear(scene, null, null);
  const bobs = new Ear(scene, null, idOf('bob'), new Set(['message', 'room'] as const));
  const id = scene.message(alice, 'bob', 'hello');
  scene.message(alice, 'carol', 'not for bob');
  scene.said(alice, 'create', '', { room: '#tea' });
  scene.said(bob, 'join', '', { room: '#tea' });
  const inRoom = scene.message(alice, '#tea', 'for those who are in it');
  scene.said(carol, 'react', '', { message: id, emoji: '👍' });
  scene.said(bob, 'react', '', { message: id, emoji: '👍' });
  assert.deepEqual(bobs.kinds, ['message', 'member', 'message']);
  assert.deepEqual(
    bobs.entries.map((entry) => entry.id),
    [id, bobs.entries[1]?.id, inRoom],
  );
  assert.deepEqual(all.kinds, ['message', 'message', 'room', 'member', 'message', 'reaction']);
  assert.equal(all.entries.at(-1)?.more.author, idOf('alice'));
});

test('who has blocked somebody hears nothing of them', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  const bob = scene.registered('bob');
  scene.said(bob, 'block', 'alice');
  const bobs = new Ear(scene, null, scene.hub.accountOf('bob')?.id ?? 0);
  const alices = new Ear(scene, null, scene.hub.accountOf('alice')?.id ?? 0);
  scene.message(alice, 'bob', 'unheard');
  assert.deepEqual(bobs.kinds, []);
  assert.deepEqual(alices.kinds, ['message']);
});

test('what is stored nowhere is told with no id, in its place among the others', () => {
  const scene = new Scene();
  const alice = scene.registered('alice');
  scene.registered('bob');
  const all = new Ear(scene, null, null);
  const bobs = new Ear(scene, null, scene.hub.accountOf('bob')?.id ?? 0);
  alice.say('sendto', 'bob', {}, 'one');
  scene.storage.commit();
  alice.say('typing', 'bob');
  alice.say('sendto', 'bob', {}, 'two');
  scene.settle();
  assert.deepEqual(bobs.kinds, ['message', 'typing', 'message']);
  assert.deepEqual(all.kinds, ['message', 'typing', 'message']);
  assert.equal(all.told[1]?.id, null);
});

test('everything in a room that keeps nothing is told as it happens, each act once', () => {
  const scene = new Scene();
  const bob = scene.registered('bob');
  const guest = scene.guest('gina', '192.0.2.7');
  const wants = new Set(['room', 'message'] as const);
  const all = new Ear(scene, null, null, wants);
  const bobs = new Ear(scene, null, scene.hub.accountOf('bob')?.id ?? 0, wants);
  scene.said(guest, 'create', '', { room: '#tea' });
  scene.said(bob, 'join', '', { room: '#tea' });
  scene.said(guest, 'topic', '', { room: '#tea', topic: 'cake' });
  scene.message(guest, '#tea', 'hello');
  scene.said(bob, 'leave', '', { room: '#tea' });
  for (const { told } of [all, bobs]) {
    const passing = told.map((one) => (one.id === null ? one.event.json : assert.fail()));
    assert.deepEqual(
      passing.map((json) => (json.event === 'room' ? json.what : json.event)),
      ['joined', 'topic', 'message', 'left'],
    );
  }
});

test('one that falls behind is ended, and goes on from where it was; so does one after a restart', () => {
  const scene = new Scene({ listenerBehindMax: 10 });
  const alice = scene.registered('alice');
  scene.registered('bob');
  const ear = new Ear(scene, null, null);
  ear.appetite = 1;
  const ids = Array.from({ length: 20 }, (_, i) => scene.message(alice, 'bob', `${i}`));
  assert.deepEqual(ear.ends, ['behind']);
  assert.equal(ear.told.length, 1);
  ear.comeBack();
  scene.settle();
  scene.restart();
  ear.comeBack(true);
  ids.push(scene.message(scene.registered('alice'), 'bob', 'after the restart'));
  assert.deepEqual(
    ear.entries.flatMap(({ id, kind }) => (kind === 'message' ? id : [])),
    ids,
  );
});

test('one whose account is removed hears so, and nothing more', () => {
  const scene = new Scene();
  scene.registered('alice');
  const bob = scene.registered('bob');
  const account = scene.hub.accountOf('bob')?.id ?? 0;
  const bobs = new Ear(scene, null, account);
  scene.said(bob, 'unregister', '', { password: 'correct horse' });
  assert.deepEqual(bobs.kinds, ['account-removed']);
  assert.deepEqual(bobs.ends, ['gone']);
  assert.equal(scene.hub.listen(bobs), null);
});

test('there are only so many', () => {
  const scene = new Scene({ listenersMax: 2 });
  const listener: Listener = {
    wants: EVERYTHING,
    account: null,
    from: null,
    tell: () => true,
    ended() {},
  };
  const first = scene.hub.listen(listener);
  assert.notEqual(scene.hub.listen(listener), null);
  assert.equal(scene.hub.listen(listener), null);
  first?.leave();
  assert.notEqual(scene.hub.listen(listener), null);
});

/** A random act of a person. */
function act(random: Random, talkers: readonly Talker[], ids: readonly number[]): void {
  const talker = random.pick(talkers);
  const name = random.pick(['anna', 'bert', 'cleo', '#one', '#two']);
  const room = random.pick(['#one', '#two']);
  const message = ids.length === 0 ? 1 : random.pick(ids.slice(-10));
  switch (random.below(12)) {
    case 0:
      return void talker.say('join', '', { room });
    case 1:
      return void talker.say('leave', '', { room });
    case 2:
      return void talker.say('react', '', { message, emoji: '👍', off: random.oneIn(3) });
    case 3:
      return void talker.say('edit', '', { message }, 'other words');
    case 4:
      return void (random.oneIn(3) && talker.say('delete', '', { message }));
    case 5:
      return void talker.say('read', name, { upTo: message });
    case 6:
      return void talker.say(random.oneIn(2) ? 'block' : 'unblock', random.pick(['anna', 'bert']));
    case 7:
      return void talker.say('pin', '', { message, off: random.oneIn(3) });
    case 8:
      return void talker.say('typing', name);
    default:
      return void talker.say('sendto', name, {}, 'words');
  }
}

test(`${STEPS} random steps with cuts and restarts: nothing is lost, nothing told twice`, (t) => {
  t.diagnostic(`seed ${SEED}`);
  const random = new Random(SEED);
  const scene = new Scene({ listenerBehindMax: 50 });
  const names = ['anna', 'bert', 'cleo'];
  let talkers = names.map((name) => scene.registered(name));
  for (const room of ['#one', '#two']) scene.said(talkers[0] as Talker, 'create', '', { room });
  const start = scene.entries().at(-1)?.id ?? 0;
  let seen = start;
  const messages: number[] = [];
  const accounts = names.map((name) => scene.hub.accountOf(name)?.id ?? 0);
  const ears = [
    new Ear(scene, start, null),
    new Ear(scene, null, null),
    ...accounts.map((account) => new Ear(scene, start, account)),
  ];
  for (let step = 0; step < STEPS; step++) {
    if (!random.oneIn(3)) {
      for (const { id, kind } of scene.entries(seen)) {
        seen = id;
        if (kind === 'message') messages.push(id);
      }
      act(random, talkers, messages);
    }
    if (random.oneIn(2)) scene.storage.commit(random.below(4));
    if (random.oneIn(2)) scene.storage.read(!random.oneIn(10));
    if (random.oneIn(2)) scene.storage.answer();
    if (random.oneIn(20)) scene.hub.tryAgain();
    const ear = random.pick(ears);
    if (random.oneIn(10)) ear.feed(random.below(10));
    if (random.oneIn(50)) ear.comeBack();
    if (!random.oneIn(500)) continue;
    scene.restart();
    talkers = names.map((name) => scene.registered(name));
    for (const one of ears) one.comeBack(true);
  }
  scene.settle();
  for (let i = 0; i < 3; i++) {
    for (const ear of ears) {
      if (ear.ends.length > 0) ear.comeBack();
      else ear.feed(Number.POSITIVE_INFINITY);
    }
    scene.hub.tryAgain();
    scene.settle();
  }
  const stored = scene.entries(start);
  assert.ok(stored.length > STEPS / 4, String(stored.length));
  for (const ear of ears) {
    const told = ear.entries.map(({ id }) => id);
    assert.deepEqual(
      told,
      [...new Set(told)].sort((a, b) => a - b),
    );
    const { account } = ear;
    const owed = stored.filter(
      // Events of people whom nobody blocks here, to this listener alone.
      ({ kind, to, account: by }) =>
        account === null ||
        by === account ||
        (kind === 'message' && to === account && by === accounts[2]),
    );
    const heard = new Set(told);
    assert.deepEqual(
      owed.filter(({ id }) => !heard.has(id)),
      [],
    );
  }
});
