/**
 * No command reveals a secret: not a private room, not the messages of two others, not deleted ones, not who has
 * blocked whom. Random commands run in two worlds that differ only in the secret: all answers and events must be equal,
 * byte for byte. The seed is printed; TEST_SEED repeats it.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { curiousCommand, type Vocabulary } from '../../../test/support/chat/curious-commands.ts';
import { Random } from '../../../test/support/chat/random.ts';
import { dataOf } from '../../../test/support/chat/replies.ts';
import type { Said } from '../../../test/support/chat/talker.ts';
import { TwinWorlds } from '../../../test/support/chat/twin-worlds.ts';

const RUNS = 120;
const STEPS = 150;

const OURS = 'the password of mia, max and moe';
const THEIRS = 'the password of the others';

const INSIDE = ['mia', 'max', 'moe', 'gigi'];
const OUTSIDE = ['stranger', 'former', 'banned', 'plain', 'gus'];

const WORDS = ['lunch', 'soup', '@moe', '@former', '*'];

const KNOWN: Vocabulary = {
  names: [...INSIDE, ...OUTSIDE, 'nobody'],
  rooms: ['#secret', '#SECRET', '#public', '#~1', '#~2', '#secret2'],
  // Without the private room's name: names are unique, so `create` reveals a correct guess.
  newRooms: ['#secret2', '#mine', '#~1', '#~2'],
  newNames: [...OUTSIDE, 'other', 'another'],
  words: WORDS,
  idsMax: 60,
  password: THEIRS,
};

const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));

/** Everyone is present, and all but one are in a public room, where one of the outsiders is a moderator. */
function everybody(): TwinWorlds {
  const worlds = new TwinWorlds();
  for (const name of ['mia', 'max', 'moe']) worlds.comes(name, OURS);
  for (const name of ['stranger', 'former', 'banned']) worlds.comes(name, THEIRS);
  worlds.comes('plain', THEIRS, false);
  for (const name of ['gigi', 'gus']) worlds.comes(name, null);
  const room = '#public';
  worlds.says('mia', 'create', '', { room });
  for (const name of [...INSIDE, ...OUTSIDE]) {
    if (name !== 'stranger') worlds.says(name, 'join', '', { room });
  }
  worlds.says('mia', 'role', 'former', { room, role: 'moderator' });
  for (const name of INSIDE) worlds.says(name, 'sendto', room, {}, `lunch, says ${name}`);
  return worlds;
}

/** One of `names`, who may try anything, does so. @returns what was tried */
function tries(worlds: TwinWorlds, random: Random, names: readonly string[], said: Said): string {
  const name = random.pick(names);
  const now = worlds.isLoggedIn(name) ? said : worlds.again(name);
  worlds.says(name, ...now);
  return `${name} ${JSON.stringify(now)}`;
}

/** Acts, in both worlds, of people with nothing to hide. */
function openly(worlds: TwinWorlds, random: Random): void {
  const name = random.pick(['mia', 'max', 'moe']);
  if (!worlds.isLoggedIn(name)) {
    worlds.says(name, ...worlds.again(name));
    return;
  }
  const commands: Said[] = [
    ['sendto', '#public', {}, `${random.pick(WORDS)} for all`],
    ['sendto', random.pick(OUTSIDE), {}, `${random.pick(WORDS)} for you`],
    ['away', '', { text: 'out' }],
    ['away', '', { text: null }],
    ['logout'],
  ];
  worlds.says(name, ...random.pick(commands));
}

/** Runs `step`, which acts and returns what outsiders did, and compares what they hear. */
function holds(
  name: string,
  begin: (worlds: TwinWorlds, random: Random, run: number) => (step: number) => string,
  listeners: readonly string[] = OUTSIDE,
): void {
  test(`${RUNS} times ${STEPS} random commands do not tell ${name}`, (t) => {
    t.diagnostic(`seed ${seed}`);
    for (let run = 0; run < RUNS; run++) {
      const random = new Random(seed + run);
      const worlds = everybody();
      const step = begin(worlds, random, run);
      worlds.forget();
      try {
        for (let i = 0; i < STEPS; i++) {
          worlds.passes(random.below(2000));
          const about = step(i);
          worlds.compare(listeners, about);
        }
      } catch (error) {
        throw new Error(`run ${run} of seed ${seed}`, { cause: error });
      }
    }
  });
}

