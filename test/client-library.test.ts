/** The client library's public face (docs/CLIENT.md), against the real server. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type ChatClient,
  CommandRefused,
  ConnectFailed,
  ConnectionLost,
  type ConnectionStatus,
  connect,
  InvalidArgument,
} from '../src/client/node.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder, startSelfSigned } from './support/tls.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

/** The next message of `client`, as one reads it. */
async function next(client: ChatClient): Promise<string> {
  const { value } = await client[Symbol.asyncIterator]().next();
  return value === undefined ? 'the end' : `${value.from}: ${value.text}`;
}

describe('a client', () => {
  for (const scheme of ['chinwag://127.0.0.1:PORT', 'ws://127.0.0.1:PORT/ws']) {
    test(`logs in, lists, sends, receives and logs out over ${scheme}`, async () => {
      await using server = await ServerProcess.start();
      using bob = await WireClient.login(server.port, 'bob');
      await using alice = await connect(scheme.replace('PORT', String(server.port)));
      assert.equal(alice.name, null);
      await alice.login('alice');
      assert.equal(alice.name, 'alice');
      assert.deepEqual(await alice.list(), ['bob', 'alice']);
      await alice.send('bob', 'Grüße\n🎈');
      assert.equal(await bob.next(), 'alice: Grüße\n🎈');
      bob.say('sendto alice one');
      bob.say('sendto alice two');
      assert.deepEqual([await next(alice), await next(alice)], ['bob: one', 'bob: two']);
      await alice.logout();
      assert.equal(alice.name, null);
      await assert.rejects(alice.send('bob', 'x'), (error) => {
        assert.ok(error instanceof CommandRefused);
        assert.deepEqual([error.command, error.reason, error.detail], ['send', 3, 'not logged in']);
        return true;
      });
    });
  }

  test('over TLS trusts the key it was told, and no other', async () => {
    using folder = new Folder();
    await using server = await startSelfSigned(folder);
    const [, fingerprint = ''] = /fingerprint (SHA256:\S+)/.exec(server.stdout) ?? [];
    const url = `chinwags://127.0.0.1:${server.port}`;
    await using client = await connect(url, { fingerprint });
    await client.login('safe');
    await assert.rejects(connect(url), ConnectFailed);
    await assert.rejects(
      connect(url, { fingerprint: `SHA256:${'A'.repeat(43)}` }),
      /fingerprint is/,
    );
  });

  test('answers commands in order, however many are given at once', async () => {
    await using server = await ServerProcess.start();
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`);
    const answers = await Promise.allSettled([
      client.login('a'),
      client.login('b'),
      ...Array.from({ length: 500 }, (_, i) => client.send('a', String(i))),
      client.list(),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ['fulfilled', 'rejected', ...Array(501).fill('fulfilled')],
    );
    for (let i = 0; i < 500; i++) assert.equal(await next(client), `a: ${i}`);
  });

  test('sends nothing that cannot be', async () => {
    await using server = await ServerProcess.start();
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`);
    await assert.rejects(client.login(''), InvalidArgument);
    await assert.rejects(client.login('x'.repeat(21)), InvalidArgument);
    await assert.rejects(client.send('a', ''), InvalidArgument);
    await assert.rejects(client.send('a', '🎈'.repeat(65_536)), InvalidArgument);
    // A caller in JavaScript may leave something out.
    await assert.rejects(client.edit(1, undefined as unknown as string), InvalidArgument);
    await assert.rejects(client.join(undefined as unknown as string), InvalidArgument);
    for (const url of ['nonsense', 'http://127.0.0.1', 'chinwag']) {
      await assert.rejects(connect(url), InvalidArgument);
    }
    assert.deepEqual(await client.list(), []);
  });

  test('fails to connect where nobody listens', async () => {
    const server = await ServerProcess.start();
    await server[Symbol.asyncDispose]();
    for (const url of [`chinwag://127.0.0.1:${server.port}`, `ws://127.0.0.1:${server.port}/ws`]) {
      await assert.rejects(connect(url), ConnectFailed);
    }
  });

  test('comes back under its name when the server does, and says what happened', async () => {
    const first = await ServerProcess.start();
    const statuses: ConnectionStatus[] = [];
    await using client = await connect(`chinwag://127.0.0.1:${first.port}`, {
      onStatus: (status) => statuses.push(status),
    });
    await client.login('phoenix');
    await first[Symbol.asyncDispose]();
    await until(
      () => statuses.length > 0,
      () => 'the loss to be noticed',
    );
    await assert.rejects(client.list(), (error) => error instanceof ConnectionLost && !error.sent);
    await using second = await ServerProcess.start('--port', String(first.port));
    await until(
      () => statuses.length === 3,
      () => JSON.stringify(statuses),
    );
    assert.deepEqual(
      statuses.map(({ kind }) => kind),
      ['lost', 'reconnected', 'restored'],
    );
    using bob = await WireClient.login(second.port, 'bob');
    bob.say('sendto phoenix welcome back');
    assert.equal(await next(client), 'bob: welcome back');
  });

  test('does not know what became of a command whose answer was lost', async () => {
    await using server = await ServerProcess.start();
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`);
    await client.login('a');
    server.signal('SIGSTOP');
    const sent = client.send('a', 'x');
    server.signal('SIGKILL');
    await assert.rejects(sent, (error) => error instanceof ConnectionLost && error.sent);
  });

  test('keeps a thousand messages that nobody takes, then reads no more; none is lost', async () => {
    await using server = await ServerProcess.start();
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`);
    await client.login('slow');
    using bob = await WireClient.login(server.port, 'bob');
    for (let i = 0; i < 5000; i++) bob.say(`sendto slow ${i}`);
    await until(
      () => bob.heard.length === 5000,
      () => 'the answers',
    );
    for (let i = 0; i < 5000; i++) assert.equal(await next(client), `bob: ${i}`);
  });

  test('answers each of a flood of messages while it takes them', async () => {
    await using server = await ServerProcess.start();
    await using bot = await connect(`chinwag://127.0.0.1:${server.port}`);
    await bot.login('bot');
    using bob = await WireClient.login(server.port, 'bob');
    for (let i = 0; i < 3000; i++) bob.say(`sendto bot ${i}`);
    await until(
      () => bob.heard.length === 3000,
      () => 'the answers of the server',
    );
    for (let i = 0; i < 3000; i++) {
      assert.equal(await next(bot), `bob: ${i}`);
      await bot.send('bob', String(i));
    }
    await until(
      () => bob.heard.length === 6000,
      () => 'the answers of the bot',
    );
  });

  test('checks a fingerprint, or says that it cannot', async () => {
    const fingerprint = `SHA256:${'A'.repeat(43)}`;
    for (const url of ['chinwag://127.0.0.1:1', 'ws://127.0.0.1:1/ws', 'wss://127.0.0.1:1/ws']) {
      await assert.rejects(connect(url, { fingerprint }), InvalidArgument);
    }
    await assert.rejects(
      connect('chinwags://127.0.0.1:1', { fingerprint: 'nonsense' }),
      InvalidArgument,
    );
  });

  test('with messages: ignore, replies come whatever others send', async () => {
    await using server = await ServerProcess.start();
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`, {
      messages: 'ignore',
    });
    await client.login('sender');
    using bob = await WireClient.login(server.port, 'bob');
    for (let i = 0; i < 5000; i++) bob.say(`sendto sender ${i}`);
    await until(
      () => bob.heard.length === 5000,
      () => 'the answers',
    );
    assert.deepEqual(await client.list(), ['sender', 'bob']);
  });

  test('closed, ends the iteration after what has arrived, and takes no more commands', async () => {
    await using server = await ServerProcess.start();
    const client = await connect(`chinwag://127.0.0.1:${server.port}`);
    await client.login('self');
    await client.send('self', 'last words');
    client.close();
    const heard: string[] = [];
    for await (const { from, text } of client) heard.push(`${from}: ${text}`);
    assert.deepEqual(heard, ['self: last words']);
    await assert.rejects(client.list(), ConnectionLost);
    await server.logged(({ msg }) => msg === 'disconnected');
  });
});
