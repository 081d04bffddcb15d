/**
 * No gateway reveals a secret: not a private room, not others' messages, not deleted ones, not who has blocked whom.
 * Two real servers differ only in the secret; outsiders try random commands at each gateway, and must hear the same
 * from both. The seed is printed; TEST_SEED repeats it.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { curiousCommand, type Vocabulary } from './support/chat/curious-commands.ts';
import { Random } from './support/chat/random.ts';
import type { Said } from './support/chat/talker.ts';
import { COMMANDS_OVER_TCP, GATES } from './support/gates/gate-client.ts';
import { TwinServers } from './support/gates/twin-servers.ts';
import { PASSWORD } from './support/owner.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { chosenSeed } from './support/random.ts';
import { SCALE } from './support/scale.ts';
import { ServerProcess } from './support/server-process.ts';

/** As many as there are gateways, so that each of the curious is at each of them. */
const RUNS = 2 * SCALE;
const STEPS = 80;

/** What shows messages is tried more often. */
const LOOKS = [
  'context',
  'edits',
  'reactions',
  'history',
  'search',
  'unread',
  'conversations',
] as const;

const INSIDE = ['mia', 'max', 'moe', 'gigi'];
const OUTSIDE = ['stranger', 'former', 'banned', 'gus'];
const GUESTS = ['gigi', 'gus'];

const seed = chosenSeed();
const servers: ServerProcess[] = [];
before(async () => {
  for (let i = 0; i < 2; i++) servers.push(await ServerProcess.start(...QUICK_PASSWORDS));
});
after(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
});

/** The people of one run; names are not used twice. */
class Run implements Disposable {
  readonly random: Random;
  readonly worlds: TwinServers;
  readonly number: number;

  constructor(random: Random, worlds: TwinServers, number: number) {
    this.random = random;
    this.worlds = worlds;
    this.number = number;
  }

  /** What `name`, of a person or room, is called in this run. */
  called(name: string): string {
    return `${name}${this.number}`;
  }

  word(): string {
    return this.random.pick(['lunch', 'soup', `@${this.called('moe')}`, '*']);
  }

  known(): Vocabulary {
    const all = (...names: string[]) => names.map((name) => this.called(name));
    return {
      names: all(...INSIDE, ...OUTSIDE, 'nobody'),
      rooms: [...all('#secret', '#hidden', '#SECRET', '#public', '#other'), ...this.groups],
      // Not those of the private rooms: whoever guesses a name learns by `create` that it is taken.
      newRooms: [...all('#other', '#mine'), ...this.groups],
      newNames: all(...OUTSIDE, 'other', 'another'),
      words: ['lunch', 'soup', `@${this.called('moe')}`, '*'],
      idsMax: this.newest + 30,
      password: PASSWORD,
    };
  }

  /** Names of groups that may be there. */
  groups: readonly string[] = ['#~1', '#~2'];
  /** The ids of messages that are secret. */
  readonly secrets: number[] = [];

  get newest(): number {
    return Math.max(1, ...this.secrets);
  }

  /** In both worlds. */
  async openly(): Promise<void> {
    const { random, worlds } = this;
    const commands: Said[] = [
      ['sendto', this.called('#public'), {}, `${this.word()} for all`],
      ['sendto', this.called(random.pick(OUTSIDE)), {}, `${this.word()} for you`],
      ['away', '', { text: 'out' }],
      ['away', '', { text: null }],
    ];
    await worlds.says(random.pick(['mia', 'max', 'moe']), ...random.pick(commands));
  }

  /** Somebody of `names` tries anything. */
  async tries(names: readonly string[]): Promise<void> {
    const said = curiousCommand(this.random, this.known());
    const [any, name, { seconds, ...options } = {}, text] = said;
    const command = this.random.oneIn(4) ? this.random.pick(LOOKS) : any;
    // Nothing ends while it is tried: how long that takes is not the same in both.
    const longer = seconds === undefined ? {} : { seconds: 3600 + seconds };
    // Most ids are of other runs: whoever guesses well names one of the secret.
    const guesses = this.secrets.length > 0 && !this.random.oneIn(4);
    const near = guesses ? { message: this.random.pick(this.secrets) } : {};
    const changed = { ...options, ...longer, ...near };
    await this.worlds.tries(this.random.pick(names), command, name, changed, text);
  }