/** Acts of the members of `room`, and of people who write to each other. */
function hidden(random: Random, room: string, messages: readonly number[], to: string): Said {
  const message = messages.length === 0 ? 1 : random.pick(messages);
  const text = `${random.pick(WORDS)} among us`;
  return random.pick<Said>([
    ['sendto', to, {}, text],
    ['sendto', to, {}, text],
    ['sendto', to, { reply: message }, text],
    ['edit', '', { message }, text],
    ['delete', '', { message }],
    ['react', '', { message, emoji: '👍' }],
    ['pin', '', { message }],
    ['typing', to],
    ['read', to, { upTo: message }],
    ['history', to],
    ['topic', '', { room, topic: text }],
    ['slow', '', { room, seconds: 0 }],
    ['invite', random.pick(INSIDE), { room }],
    ['mute', random.pick(INSIDE), { room, seconds: 10 }],
    ['kick', random.pick(INSIDE), { room }],
    ['ban', 'nobody', { room }],
    ['role', random.pick(INSIDE), { room, role: 'moderator' }],
    ['leave', '', { room }],
    ['join', '', { room }],
  ]);
}

/** Runs a hidden act, and remembers the message. */
function acts(
  worlds: TwinWorlds,
  random: Random,
  room: string,
  messages: number[],
  name: string,
  to: string,
): void {
  if (!worlds.isLoggedIn(name)) return;
  const answer = worlds.secretly(name, ...hidden(random, room, messages, to));
  if (typeof answer === 'object' && 'id' in answer) messages.push(answer.id);
}

const ROOMS = [
  { by: 'mia', guests: true, kept: true },
  { by: 'mia', guests: true, kept: false },
  { by: 'mia', guests: false, kept: true },
  { by: 'gigi', guests: true, kept: false },
  null,
];

holds('that a private room is there', (worlds, random, run) => {
  const shape = ROOMS[run % ROOMS.length] ?? null;
  const owner = shape?.by ?? 'mia';
  const made =
    shape === null
      ? worlds.secretly(owner, 'group', '', { names: ['max', 'moe', 'former', 'banned'] })
      : worlds.secretly(owner, 'create', '', { room: '#secret', access: 'private', ...shape });
  const { room } = dataOf('create', made);
  const messages: number[] = [];
  for (const name of [...INSIDE, 'former', 'banned']) {
    worlds.secretly(owner, 'invite', name, { room });
    worlds.secretly(name, 'join', '', { room });
    const answer = worlds.secretly(name, 'sendto', room, {}, `lunch, says ${name}`);
    if (typeof answer === 'object' && 'id' in answer) messages.push(answer.id);
  }
  worlds.secretly(owner, 'role', 'max', { room, role: 'moderator' });
  worlds.secretly('former', 'leave', '', { room });
  worlds.secretly(owner, 'ban', 'banned', { room });
  return () => {
    acts(worlds, random, room, messages, random.pick(INSIDE), room);
    if (random.oneIn(5)) openly(worlds, random);
    return tries(worlds, random, OUTSIDE, curiousCommand(random, KNOWN));
  };
});

holds('what others say to each other', (worlds, random, run) => {
  const pair = run % 3 === 0 ? ['mia', 'gigi'] : ['mia', 'max'];
  const messages: number[] = [];
  return () => {
    const [from = '', to = ''] = random.oneIn(2) ? pair : pair.toReversed();
    acts(worlds, random, '#none', messages, from, to);
    if (random.oneIn(5)) openly(worlds, random);
    return tries(worlds, random, OUTSIDE, curiousCommand(random, KNOWN));
  };
});

const ALL = [...INSIDE, ...OUTSIDE];

holds(
  'what was deleted, not even those who have read it',
  (worlds, random, run) => {
    const to = ['#public', 'max', 'gus'][run % 3] ?? '';
    const edited = random.oneIn(2);
    for (const text of ['@moe: lunch', 'soup @max']) {
      const other = [...text].reverse().join('');
      const said = (words: string): Said => ['sendto', to, {}, words];
      const answer = worlds.either('mia', said(text), said(other));
      assert.ok(typeof answer === 'object' && 'id' in answer);
      const { id: message } = answer;
      const edit = (words: string): Said => ['edit', '', { message }, words];
      if (edited) worlds.either('mia', edit(`${text} *`), edit(`${other} !`));
      worlds.says('max', 'react', '', { message, emoji: '👍' });
      worlds.says('mia', 'delete', '', { message });
    }
    return () => tries(worlds, random, ALL, curiousCommand(random, KNOWN));
  },
  ALL,
);

holds('that somebody has blocked one', (worlds, random, run) => {
  const victim = run % 2 === 0 ? 'mia' : 'gigi';
  const curious = [...OUTSIDE, 'max'];
  for (const name of curious) worlds.says(name, 'sendto', victim, {}, 'lunch?');
  for (const name of curious) worlds.secretly(victim, 'block', name);
  return () => {
    if (random.oneIn(5)) openly(worlds, random);
    const said = curiousCommand(random, KNOWN);
    // A group with the victim in it is tried more often, as it is the most likely to leak.
    const names = [random.pick(['mia', 'mia', 'max', 'moe']), random.pick(['moe', 'former'])];
    const group: Said = ['group', '', { names }];
    return tries(worlds, random, curious, random.oneIn(20) ? group : said);
  };
});
