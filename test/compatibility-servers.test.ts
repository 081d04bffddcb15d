/**
 * An earlier server and the current one: the same people send the same commands to both, through every gateway, and
 * must get the same answers and events, except for times and secrets.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CommandName } from '../src/protocol/contracts.ts';
import { curiousCommand, type Vocabulary } from './support/chat/curious-commands.ts';
import type { Options } from './support/chat/given.ts';
import { Random } from './support/chat/random.ts';
import type { Said } from './support/chat/talker.ts';
import { earlierLines } from './support/compatibility/earlier-lines.ts';
import { EarlierPackage } from './support/compatibility/earlier-package.ts';
import { GATES } from './support/gates/gate-client.ts';
import { TwinServers } from './support/gates/twin-servers.ts';
import { PASSWORD } from './support/owner.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { chosenSeed } from './support/random.ts';
import { SCALE } from './support/scale.ts';
import { CHINWAG, ServerProcess } from './support/server-process.ts';

const STEPS = 150 * SCALE;

/** Registered people where COMMANDs are spoken, and guests elsewhere: for them nothing is stored that they received. */
const PEOPLE = ['mia', 'max', 'gigi', 'gus', 'ann', 'moe'];
const GUESTS = ['gigi', 'gus'];
const ROOMS = ['#lunch', '#SOUP', '#den', '#~1', '#~2'];

/**
 * What `search` finds depends on how far the index is, and what is found at all after an account or a room has gone on how
 * far the eraser is. How many numbers are taken by what was received depends on how much of it is stored at once. The
 * COMMAND `reply` is new: it was a line alone. A new name is told to others now, and guests have them too.
 */
const NOT_SAID = [
  'search',
  'unregister',
  'remove-room',
  'received',
  'register',
  'login',
  'reply',
  'rename',
];

/** Arguments that commands have gained since, which are malformed there. */
const GAINED: Readonly<Partial<Record<CommandName, readonly string[]>>> = {
  sendto: ['as'],
  reply: ['as'],
  leave: ['why'],
  logout: ['why'],
  presence: ['idle'],
  read: ['at'],
};

/** Whoever says them all the time gets nothing else done. */
const GOODBYES = ['logout', 'hello'];

const RECENT = 30;

/** Nothing that is said takes as long as this, in seconds. */
const LONG = 3600;

/** Which of two servers is faster must not matter. */
const NO_LIMITS = [
  ...['--login-rate-limit', 'off', '--create-rate-limit', 'off'],
  ...['--registration-rate-limit', 'off', '--registration-rate-limit-total', 'off'],
];

const earlier = new EarlierPackage();
/** The commands of that version. A newer one is malformed there. */
let known: ReadonlySet<string>;
const servers: ServerProcess[] = [];
before(async () => {
  known = new Set(Object.keys((await earlierLines(earlier)).commandContracts));
  for (const program of [earlier.program, CHINWAG]) {
    servers.push(
      await ServerProcess.launch([...QUICK_PASSWORDS, ...NO_LIMITS], { program }).listening(),
    );
  }
});
after(async () => {
  for (const server of servers) await server[Symbol.asyncDispose]();
  earlier[Symbol.dispose]();
});

const seed = chosenSeed();

test(`${STEPS} commands are answered as they were, from TEST_SEED=${seed}`, async () => {
  const random = new Random(seed);
  const [then = 0, now = 0] = servers.map(({ port }) => port);
  using worlds = await TwinServers.meet([then, now], 'herald', 'presence');
  for (const [index, name] of PEOPLE.entries()) {
    const gate = GATES[index % GATES.length] ?? assert.fail();
    await worlds.comes(name, name, gate, !GUESTS.includes(name));
  }
  const words: Vocabulary = {
    names: [...PEOPLE, 'other', 'nobody'],
    rooms: ROOMS,
    newRooms: ROOMS,
    newNames: [...PEOPLE, 'other', 'another'],
    words: ['lunch', 'soup', '@moe', '*'],
    idsMax: STEPS / 2,
    password: PASSWORD,
  };
  for (const room of ROOMS.slice(0, 2)) await worlds.says('mia', 'create', '', { room });
  for (const name of PEOPLE) await worlds.says(name, 'sendto', '#lunch', {}, 'here I am');
  await worlds.level();
  await worlds.forget(PEOPLE);
  const said: number[] = [];
  for (let step = 0; step < STEPS; step++) {
    const message = random.pick(said.slice(-RECENT)) ?? 1;
    const chosen = random.oneIn(3) ? curious(random, words) : deed(random, message);
    const answer = await worlds.tries(random.pick(PEOPLE), ...chosen);
    if (typeof answer?.json.message === 'number') said.push(answer.json.message);
  }
  await worlds.compare(PEOPLE);
});