  [Symbol.dispose](): void {
    this.worlds[Symbol.dispose]();
  }
}

let runs = 0;

/** Everybody is there, and all but one in a public room, where one of those outside is a moderator. */
async function everybody(): Promise<Run> {
  const number = ++runs;
  const [real = 0, twin = 0] = servers.map(({ port }) => port);
  const worlds = await TwinServers.meet([real, twin], `herald${number}`);
  const run = new Run(new Random(seed + number), worlds, number);
  for (const name of INSIDE) {
    await worlds.comes(name, run.called(name), COMMANDS_OVER_TCP, !GUESTS.includes(name));
  }
  for (const [index, name] of OUTSIDE.entries()) {
    const gate = GATES[(index + number) % GATES.length] ?? assert.fail();
    await worlds.comes(name, run.called(name), gate, !GUESTS.includes(name));
  }
  const room = run.called('#public');
  await worlds.says('mia', 'create', '', { room });
  for (const name of [...INSIDE, ...OUTSIDE]) {
    // To speak in a room is to join it, at every gateway.
    if (name !== 'stranger') await worlds.says(name, 'sendto', room, {}, `lunch, says ${name}`);
  }
  await worlds.says('mia', 'role', run.called('former'), { room, role: 'moderator' });
  return run;
}

/** Makes the secret; answers what happens at each step. */
type Begin = (run: Run, index: number) => Promise<() => Promise<void>>;

function holds(name: string, begin: Begin, listeners: readonly string[] = OUTSIDE): void {
  test(`${RUNS} times ${STEPS} commands at all gateways do not tell ${name}`, async (t) => {
    t.diagnostic(`seed ${seed}`);
    for (let index = 0; index < RUNS; index++) {
      using run = await everybody();
      const step = await begin(run, index);
      await run.worlds.level();
      await run.worlds.forget(listeners);
      for (let i = 0; i < STEPS; i++) await step();
      await run.worlds.compare(listeners);
    }
  });
}

/** A secret: in the other world something else is said, which takes as many numbers. */
function otherwise([command, name = '', options = {}, text = '']: Said, run: Run): Said {
  const secret = run.called('#secret');
  const other = (room: string) => (room === secret ? run.called('#hidden') : room);
  const { room } = options;
  const changed = room === undefined ? options : { ...options, room: other(room) };
  return [command, other(name), changed, [...text].reverse().join('')];
}

/** The same, to somebody else. */
function toAnother([command, name = '', options, text]: Said, to: string, other: string): Said {
  return [command, name === to ? other : name, options ?? {}, text ?? ''];
}

async function secretly(run: Run, name: string, ...said: Said): Promise<number | undefined> {
  const answer = await run.worlds.either(name, said, otherwise(said, run));
  const id = answer?.json.message;
  if (typeof id !== 'number') return undefined;
  run.secrets.push(id);
  return id;
}

/** What members of `room`, and people who write to each other, do there. */
function hidden(run: Run, room: string, messages: readonly number[], to: string): Said {
  const { random } = run;
  const message = messages.length === 0 ? 1 : random.pick(messages);
  const text = `${run.word()} among us`;
  const other = run.called(random.pick(INSIDE));
  return random.pick<Said>([
    ['sendto', to, {}, text],
    ['sendto', to, {}, text],
    ['sendto', to, { reply: message }, text],
    ['edit', '', { message }, text],
    ['delete', '', { message }],
    ['react', '', { message, emoji: '👍' }],
    ['pin', '', { message }],
    ['typing', to],
    ['read', to, { upTo: Math.abs(message) }],
    ['history', to],
    ['topic', '', { room, topic: 'soup' }],
    ['invite', other, { room }],
    ['mute', other, { room, seconds: 3600 }],
    ['kick', other, { room }],
    ['ban', run.called('nobody'), { room }],
    ['role', other, { room, role: 'moderator' }],
    ['leave', '', { room }],
    ['join', '', { room }],
  ]);
}

const ROOMS = [
  { guests: true, kept: true },
  { guests: true, kept: false },
  { guests: false, kept: true },
] as const;

