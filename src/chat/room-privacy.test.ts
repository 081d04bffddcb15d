/**
 * What somebody may not see cannot be had by any command: two worlds that differ in nothing but that answer whoever
 * tries the same. The seed of a run is printed; TEST_SEED repeats it. That a name is taken is told by `create`, as by
 * `register`, so that is left out.
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import type { RemoteCommand } from '../protocol/command-schemas.ts';
import type { Options } from './request.ts';
import { Random } from './testing/random.ts';
import { Scene } from './testing/scene.ts';
import type { Answered, Talker } from './testing/talker.ts';

const RUNS = 60;
const STEPS = 60;

const COMMANDS: readonly RemoteCommand[] = [
  ...([
    'join',
    'leave',
    'who',
    'rooms',
    'topic',
    'invite',
    'kick',
    'ban',
    'unban',
    'bans',
  ] as const),
  ...(['mute', 'unmute', 'role', 'slow', 'remove-room', 'sendto', 'edit', 'delete'] as const),
  ...(['react', 'reactions', 'edits', 'pin', 'pins', 'context', 'typing', 'presence'] as const),
  ...(['history', 'search', 'unread', 'missed', 'read', 'received', 'list', 'audit'] as const),
];

interface Tried {
  readonly command: RemoteCommand;
  readonly name: string;
  readonly options: Options;
}

function tried(random: Random, names: readonly string[], newest: number): Tried {
  const command = random.pick([...COMMANDS]);
  const message = random.oneIn(4) ? -1 - random.below(5) : 1 + random.below(newest);
  const options: Options = {
    room: random.pick(names.filter((name) => name.startsWith('#'))),
    message,
    emoji: '👍',
    role: 'owner',
    seconds: 60,
    topic: 'mine',
    names,
    query: random.pick([
      'alpha',
      'omega',
      'with:#secret alpha',
      'from:alice omega',
      'with:alice a',
    ]),
    upTo: random.below(newest),
    ...(random.oneIn(3) ? { reply: message } : {}),
    ...(random.oneIn(3) ? { after: random.below(newest) } : {}),
  };
  return { command, name: random.pick([...names]), options };
}

function inWords(answer: Answered | undefined): unknown {
  if (typeof answer !== 'object' || !('people' in answer) || 'kind' in answer)
    return answer ?? null;
  return answer.people.map(({ name }) => name);
}

/** Tries the same in both worlds. */
function same(what: string, build: (secretly: boolean) => readonly [Scene, Talker]): void {
  const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
  for (let run = 0; run < RUNS; run++) {
    const random = new Random(seed + run);
    const [one, other] = [build(true), build(false)];
    const names = ['#secret', '#open', 'alice', 'bob', 'eve', 'nobody'];
    for (let step = 0; step < STEPS; step++) {
      const { command, name, options } = tried(random, names, 40);
      const text = command === 'sendto' || command === 'edit' ? 'hello' : '';
      const answers = [one, other].map(([scene, eve]) => {
        const answer = scene.said(eve, command, name, options, text);
        return JSON.stringify([inWords(answer), eve.heard()]);
      });
      assert.equal(answers[0], answers[1], `${what}: ${command}, seed ${seed + run}, step ${step}`);
    }
  }
}

/** Alice and Bob have a private room; Eve has none of it, whoever she is. */
function withRoom(name: string, word: string, eve: (scene: Scene, alice: Talker) => Talker) {
  const scene = new Scene();
  const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
  const room = name;
  scene.resultOf('room', alice, 'create', '', { room: '#open' });
  scene.resultOf('room', alice, 'create', '', { room, access: 'private', topic: word });
  const who = eve(scene, alice);
  scene.said(alice, 'invite', 'bob', { room });
  scene.said(bob, 'join', '', { room });
  const id = scene.message(alice, room, `${word} @bob @eve`);
  scene.message(bob, room, word, id);
  scene.said(alice, 'react', '', { message: id, emoji: '🎉' });
  scene.said(alice, 'edit', '', { message: id }, `${word} again`);
  scene.said(alice, 'pin', '', { message: id });
  who.heard();
  return [scene, who] as const;
}

const strangers: Readonly<Record<string, (scene: Scene, alice: Talker) => Talker>> = {
  guest: (scene) => scene.guest('eve', '192.0.2.9'),
  stranger: (scene) => scene.registered('eve'),
};

for (const [who, eve] of Object.entries(strangers)) {
  test(`a private room cannot be told from none by a ${who}`, () => {
    same(who, (secretly) =>
      secretly ? withRoom('#secret', 'alpha', eve) : withRoom('#hidden', 'omega', eve),
    );
  });
}

test('what was said in a room is not for who was put out of it', () => {
  for (const deed of ['kick', 'ban'] as const) {
    same(deed, (secretly) =>
      withRoom('#secret', secretly ? 'alpha' : 'omega', (scene, alice) => {
        const room = '#secret';
        const talker = scene.registered('eve');
        scene.said(alice, 'invite', 'eve', { room });
        scene.resultOf('room', talker, 'join', '', { room });
        assert.equal(scene.said(alice, deed, 'eve', { room }), 'ok');
        return talker;
      }),
    );
  }
});

test('a conversation of two others, and what was taken back, cannot be had', () => {
  same('others', (secretly) => {
    const word = secretly ? 'alpha' : 'omega';
    const scene = new Scene();
    const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
    const eve = scene.registered('eve');
    scene.resultOf('room', alice, 'create', '', { room: '#open' });
    for (const one of [bob, eve]) scene.said(one, 'join', '', { room: '#open' });
    const id = scene.message(alice, 'bob', word);
    scene.message(bob, 'alice', word, id);
    scene.said(bob, 'react', '', { message: id, emoji: '🎉' });
    const gone = scene.message(alice, '#open', word);
    scene.said(alice, 'edit', '', { message: gone }, `${word} again`);
    scene.said(alice, 'delete', '', { message: gone });
    eve.heard();
    return [scene, eve];
  });
});

test('nobody can tell that they are blocked', () => {
  same('blocked', (secretly) => {
    const scene = new Scene();
    const [alice, bob] = [scene.registered('alice'), scene.registered('bob')];
    const eve = scene.registered('eve');
    scene.resultOf('room', alice, 'create', '', { room: '#open' });
    for (const one of [bob, eve]) scene.said(one, 'join', '', { room: '#open' });
    // The other world has an entry of the log in its place, so that ids are the same.
    scene.said(alice, 'block', secretly ? 'eve' : 'bob');
    scene.message(eve, 'alice', 'hello?');
    eve.heard();
    return [scene, eve];
  });
});
