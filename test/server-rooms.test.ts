/**
 * Rooms for people with `nc`: the effect of each line, and what is stored, at a real server
 * (docs/PROTOCOL-EXTENSIONS.md sections 15 to 17).
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient, NATIVE, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { WireClient } from './support/wire-client.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--rate-limit', 'off', ...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\dZ/;

/** What a line is answered with, to its last line. */
async function ask(client: LineClient, line: string): Promise<string[]> {
  client.say(line);
  const heard: string[] = [];
  for (;;) {
    const next = await client.next();
    heard.push(next.replace(TIME, 'TIME'));
    if (/^(?:Success|Failure|Bad .*|Invalid command)$/.test(next)) return heard;
  }
}

async function registered(name: string): Promise<LineClient> {
  const client = await LineClient.connect(server.port);
  assert.deepEqual(await ask(client, `register ${name} hunter2hunter2`), ['Success']);
  return client;
}

let rooms = 0;

for (const way of [NATIVE, WEB_SOCKET]) {
  test(`a reaction is the emoji that was meant, and none is a failure, ${way.name}`, async () => {
    const name = newName();
    using line = await registered(name);
    using client = await ExtendedClient.hello(server.port, way);
    const login = { name, password: 'hunter2hunter2', device: 'here' };
    assert.equal((await client.ask('login', login)).result, 'ok');
    const { message = 0 } = await client.ask('sendto', { to: name }, 'to myself');
    // More often than what is malformed may be said.
    for (const emoji of ['a', ':)', '👍👍', '1', '\u200d', 'a', 'a', 'a', 'a', 'a', 'a', 'a']) {
      const { result, reason, why } = await client.ask('react', { message, emoji });
      assert.deepEqual([result, reason, why], ['failure', 26, 'not an emoji'], emoji);
    }
    assert.equal((await client.ask('react', { message, emoji: '❤' })).result, 'ok');
    assert.deepEqual((await client.ask('reactions', { message })).reactions, [
      { emoji: '❤️', name },
    ]);
    assert.equal(await line.next(), `${name}: to myself`);
    assert.match(await line.next(), /: \* .* reacted ❤️ to/);
    assert.deepEqual(await ask(line, `react ${message} ❤\ufe0e off`), ['Success']);
    assert.deepEqual((await client.ask('reactions', { message })).reactions, []);
    assert.deepEqual(await ask(line, `react ${message} :)`), ['Failure']);
  });

  test(`whoever is put into a group is told that they are in it, ${way.name}`, async () => {
    const [a, b] = [newName(), newName()];
    using alice = await registered(a);
    using plain = await registered(b);
    using bob = await ExtendedClient.hello(server.port, way);
    const login = { name: b, password: 'hunter2hunter2', device: 'here' };
    assert.equal((await bob.ask('login', login)).result, 'ok');
    await bob.event('unread');
    const [made = ''] = await ask(alice, `group ${b}`);
    const [room] = made.split(':');
    const told = { event: 'room', room, what: 'joined', by: b, addedBy: a };
    const { text: _, ...event } = await bob.event('room');
    assert.deepEqual(event, told);
    assert.equal(await plain.next(), `${room}: * ${a} put you in: leave ${room} goes out`);
    assert.deepEqual(await ask(plain, `sendto ${room} Hi`), ['Success']);
  });
}
const newRoom = () => `#room${++rooms}`;