holds('that a private room is there', async (run, index) => {
  const { random, worlds } = run;
  const shape = ROOMS[index % ROOMS.length];
  const room = run.called('#secret');
  const messages: number[] = [];
  const does = async (name: string, ...said: Said) => {
    const id = await secretly(run, name, ...said);
    if (id !== undefined) messages.push(id);
  };
  await does('mia', 'create', '', { room, access: 'private', ...shape });
  for (const name of [...INSIDE, 'former', 'banned']) {
    await does('mia', 'invite', run.called(name), { room });
    const said: Said[] = [
      ['join', '', { room }],
      ['sendto', room, {}, `lunch, says ${name}`],
    ];
    if (INSIDE.includes(name)) for (const one of said) await does(name, ...one);
    else await worlds.prepares(name, ...said.map((one) => [one, otherwise(one, run)] as const));
  }
  await does('mia', 'role', run.called('max'), { room, role: 'moderator' });
  const leaves: Said = ['leave', '', { room }];
  await worlds.prepares('former', [leaves, otherwise(leaves, run)]);
  await does('mia', 'ban', run.called('banned'), { room });
  return async () => {
    const name = random.pick(INSIDE);
    await does(name, ...hidden(run, room, messages, room));
    await worlds.rests();
    if (random.oneIn(5)) await run.openly();
    await run.tries(OUTSIDE);
  };
});

holds('that a group is there', async (run) => {
  const names = ['max', 'moe', 'former', 'banned'].map((name) => run.called(name));
  const room = run.called('#hidden');
  const made = await run.worlds.either(
    'mia',
    ['group', '', { names }],
    ['create', '', { room, access: 'private' }],
  );
  const group = made?.json.room as string;
  run.groups = [group, '#~1'];
  const leaves: Said = ['leave', '', { room: group }];
  for (const name of ['former', 'banned']) {
    await run.worlds.prepares(name, [leaves, ['typing', run.called('mia')]]);
  }
  return async () => {
    const text = `${run.word()} among us`;
    await run.worlds.either('mia', ['sendto', group, {}, text], ['sendto', room, {}, text]);
    if (run.random.oneIn(5)) await run.openly();
    await run.tries(OUTSIDE);
  };
});

holds('what others say to each other', async (run, index) => {
  const { random } = run;
  const pair = index % 3 === 0 ? ['mia', 'gigi'] : ['mia', 'max'];
  const messages: number[] = [];
  return async () => {
    const [from = '', to = ''] = random.oneIn(2) ? pair : pair.toReversed();
    const said = hidden(run, run.called('#none'), messages, run.called(to));
    // The other one of two registered people is somebody else in the other world.
    const moe = run.called('moe');
    const same = pair.includes('gigi');
    const twin = same ? otherwise(said, run) : toAnother(said, run.called(to), moe);
    const answer = await run.worlds.either(from, said, twin);
    const id = answer?.json.message;
    if (typeof id === 'number') {
      messages.push(id);
      run.secrets.push(id);
    }
    if (!same) await run.worlds.level();
    if (random.oneIn(5)) await run.openly();
    await run.tries(OUTSIDE);
  };
});

holds('what was deleted, not even those who have read it', async (run, index) => {
  const { worlds } = run;
  const to = run.called(['#public', 'former', 'gus', '#public'][index] ?? '');
  for (const text of ['lunch', 'soup with bread']) {
    const message = await secretly(run, 'mia', 'sendto', to, {}, text);
    if (message === undefined) continue;
    await secretly(run, 'mia', 'edit', '', { message }, `${text} *`);
    await worlds.says('max', 'react', '', { message, emoji: '👍' });
    await worlds.says('mia', 'delete', '', { message });
  }
  return () => run.tries(OUTSIDE);
});

holds('that somebody has blocked one', async (run, index) => {
  const { worlds, random } = run;
  const victim = index % 2 === 0 ? 'mia' : 'gigi';
  for (const name of OUTSIDE) {
    await worlds.says(name, 'sendto', run.called(victim), {}, 'lunch?');
    // Whom the other one blocks has nothing to do with it.
    await worlds.either(victim, ['block', run.called(name)], ['block', run.called('max')]);
  }
  return async () => {
    if (random.oneIn(5)) await run.openly();
    await run.tries(OUTSIDE);
  };
});
