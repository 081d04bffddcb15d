/**
 * Peers whose network is gone, and peers that are present but idle (PROTOCOL section 8 and PROTOCOL-EXTENSIONS section
 * 19, Saying nothing).
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { connect as connectTls } from 'node:tls';
import { connect } from '../src/client/node.ts';
import { ExtendedClient, WAYS } from './support/extended-client.ts';
import { networksRefused, ServerNetwork } from './support/networks.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

/** A client that says, or does not, that it answers `alive`, and is logged in. */
async function guest(port: number, name: string, alive: boolean, way = WAYS[0]) {
  const client = await ExtendedClient.connect(port, way);
  await client.ask('hello', alive ? { alive } : {});
  assert.equal((await client.ask('login', { name })).result, 'ok');
  return client;
}

describe('somebody who is silent', () => {
  test('is asked whether they are there, where they can be, and stays with each answer', async () => {
    await using server = await ServerProcess.start('--alive-after', '100ms');
    using bob = await guest(server.port, 'bob', true);
    using deaf = await guest(server.port, 'deaf', false);
    using plain = await WireClient.login(server.port, 'plain');
    for (let i = 0; i < 3; i++) {
      const { event, within } = await bob.event('alive');
      assert.deepEqual([event, within], ['alive', 30]);
      assert.equal((await bob.ask('alive', {})).result, 'ok');
    }
    assert.deepEqual(deaf.heard, []);
    assert.deepEqual(plain.heard, []);
    await bob.event('alive');
    await bob.ask('logout', {});
    const { names } = await bob.ask('list', {});
    assert.equal(names, 2);
  });

  test('and does not answer is logged out, and the connection closed', async () => {
    const patience = ['--alive-after', '100ms', '--alive-timeout', '100ms'];
    await using server = await ServerProcess.start('--tls', 'self-signed', ...patience);
    for (const [index, way] of WAYS.entries()) {
      const name = `bob${index}`;
      using silent = await guest(server.port, name, true, way);
      await silent.event('alive');
      await silent.gone();
      await server.logged(
        ({ msg, user, why }) =>
          msg === 'logged out' && user === name && /^did not say/.test(`${why}`),
      );
      using other = await WireClient.login(server.port, name);
      assert.equal(other.closed, false, 'the name is free');
    }
  });

  test('and does not answer makes room for another connection of theirs, and hears nothing of it', async () => {
    const options = ['--alive-after', '100ms', '--max-devices', '1', ...QUICK_PASSWORDS];
    await using server = await ServerProcess.start(...options);
    const given = { name: 'bob', password: PASSWORD };
    using silent = await ExtendedClient.connect(server.port);
    await silent.ask('hello', { alive: true });
    const { token } = await silent.ask('register', { ...given, device: 'phone' });
    // It may be asked also while it waits for the answer.
    const events = () => silent.heard.map((one) => (typeof one === 'string' ? one : one.event));
    await until(
      () => events().includes('unread') && events().includes('alive'),
      () => `the question whether it is there; heard ${events()}`,
    );
    using back = await ExtendedClient.hello(server.port);
    await until(
      async () => (await back.ask('login', { name: 'bob', token })).result === 'ok',
      () => 'a place for another',
    );
    await silent.gone();
    assert.deepEqual(new Set(events()), new Set(['unread', 'alive']));
    const { sessions = [] } = await back.ask('sessions', {});
    assert.deepEqual([sessions.length, sessions[0]?.here], [1, true]);
  });

  test('because they wait for an answer hears that the server is there', async () => {
    await using server = await ServerProcess.start('--alive-after', '100ms');
    using bob = await ExtendedClient.connect(server.port);
    await bob.ask('hello', { alive: true });
    // Passwords take turns, and each of them takes longer than there is silence.
    using one = await ExtendedClient.hello(server.port);
    using two = await ExtendedClient.hello(server.port);
    one.command('register', { name: 'one', password: PASSWORD });
    two.command('register', { name: 'two', password: PASSWORD });
    const id = bob.command('register', { name: 'bob', password: PASSWORD });
    await bob.event('alive');
    await bob.reply(id);
  });

  test('is not asked while nobody is logged in there', async () => {
    const patience = ['--alive-after', '100ms', '--idle-timeout', '2s'];
    await using server = await ServerProcess.start(...patience);
    using client = await ExtendedClient.connect(server.port);
    await client.ask('hello', { alive: true });
    assert.equal((await client.event('closing')).again, true);
    await client.gone();
  });

  test('is there all the same with the library, which answers by itself', async () => {
    await using server = await ServerProcess.start('--alive-after', '100ms');
    const lost: string[] = [];
    await using bob = await connect(`chinwag://127.0.0.1:${server.port}`, {
      onStatus: ({ kind }) => lost.push(kind),
    });
    await bob.login('bob');
    using alice = await guest(server.port, 'alice', true);
    // As often as alice is asked, bob is.
    for (let i = 0; i < 3; i++) {
      await alice.event('alive');
      await alice.ask('alive', {});
    }
    assert.deepEqual([await bob.list(), lost], [['bob', 'alice'], []]);
  });
});

const refused = networksRefused();

describe('a network that is gone', { skip: refused ?? false }, () => {
  test('takes those with it who are written to, plain clients too; those who are only silent stay', async () => {
    const options = ['--unacknowledged-timeout', '2s', '--tls', 'self-signed'];
    await using network = await ServerNetwork.start(...options);
    const { server } = network;
    using alicePeer = await network.peer();
    using bobPeer = await network.peer();
    using carolPeer = await network.peer();
    using davePeer = await network.peer();
    const alice = new WireClient(alicePeer.socket);
    const bob = new WireClient(bobPeer.socket);
    const carol = new WireClient(carolPeer.socket);
    const dave = new WireClient(connectTls({ socket: davePeer.socket, rejectUnauthorized: false }));
    const people = { alice, bob, carol, dave };
    for (const [name, client] of Object.entries(people)) {
      client.say(`login ${name}`);
      assert.equal(await client.next(), 'Success');
    }
    bobPeer.cut();
    davePeer.cut();
    for (const name of ['bob', 'carol', 'dave']) {
      alice.say(`sendto ${name} hi`);
      assert.equal(await alice.next(), 'Success');
    }
    assert.equal(await carol.next(), 'alice: hi');
    for (const name of ['bob', 'dave']) {
      await server.logged(
        ({ msg, user, why }) =>
          msg === 'logged out' && user === name && why === 'acknowledged nothing for 2 s',
      );
      alice.say(`sendto ${name} hi`);
      assert.equal(await alice.next(), 'Failure: no such user');
    }
    alice.say('list');
    assert.equal(await alice.next(), '[alice, carol]');
    assert.equal(bob.closed, false, 'nobody could tell him');
  });
});
