/**
 * Every client detects a silently dead connection, over every transport (docs/CLIENT.md, When the connection is lost).
 * The times are those of src/client/liveness.test.ts; here the clock runs fast.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChatClient } from '../src/client/chat-client.ts';
import { type Clock, systemClock } from '../src/client/clock.ts';
import { ANSWER_MS_MAX, SILENT_MS_MAX } from '../src/client/liveness.ts';
import { openNodeWebSocket } from '../src/client/node-websocket.ts';
import { loadVocabulary } from '../src/client/own-vocabulary.ts';
import { tcpTransport } from '../src/client/tcp.ts';
import { tlsTransport } from '../src/client/tls.ts';
import { CONNECT_MS_MAX, type OpenTransport } from '../src/client/transport.ts';
import { webSocketTransport } from '../src/client/websocket.ts';
import { FakeServer } from './support/fake-server.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';

const QUICKENING = 10;

/** A program that has not ended by then is held by its dead connection. */
const HUNG_MS = 30_000;

/** Ten times as fast as the system's. */
const fastClock: Clock = {
  after: (ms, task) => systemClock.after(ms / QUICKENING, task),
  steady: () => systemClock.steady() * QUICKENING,
  wall: () => systemClock.wall() * QUICKENING,
};

const TRANSPORTS: Record<string, (port: number) => OpenTransport> = {
  TCP: (port) => tcpTransport('127.0.0.1', port),
  TLS: (port) => tlsTransport('127.0.0.1', port, async () => null),
  'a WebSocket': (port) => webSocketTransport(`ws://127.0.0.1:${port}/ws`, openNodeWebSocket),
};

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start('--tls', 'self-signed', ...QUICK_PASSWORDS);
});
after(() => server[Symbol.asyncDispose]());

/** Somebody registered, on a way that can be bad. */
async function somebody(open: OpenTransport) {
  const statuses: string[] = [];
  const name = newName();
  const way = { open, loadVocabulary, confidential: true };
  const options = { onStatus: ({ kind }: { kind: string }) => void statuses.push(kind) };
  const client = await ChatClient.connect(way, options, fastClock);
  await client.register(name, PASSWORD, { device: 'here' });
  return { name, client, statuses };
}

describe('the library, when everything is swallowed,', { concurrency: true }, () => {
  for (const [what, transport] of Object.entries(TRANSPORTS)) {
    test(`finds out over ${what}, and sends again what has no answer`, async () => {
      using relay = await Relay.to(server.port);
      const { name, client, statuses } = await somebody(transport(relay.port));
      const ids = [await client.send(name, 'first')];
      relay.swallow();
      const sent = [client.send(name, 'second'), client.send(name, 'third')];
      ids.push(...(await Promise.all(sent)));
      assert.deepEqual(statuses, ['lost', 'reconnected', 'restored']);
      const { messages } = await client.history(name);
      assert.deepEqual(
        messages.map(({ id, text }) => [id, text]),
        [
          [ids[0], 'first'],
          [ids[1], 'second'],
          [ids[2], 'third'],
        ],
      );
      client.close();
    });

    test(`finds out over ${what} where nothing is sent, and hears what it missed`, async () => {
      using relay = await Relay.to(server.port);
      const { name, client, statuses } = await somebody(transport(relay.port));
      relay.swallow();
      const { client: other } = await somebody(transport(server.port));
      await other.send(name, 'meanwhile');
      other.close();
      const { value } = await client[Symbol.asyncIterator]().next();
      assert.equal(value?.text, 'meanwhile');
      assert.deepEqual(statuses, ['lost', 'reconnected', 'restored']);
      client.close();
    });
  }

  test('stays where it is a living server that is only slow, or whose messages nobody takes', async () => {
    using relay = await Relay.to(server.port);
    const { name, client, statuses } = await somebody(tcpTransport('127.0.0.1', relay.port));
    const { client: other } = await somebody(tcpTransport('127.0.0.1', server.port));
    // More than the library takes while nobody iterates: it reads nothing more.
    for (let at = 0; at < 1500; at++) void other.send(name, `${at}`);
    await other.send(name, 'last');
    relay.delayMs = 300;
    await sleep((1.5 * (SILENT_MS_MAX + ANSWER_MS_MAX)) / QUICKENING);
    const texts = [];
    for await (const { text } of client) {
      texts.push(text);
      if (text === 'last') break;
    }
    assert.deepEqual(texts, Array.from({ length: 1500 }, (_, at) => `${at}`).concat('last'));
    assert.deepEqual(statuses, []);
    other.close();
    client.close();
  });
});

test('a server process that is stopped is found out, and it goes on with the same when that goes on', async () => {
  await using stopped = await ServerProcess.start(...QUICK_PASSWORDS);
  const { name, client, statuses } = await somebody(tcpTransport('127.0.0.1', stopped.port));
  await client.send(name, 'before');
  stopped.signal('SIGSTOP');
  const sent = client.send(name, 'meanwhile');
  await until(
    () => statuses.includes('lost'),
    () => 'the loss to be found',
  );
  stopped.signal('SIGCONT');
  await sent;
  const { messages } = await client.history(name);
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['before', 'meanwhile'],
  );
  client.close();
});

for (const [what, transport] of Object.entries(TRANSPORTS)) {
  test(`a connection over ${what} that does not open is given up`, async (t) => {
    using silent = await FakeServer.start();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const ended: string[] = [];
    transport(silent.port)({
      opened: () => ended.push('opened'),
      data: () => {},
      drained: () => {},
      closed: (why) => ended.push(why),
    });
    await silent.peer();
    t.mock.timers.tick(CONNECT_MS_MAX);
    await until(
      () => ended.length > 0,
      () => 'the end',
    );
    // TCP itself is open by then.
    assert.deepEqual(ended, [what === 'TCP' ? 'opened' : 'no answer within 10 s']);
  });
}

test('a program that closes a connection that is dead ends, over a WebSocket too', async () => {
  using relay = await Relay.to(server.port);
  const library = new URL('../src/client/node.ts', import.meta.url);
  const program = `
    const { connect } = await import('${library}');
    const client = await connect('ws://127.0.0.1:${relay.port}/ws');
    process.stdin.once('data', () => {
      client.close();
      process.stdin.destroy();
    });
    console.log('connected');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  relay.swallows = true;
  relay.swallow();
  child.stdin.write('close');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), HUNG_MS);
  assert.deepEqual(await exited, [0, null]);
  clearTimeout(tooLong);
});
