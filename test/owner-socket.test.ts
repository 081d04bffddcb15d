/** The owner's socket of a running server: who may use it, and how it answers malformed requests. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { chinwag, logIn, OwnedData, PASSWORD } from './support/owner.ts';
import { until } from './support/until.ts';

function socketOf(data: OwnedData): string {
  return join(data.folder, 'control.sock');
}

async function connected(data: OwnedData): Promise<Socket> {
  const socket = createConnection(socketOf(data));
  await once(socket, 'connect');
  socket.on('error', () => {});
  return socket;
}

/** All that is answered to `request`; null where the connection breaks. */
async function ask(data: OwnedData, request: string | Uint8Array): Promise<string | null> {
  const socket = await connected(data);
  let heard = '';
  let broken = false;
  socket.on('error', () => {
    broken = true;
  });
  socket.setEncoding('utf8').on('data', (text: string) => {
    heard += text;
  });
  socket.write(request);
  await until(
    () => socket.destroyed || socket.readableEnded,
    () => 'the server to close',
  );
  socket.destroy();
  return broken ? null : heard;
}

const LIST = '{"operation":"account-list"}\n';

test('nobody but its owner may open it, and it goes with the server', async () => {
  using data = new OwnedData();
  const server = await data.serve();
  assert.equal(statSync(data.folder).mode & 0o777, 0o700);
  const status = statSync(socketOf(data));
  assert.ok(status.isSocket());
  assert.equal(status.mode & 0o777, 0o600);
  await server.stop();
  assert.equal(statSync(socketOf(data), { throwIfNoEntry: false }), undefined);
});

const linux = process.platform === 'linux' ? false : 'there is no way to it elsewhere';
test('a server is asked whose folder has a path too long for a socket', {
  skip: linux,
}, async () => {
  using data = new OwnedData();
  const folder = join(data.folder, 'deep'.repeat(40));
  await using server = await data.serve('--data', folder);
  assert.ok(server.log.every(({ msg }) => !/socket/.test(msg)));
  const added = await chinwag(['account', 'add', 'alice', '--data', folder], `${PASSWORD}\n`);
  assert.deepEqual([added.status, added.stderr], [0, '']);
  (await logIn(server.port, 'alice'))[Symbol.dispose]();
  await server.stop();
  assert.ok(!readdirSync(folder).includes('control.sock'));
});

test('the socket of a server that died is in nobody’s way', async () => {
  using data = new OwnedData();
  const died = await data.serve();
  await data.register('alice');
  await died.stop('SIGKILL');
  assert.ok(statSync(socketOf(data)).isSocket());
  assert.match(await data.output(['account', 'list', '--json']), /"alice"/);
  await using server = await data.serve();
  assert.match(await data.output(['account', 'list', '--json']), /"alice"/);
  assert.ok(server.log.some(({ msg }) => msg === 'asked by the owner'));
});

describe('what is no request', () => {
  test('is answered in a line or closed, and the next one is served', async () => {
    using data = new OwnedData();
    await using server = await data.serve();
    const problem = /^\{"kind":"problem","message":"[^\n]+"\}\n$/;
    for (const request of [
      '\n',
      'null\n',
      '[]\n',
      '{"operation":"account-list","more":1}\n',
      '{"operation":"nonsense"}\n',
      '{"operation":"account-add","name":1,"password":"x"}\n',
      '{"operation":"account-add","name":"\\ud800","password":"a-good-password"}\n',
      '{"operation":"account-add","name":"__proto__"}\n',
      '{"__proto__":{"operation":"account-list"}}\n',
      `{"operation":"account-remove","name":"${'x'.repeat(5000)}"}\n`,
      Buffer.from([0xff, 0xfe, 0x0a]),
    ]) {
      assert.match((await ask(data, request)) ?? '', problem, String(request));
    }
    for (const request of ['x'.repeat(100_000), Buffer.alloc(64 * 1024)]) {
      const heard = await ask(data, request);
      assert.ok(heard === null || heard === '', String(heard));
    }
    assert.equal(await ask(data, LIST), '{"kind":"done"}\n');
    // What follows the request means nothing.
    assert.equal(await ask(data, LIST + LIST), '{"kind":"done"}\n');
    assert.equal(server.log.filter(({ level }) => Number(level) >= 50).length, 0);
  });

  test('and who only takes up room is not let in beyond a bound', async () => {
    using data = new OwnedData();
    await using server = await data.serve();
    const before = server.openSockets;
    const idle = await Promise.all(Array.from({ length: 40 }, () => connected(data)));
    await until(
      () => idle.filter(({ destroyed, readableEnded }) => destroyed || readableEnded).length >= 32,
      () => 'those over the bound to be closed',
    );
    // Who is closed sees it before the server has let go of the socket.
    await until(
      () => server.openSockets <= before + 8,
      () => `no more than 8 to be let in, and not ${server.openSockets - before}`,
    );
    for (const socket of idle) socket.destroy();
    await until(
      () => server.openSockets <= before,
      () => `the others to be closed: ${server.openSockets} are open, not ${before}`,
    );
    assert.equal(await ask(data, LIST), '{"kind":"done"}\n');
  });

  test('whoever asks and leaves, or does not read the answer, holds up nobody', async () => {
    using data = new OwnedData();
    await using server = await data.serve();
    await data.register('alice');
    for (let i = 0; i < 20; i++) (await connected(data)).end(LIST).destroy();
    const deaf = await connected(data);
    deaf.pause();
    deaf.write(LIST);
    assert.match((await ask(data, LIST)) ?? '', /"name":"alice".*\n\{"kind":"done"\}\n$/);
    deaf.destroy();
    // A server ends although somebody is connected.
    const open = await connected(data);
    assert.equal(await server.stop(), 0);
    open.destroy();
  });
});

test('a name shows as one line, whatever it is; a password is in no log', async () => {
  using data = new OwnedData();
  await using server = await data.serve('--log-level', 'debug');
  await data.register('alice');
  await data.output(['account', 'reset-password', 'alice'], `${PASSWORD}-2\n`);
  await data.problem(['account', 'remove', 'a\nb\x1b[31m', '--yes']);
  assert.ok(!server.stderr.includes(PASSWORD));
});
