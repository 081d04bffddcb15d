/** Limits on strangers (docs/OPERATING.md): a share for each address, and a reserve for others. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient, NATIVE } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { PASSWORD, type Person, QUICK_PASSWORDS, register } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { WireClient } from './support/wire-client.ts';

const OPTIONS = [
  ...['--limit-loopback', ...QUICK_PASSWORDS],
  ...['--login-rate-limit', 'off', '--registration-rate-limit', 'off'],
  ...['--max-rooms', '60', '--max-rooms-per-address', '3', '--max-stored-per-address', '1KiB'],
  ...['--max-waiting', '8', '--max-waiting-per-sender', '3'],
];

/** From one of this machine's addresses, for from there passwords may travel. */
const at = (address: number) => ({ localAddress: `127.0.0.${address}` });

/** Asks until it is refused: how often it was done, and the reason. */
async function until(ask: (i: number) => Promise<{ result?: string; reason?: number }>) {
  for (let i = 0; i < 100; i++) {
    const { result, reason } = await ask(i);
    if (result !== 'ok') return [i, reason];
  }
  return assert.fail('there is no end of it');
}

describe('strangers', () => {
  let server: ServerProcess;
  const open: Disposable[] = [];

  before(async () => {
    server = await ServerProcess.start(...OPTIONS);
  });

  after(async () => {
    for (const client of open) client[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  async function enter(how: 'guest' | 'register', name: string, address: number) {
    const client = await ExtendedClient.hello(server.port, NATIVE, at(address));
    open.push(client);
    const reply =
      how === 'guest'
        ? await client.ask('login', { name })
        : await client.ask('register', { name, password: PASSWORD });
    assert.equal(reply.result, 'ok', `${how} ${name}: ${reply.why}`);
    return client;
  }

  const create = (client: ExtendedClient, prefix: string) =>
    until((i) => client.ask('create', { room: `#${prefix}${i}` }));

  test('of one address make so many rooms, at every gateway, and get them back', async () => {
    const [one, two] = [await enter('guest', 'r1', 11), await enter('guest', 'r2', 11)];
    assert.deepEqual(await create(one, 'one'), [3, 14]);
    assert.deepEqual(await create(two, 'two'), [0, 14]);
    using line = new LineClient(connect({ port: server.port, host: '127.0.0.1', ...at(11) }));
    line.send('login r3\ncreate #three\n');
    assert.deepEqual([await line.next(), await line.next()], ['Success', 'Failure']);
    assert.deepEqual(await create(await enter('guest', 'r4', 12), 'four'), [3, 14]);
    assert.deepEqual(await create(await enter('register', 'r5', 12), 'five'), [0, 14], 'new too');
    assert.equal((await one.ask('leave', { room: '#one0' })).result, 'ok');
    assert.deepEqual(await create(two, 'two'), [1, 14]);
  });

  test('of one address have so much stored in rooms that keep it', async () => {
    using owner = await register(server.port);
    await owner.client.ask('create', { room: '#kept' });
    const [one, two] = [await enter('guest', 's1', 21), await enter('guest', 's2', 21)];
    const says = (client: ExtendedClient) =>
      until(() => client.ask('sendto', { to: '#kept' }, 'x'.repeat(128)));
    assert.deepEqual(await says(one), [4, 14]);
    assert.deepEqual(await says(two), [0, 14]);
    assert.deepEqual(await says(await enter('guest', 's3', 22)), [4, 14]);
    assert.equal((await owner.client.ask('sendto', { to: '#kept' }, 'mine')).result, 'ok');
  });

  test('that have just registered fill nobody’s waiting messages, and a friend gets through', async () => {
    const friend = await enter('register', 'friend', 31);
    const bob = await enter('register', 'bob', 32);
    assert.equal((await bob.ask('sendto', { to: 'friend' }, 'hi')).result, 'ok');
    assert.equal((await bob.ask('logout', {})).result, 'ok');
    const says = (client: ExtendedClient) => until(() => client.ask('sendto', { to: 'bob' }, 'hi'));
    const counts = [];
    for (const [name, address] of [
      ['w1', 33],
      ['w2', 33],
      ['w3', 34],
      ['w4', 35],
    ] as const) {
      counts.push(await says(await enter('register', name, address)));
    }
    assert.deepEqual(
      counts,
      [3, 0, 3, 0].map((count) => [count, 14]),
      'six of eight are theirs',
    );
    assert.deepEqual(await says(friend), [2, 14]);
  });
});

test('whoever is put into groups by others makes and joins rooms all the same, and is put into a friend’s', async () => {
  await using server = await ServerProcess.start(
    '--max-groups-per-person',
    '24',
    ...QUICK_PASSWORDS,
  );
  const { port } = server;
  using ann = await register(port);
  const makesGroups = ({ client }: Person) =>
    until(() => client.ask('group', { names: [ann.name] }));
  const counts = [];
  for (let i = 0; i < 3; i++) {
    using stranger = await register(port);
    counts.push(await makesGroups(stranger));
  }
  assert.deepEqual(counts, [
    [10, 14],
    [8, 14],
    [0, 14],
  ]);
  assert.equal((await ann.client.ask('create', { room: '#mine' })).result, 'ok');
  using friend = await register(port);
  assert.equal((await ann.client.ask('sendto', { to: friend.name }, 'hi')).result, 'ok');
  assert.deepEqual(await makesGroups(friend), [6, 14]);
  await friend.client.ask('create', { room: '#theirs' });
  assert.equal((await ann.client.ask('join', { room: '#theirs' })).result, 'ok');
});

test('guests leave names to registered people, and to guests elsewhere', async () => {
  const options = ['--max-names', '8', '--limit-loopback', ...QUICK_PASSWORDS];
  await using server = await ServerProcess.start(...options);
  const login = async (name: string, localAddress: string) => {
    const client = await WireClient.connect(server.port, { localAddress });
    client.say(`login ${name}`);
    return [client, await client.next()] as const;
  };
  const answers: string[] = [];
  const clients: Disposable[] = [];
  for (const [name, address] of [
    ['a', 1],
    ['b', 1],
    ['c', 1],
    ['d', 1],
    ['d', 2],
    ['e', 2],
    ['f', 3],
    ['g', 3],
  ]) {
    const [client, answer] = await login(String(name), `127.0.0.${address}`);
    clients.push(client);
    answers.push(answer);
  }
  const full = 'Failure: too many connections from your address';
  const names = ['Success', 'Success', 'Success', full, 'Success', 'Success', 'Success'];
  assert.deepEqual(answers, [...names, 'Failure: server full']);
  using alice = await register(server.port);
  assert.equal((await alice.client.ask('sendto', { to: 'a' }, 'hi')).result, 'ok');
  for (const client of clients) client[Symbol.dispose]();
});