describe('a kept room on lines', () => {
  test('has a history whose numbers can be answered, corrected, reacted to and taken back', async () => {
    const room = newRoom();
    const [a, b] = [newName(), newName()];
    using alice = await registered(a);
    using bob = await registered(b);
    assert.deepEqual(await ask(alice, `create ${room}`), [
      `${room}: 1 member, what is said here is kept`,
      'Success',
    ]);
    assert.deepEqual(await ask(bob, `sendto ${room} Hi`), [
      `${room}: * what is said here is kept`,
      'Success',
    ]);
    assert.equal(await alice.next(), `${room}: ${b}: Hi`);
    const [line = ''] = await ask(alice, `history ${room}`);
    const [, id] = /^(\d+) TIME /.exec(line) ?? [];
    assert.equal(line, `${id} TIME ${b}: Hi`);
    assert.deepEqual(await ask(alice, `reply ${id} Hi, @${b}`), ['Success']);
    assert.equal(await bob.next(), `${room}: ${a} (to ${id}): Hi, @${b}`);
    assert.deepEqual(await ask(bob, `unread`), [`${room} 1 (1 to you)`, 'Success']);
    assert.deepEqual(await ask(bob, `edit ${id} Hello`), ['Success']);
    assert.equal(await alice.next(), `${room}: * ${b} now: Hello`);
    assert.deepEqual(await ask(alice, `react ${id} 👍`), ['Success']);
    assert.equal(await bob.next(), `${room}: * ${a} reacted 👍 to ${b}`);
    assert.deepEqual(await ask(alice, `pin ${id}`), ['Success']);
    assert.equal(await bob.next(), `${room}: * ${a} pinned message ${id}`);
    const pinned = `${id} TIME ${b} (edited, pinned) [👍 1]: Hello`;
    assert.deepEqual(await ask(bob, `pins ${room}`), [pinned, 'Success']);
    const [first, second = '', ...end] = await ask(bob, `history ${room}`);
    assert.equal(first, pinned);
    assert.match(second, new RegExp(`^\\d+ TIME ${a} \\(to ${id}\\): Hi, @${b}$`));
    assert.deepEqual(end, ['Success']);
    assert.deepEqual(await ask(bob, `edits ${id}`), ['TIME Hi', 'TIME Hello', 'Success']);
    assert.deepEqual(await ask(bob, `reactions ${id}`), [`👍 ${a}`, 'Success']);
    assert.deepEqual(await ask(bob, `delete ${id}`), ['Success']);
    assert.equal(await alice.next(), `${room}: * ${b} took back a message`);
    const after = await ask(alice, `context ${second.split(' ')[0]}`);
    assert.equal(after[0], `(with ${room})`);
    assert.match(after[1] ?? '', new RegExp(`^${id} TIME ${b} \\(deleted`));
    assert.deepEqual(await ask(alice, `reply ${id} x`), ['Failure']);
    assert.deepEqual(await ask(alice, 'reply 999999 x'), ['Failure']);
  });

  test('a reply between two people goes to the other one', async () => {
    const [a, b] = [newName(), newName()];
    using alice = await registered(a);
    using bob = await registered(b);
    assert.deepEqual(await ask(alice, `sendto ${b} Hi`), ['Success']);
    assert.equal(await bob.next(), `${a}: Hi`);
    const [line = ''] = await ask(bob, `history ${a}`);
    const [id] = line.split(' ');
    assert.deepEqual(await ask(bob, `reply ${id}  Hello`), ['Success']);
    assert.equal(await alice.next(), `${b} (to ${id}):  Hello`);
    assert.deepEqual(await ask(alice, `edit ${id} Hi there`), ['Success']);
    assert.equal(await bob.next(), `${a}: * ${a} now: Hi there`);
    const [, answer = ''] = await ask(alice, `history ${b}`);
    assert.match(answer, new RegExp(`^\\d+ TIME ${b} \\(to ${id}\\):  Hello$`));
  });
});

test('a room is one conversation for every kind of client', async () => {
  const room = newRoom();
  const [a, b, c] = [newName(), newName(), newName()];
  using alice = await registered(a);
  await ask(alice, `create ${room}`);
  using bob = await WireClient.login(server.port, b);
  using carol = await ExtendedClient.hello(server.port);
  await carol.ask('login', { name: c });
  const joined = await carol.ask('join', { room });
  assert.deepEqual([joined.kept, joined.members], [true, 2]);
  const long = '🎈'.repeat(65_535);
  bob.say(`sendto ${room} ${long}`);
  // Who comes in by speaking is told what becomes of it.
  assert.equal(await bob.next(), `${room}: * what is said here is kept`);
  assert.equal(await bob.next(), 'Success');
  assert.ok((await alice.next()) === `${room}: ${b}: ${long}`);
  assert.equal((await carol.event('room')).what, 'joined');
  const heard = await carol.event('message');
  assert.ok(heard.text === long && Number(heard.id) > 0);
  assert.deepEqual([heard.from, heard.to, heard.guest], [b, room, true]);
  assert.deepEqual(await ask(alice, `sendto ${room} all there`), ['Success']);
  assert.equal(await bob.next(), `${room}: ${a}: all there`);
});
