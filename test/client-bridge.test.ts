/** A bridge built on the library survives restarts of the server (docs/CLIENT.md, When the connection is lost). */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ChatClient,
  type ClientOptions,
  ConnectionLost,
  type ConnectionStatus,
  connect,
} from '../src/client/node.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { temporaryFolder } from './support/store/stores.ts';
import { until } from './support/until.ts';

/** A program that goes on after a lost connection, by what the page says. */
class Program {
  readonly client: ChatClient;
  readonly statuses: ConnectionStatus['kind'][];
  readonly #wakers: Set<() => void>;

  private constructor(
    client: ChatClient,
    statuses: ConnectionStatus['kind'][],
    wakers: Set<() => void>,
  ) {
    this.client = client;
    this.statuses = statuses;
    this.#wakers = wakers;
  }

  static async connect(port: number, options: ClientOptions = {}): Promise<Program> {
    const statuses: ConnectionStatus['kind'][] = [];
    const wakers = new Set<() => void>();
    const client = await connect(`chinwag://127.0.0.1:${port}`, {
      ...options,
      onStatus: (status) => {
        statuses.push(status.kind);
        options.onStatus?.(status);
        if (status.kind !== 'restored') return;
        for (const wake of wakers) wake();
        wakers.clear();
      },
    });
    return new Program(client, statuses, wakers);
  }

  /** Sends `text` once: what was not sent is sent when there is a connection. */
  async say(to: string, text: string): Promise<void> {
    for (;;) {
      const restored = new Promise<void>((resolve) => this.#wakers.add(resolve));
      try {
        return void (await this.client.send(to, text));
      } catch (error) {
        if (!(error instanceof ConnectionLost) || error.sent) throw error;
        await restored;
      }
    }
  }
}

test("a bridge with an account loses nothing and doubles nothing across the server's restarts", async (t) => {
  const options = ['--data', temporaryFolder(t), ...QUICK_PASSWORDS];
  let server = await ServerProcess.start(...options);
  t.after(() => server[Symbol.asyncDispose]());
  const ended = new AbortController();
  const somebody = async (name: string, more: ClientOptions = {}) => {
    const program = await Program.connect(server.port, more);
    ended.signal.addEventListener('abort', () => program.client.close());
    await program.client.register(name, PASSWORD, { device: 'here' });
    return program;
  };
  t.after(() => ended.abort());
  const alice = await somebody('alice');
  const bob = await somebody('bob');
  const bridge = await somebody('bridge');
  await alice.client.create('#harbour');
  const { room: group } = await alice.client.group(['bridge', 'bob']);
  await bridge.client.join('#harbour');
  // Whom it knows to be registered, it sends to again.
  await bridge.say('bob', 'ready');
  await alice.say('#harbour', 'ready');
  await alice.say(group, 'ready');

  const COUNT = 60;
  const expected = Array.from({ length: COUNT }, (_, at) => at);
  const heard: Record<string, number[]> = { '#harbour': [], [group]: [] };
  const carried: Record<string, number[]> = { '#harbour': [], [group]: [] };
  const bridging = (async () => {
    for await (const { to, from, text } of bridge.client) {
      if (text === 'ready' || from !== 'alice') continue;
      heard[to]?.push(Number(text));
      // One after the other, and not waiting for the answer.
      void bridge.say('bob', `${to} ${text}`).catch((error) => assert.fail(error));
    }
  })();
  const listening = (async () => {
    for await (const { text, from } of bob.client) {
      if (from !== 'bridge' || text === 'ready') continue;
      const [room = '', number] = text.split(' ');
      carried[room]?.push(Number(number));
    }
  })();
  const restart = async (how: NodeJS.Signals): Promise<void> => {
    const { port } = server;
    await server.stop(how);
    server = await ServerProcess.start(...options, '--port', String(port));
  };
  let restarted = Promise.resolve();
  const restored = () => bridge.statuses.filter((kind) => kind === 'restored').length;
  for (const at of expected) {
    // Some are under way when it ends.
    const said = [alice.say('#harbour', `${at}`), alice.say(group, `${at}`)];
    if (at === 20 || at === 40) {
      await restarted;
      await until(
        () => restored() === at / 20 - 1,
        () => `the bridge to be back: ${bridge.statuses}`,
      );
      restarted = restart(at === 20 ? 'SIGTERM' : 'SIGKILL');
    }
    await Promise.all(said);
  }
  await restarted;
  await until(
    () => Object.values(carried).every((numbers) => numbers.length >= COUNT),
    () => `everything to be carried: ${JSON.stringify({ heard, carried })}`,
  );
  await bridge.say('bob', 'ready');
  assert.deepEqual(heard, { '#harbour': expected, [group]: expected });
  assert.deepEqual(carried, { '#harbour': expected, [group]: expected });
  assert.equal(restored(), 2);
  ended.abort();
  await Promise.all([bridging, listening]);
});
