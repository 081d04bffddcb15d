/**
 * Connections that the server closes: a client that said `hello` is told why, and whether to come back
 * (PROTOCOL-EXTENSIONS section 19).
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { newFrame } from '../src/protocol/frame-writer.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { ExtendedClient, NATIVE, NATIVE_TLS, WAYS, type Way } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import {
  addDevice,
  comeBack,
  PASSWORD,
  type Person,
  QUICK_PASSWORDS,
  register,
} from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WebSocketClient } from './support/web-socket-client.ts';
import { WireClient } from './support/wire-client.ts';

/** The last that `client` hears: why, and whether it may come back. */
async function farewell(client: ExtendedClient): Promise<[why: unknown, again: unknown]> {
  const { why, again } = await client.event('closing');
  await client.gone();
  assert.deepEqual(client.heard, [], 'nothing comes after it');
  return [why, again];
}

describe('a connection that is closed for a reason of the server’s own', () => {
  test('by SIGTERM is told so, over each way; plain ones hear nothing', async () => {
    await using server = await ServerProcess.start('--tls', 'self-signed');
    const told = await Promise.all(WAYS.map((way) => ExtendedClient.hello(server.port, way)));
    const [here] = told;
    assert.equal((await here?.ask('login', { name: 'alice' }))?.result, 'ok');
    using wire = await WireClient.login(server.port, 'bob');
    using line = await LineClient.login(server.port, 'carol');
    using web = await WebSocketClient.connect(server.port);
    server.signal('SIGTERM');
    for (const client of told) {
      assert.deepEqual(await farewell(client), ['server shutting down', true]);
    }
    await wire.gone();
    assert.deepEqual([wire.heard, await line.all()], [[], []]);
    assert.deepEqual(await web.gone(), { code: 1001, reason: 'server shutting down' });
    assert.equal((await server.exited()).code, 0);
  });

  test('by a deadline is told so', async () => {
    // Above what a busy machine takes for a greeting.
    const deadlines = ['--idle-timeout', '2s', '--unfinished-timeout', '1s'];
    await using server = await ServerProcess.start('--tls', 'self-signed', ...deadlines);
    const idle = WAYS.map(async (way) => {
      using client = await ExtendedClient.hello(server.port, way);
      assert.deepEqual(await farewell(client), ['not logged in and silent for 2 s', true]);
    });
    const slow = [NATIVE, NATIVE_TLS].map(async (way) => {
      using client = await ExtendedClient.hello(server.port, way);
      client.send(newFrame(FrameType.list, 0).subarray(0, 3));
      assert.deepEqual(await farewell(client), ['left a message unfinished for 1 s', true]);
    });
    await Promise.all([...idle, ...slow]);
  });
});

describe('a connection that is closed because of who is there', () => {
  const endings: readonly (readonly [
    what: string,
    why: string,
    end: (bob: Person, phone: Person) => Promise<unknown>,
  ])[] = [
    [
      'whose device is revoked by another',
      'revoked by another device',
      ({ client }, { device }) => client.ask('revoke', { session: device }),
    ],
    [
      'whose device revokes itself',
      'the device was revoked',
      (_bob, { client, device }) => client.ask('revoke', { session: device }),
    ],
    [
      'where the password was changed elsewhere',
      'the password was changed',
      ({ client }) => client.ask('change-password', { old: PASSWORD, new: 'battery staple' }),
    ],
    [
      'whose account is removed elsewhere',
      'the account was removed',
      ({ client }) => client.ask('unregister', { password: PASSWORD }),
    ],
  ];

  async function tells(server: ServerProcess, way: Way): Promise<void> {
    for (const [what, why, end] of endings) {
      using bob = await register(server.port);
      using phone = await addDevice(server.port, bob.name, 'phone', way);
      // Its other connection, too, is the device.
      using again = await comeBack(server.port, phone);
      await again.client.event('unread');
      const ended = end(bob, phone);
      for (const { client } of [phone, again]) {
        assert.deepEqual(await farewell(client), [why, undefined], what);
      }
      await ended;
    }
  }

  test('is told why, and not to come back by itself', async () => {
    await using server = await ServerProcess.start('--tls', 'self-signed', ...QUICK_PASSWORDS);
    for (const way of WAYS) await tells(server, way);
  });

  test('and revokes its own device has its answer before', async () => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using bob = await register(server.port);
    const id = bob.client.command('revoke', { session: bob.device });
    const reply = await bob.client.event('reply');
    assert.deepEqual([reply.id, reply.result], [id, 'ok']);
    assert.deepEqual(await farewell(bob.client), ['the device was revoked', undefined]);
    await until(
      () => server.log.some(({ msg, user }) => msg === 'logged out' && user === bob.name),
      () => 'the name to be free',
    );
  });
});
