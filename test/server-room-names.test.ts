/**
 * `create` reveals that a name is taken, even by a private room, so it is rate-limited, at every gateway of a real
 * server.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ExtendedClient, NATIVE, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { newName, QUICK_PASSWORDS, register } from './support/people.ts';
import { trusting } from './support/proxy.ts';
import { ServerProcess } from './support/server-process.ts';

const NAME_IN_USE = 1;
const TOO_FAST = 8;
const QUOTA_REACHED = 14;

const SECRETS = 40;
/** So many names may be found to be taken at once: --create-burst is 2000, and each counts as a hundred. */
const TOLD = 20;

let server: ServerProcess;
before(async () => {
  // Nothing is given back while this is tried.
  const limits = ['--create-rate-limit', '1'];
  server = await ServerProcess.start(...trusting('proxy-protocol'), ...limits, ...QUICK_PASSWORDS);
  using owner = await register(server.port);
  for (let i = 0; i < SECRETS; i++) {
    const made = await owner.client.ask('create', { room: `#secret${i}`, access: 'private' });
    assert.equal(made.result, 'ok');
  }
});
after(() => server[Symbol.asyncDispose]());

/** The reasons that trying the names of all private rooms is answered with, how often each. */
async function probes(client: ExtendedClient): Promise<Record<string, number>> {
  const reasons: Record<string, number> = {};
  for (let i = 0; i < SECRETS; i++) {
    const { reason = 0 } = await client.ask('create', { room: `#secret${i}`, kept: false });
    reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  return reasons;
}

const SOME = { [NAME_IN_USE]: TOLD, [TOO_FAST]: SECRETS - TOLD };

test('an account learns of so many, and of no name after that, free or not; others can go on', async () => {
  using alice = await register(server.port);
  assert.deepEqual(await probes(alice.client), SOME);
  assert.equal((await alice.client.ask('create', { room: '#free' })).reason, TOO_FAST);
  // One's other devices are no way around it.
  using phone = await ExtendedClient.hello(server.port, WEB_SOCKET);
  await phone.ask('login', { name: alice.name, token: alice.token });
  assert.equal((await phone.ask('create', { room: '#free' })).reason, TOO_FAST);
  using bob = await register(server.port);
  assert.equal((await bob.client.ask('create', { room: '#free' })).result, 'ok');
  assert.equal((await phone.ask('join', { room: '#free' })).result, 'ok');
});

test('a guest of this machine does so too, and cannot by another name', async () => {
  using guest = await LineClient.login(server.port, newName());
  const answers: string[] = [];
  for (let i = 0; i < SECRETS; i++) {
    if (i === SECRETS / 2) {
      guest.say('logout');
      guest.say(`login ${newName()}`);
      assert.deepEqual([await guest.next(), await guest.next()], ['Success', 'Success']);
    }
    guest.say(`create #secret${i}`);
    answers.push(await guest.next());
  }
  assert.deepEqual(new Set(answers), new Set(['Failure']));
  guest.say('create #another not-kept');
  assert.equal(await guest.next(), 'Failure');
});

test('an address does, whoever comes from there', async () => {
  const guest = async (from: string) => {
    const client = await ExtendedClient.hello(server.port, NATIVE, { from });
    assert.equal((await client.ask('login', { name: newName() })).result, 'ok');
    return client;
  };
  using one = await guest('2001:db8:1:2::1');
  assert.deepEqual(await probes(one), SOME);
  using two = await guest('2001:db8:1:2:ffff::2');
  assert.deepEqual(await probes(two), { [TOO_FAST]: SECRETS });
  using other = await guest('2001:db8:1:3::1');
  assert.deepEqual(await probes(other), SOME);
});

test('whoever may make no more rooms does not learn which names are taken', async () => {
  await using small = await ServerProcess.start('--max-rooms-per-person', '1', ...QUICK_PASSWORDS);
  using owner = await register(small.port);
  using guesser = await register(small.port);
  for (const [{ client }, room] of [
    [owner, '#secret'],
    [guesser, '#mine'],
  ] as const) {
    assert.equal((await client.ask('create', { room, access: 'private' })).result, 'ok');
  }
  for (const room of ['#secret', '#free']) {
    assert.equal((await guesser.client.ask('create', { room })).reason, QUOTA_REACHED);
  }
});