const GOING: readonly string[] = ['leave', 'logout'];

/** Anything that somebody could try. */
function curious(random: Random, words: Vocabulary): Said {
  for (;;) {
    // Not what commands have taken only since: `as` of a message, and why somebody goes.
    const [command, name = '', all = {}, text = ''] = curiousCommand(random, words);
    const { seconds, as: _as, why, ...others } = all;
    const options = GOING.includes(command) || why === undefined ? others : { ...others, why };
    if (!known.has(command) || NOT_SAID.includes(command)) continue;
    if (GOODBYES.includes(command) && !random.oneIn(10)) continue;
    const given = seconds === undefined ? options : { ...options, seconds: LONG + seconds };
    return [command, name, asKnown(command, given), text];
  }
}

/** Without the arguments that the command has gained since. */
function asKnown(command: CommandName, options: Options): Options {
  const gained = GAINED[command] ?? [];
  return Object.fromEntries(Object.entries(options).filter(([name]) => !gained.includes(name)));
}

/** Something that may well succeed; `message` is one of the last ones. */
function deed(random: Random, message: number): Said {
  const name = random.pick(PEOPLE);
  const room = random.pick(ROOMS);
  const to = random.pick([name, room, room]);
  const text = random.pick(['lunch?', 'soup @moe', 'with\ttabs', '字 🎈']);
  const emoji = random.pick(['👍', '🎉', '❤️']);
  return random.pick<Said>([
    ['sendto', to, {}, text],
    ['sendto', to, {}, text],
    ['sendto', to, { reply: message, key: `${random.below(20)}` }, text],
    ['edit', '', { message }, `${text}, he said`],
    ['delete', '', { message }],
    ['react', '', { message, emoji }],
    ['react', '', { message, emoji, off: true }],
    ['pin', '', { message, ...(random.oneIn(3) ? { off: true } : {}) }],
    ['reactions', '', { message: Math.abs(message) }],
    ['edits', '', { message: Math.abs(message) }],
    ['context', '', { message: Math.abs(message), limit: 5 }],
    ['read', to, { upTo: Math.abs(message) }],
    ['history', to, random.oneIn(2) ? {} : { before: Math.abs(message), limit: 3 }],
    ['unread'],
    ['conversations'],
    ['create', '', { room, ...(random.oneIn(2) ? { access: 'private' } : {}) }],
    ['group', '', { names: [name, random.pick(PEOPLE)] }],
    ['join', '', { room }],
    ['leave', '', { room }],
    ['who', '', { room }],
    ['pins', '', { room }],
    ['bans', '', { room }],
    ['topic', '', { room, topic: text.slice(0, 8) }],
    ['invite', name, { room }],
    ['role', name, { room, role: random.pick(['owner', 'moderator', 'member']) }],
    ['mute', name, { room, seconds: LONG }],
    ['unmute', name, { room }],
    ['kick', name, { room, why: 'too loud' }],
    ['ban', name, { room, ...(random.oneIn(2) ? { seconds: LONG } : {}) }],
    ['unban', name, { room }],
    ['slow', '', { room, seconds: random.oneIn(3) ? LONG : 0 }],
    ['away', '', { text: random.oneIn(2) ? 'out' : null }],
    ['block', name],
    ['unblock', name],
    ['blocks'],
  ]);
}
