/** Connections share each turn of the event loop: what one sends in bulk is executed in slices. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { encodeLogin, encodeSendto } from '../src/protocol/client-frames.ts';
import { FrameType } from '../src/protocol/frames.ts';
import { encodeJsonFrame } from '../src/protocol/json-frames.ts';
import { NATIVE, type Way, WEB_SOCKET } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

/** So many messages, each behind a question: they fit one read of a socket, and no slice on any machine. */
const BURST_MESSAGES = 400;
/** Both have to arrive together at a server that may be asked at any moment: a busy machine may part them. */
const ROUNDS_MAX = 50;

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start();
});
after(() => server.stop());

/** Logged in as `NAME-burst`; sends messages to `NAME-hearer`, each behind a question, all at once. */
interface Bursting extends Disposable {
  burst(): void;
}

async function extendedBurst(name: string, way: Way): Promise<Bursting> {
  const channel = await way.open(server.port, {});
  channel.hear(
    () => {},
    () => {},
  );
  const command = (json: object) => encodeJsonFrame(FrameType.command, { id: 1, ...json });
  channel.send(command({ command: 'hello' }));
  channel.send(encodeLogin(`${name}-burst`));
  const frames = Array.from({ length: BURST_MESSAGES }, (_, i) => [
    command({ command: 'rooms', find: 'nothing' }),
    encodeSendto(`${name}-hearer`, `${i}`),
  ]);
  const bytes = Buffer.concat(frames.flat());
  return { burst: () => channel.send(bytes), [Symbol.dispose]: () => channel.destroy() };
}

async function lineBurst(name: string): Promise<Bursting> {
  const client = await LineClient.login(server.port, `${name}-burst`);
  const lines = Array.from({ length: BURST_MESSAGES }, (_, i) => {
    return `${'rooms nothing\n'.repeat(4)}sendto ${name}-hearer ${i}\n`;
  });
  return {
    burst: () => client.send(lines.join('')),
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}

const kinds = [
  ['native', (name: string) => extendedBurst(name, NATIVE)],
  ['socket', (name: string) => extendedBurst(name, WEB_SOCKET)],
  ['lines', lineBurst],
] as const;

describe('a burst of commands does not have the turn to itself', () => {
  for (const [name, open] of kinds) {
    test(name, async () => {
      using bursting = await open(name);
      await server.logged(({ msg, user }) => msg === 'logged in' && user === `${name}-burst`);
      using hearer = await WireClient.login(server.port, `${name}-hearer`);
      using other = await WireClient.login(server.port, `${name}-other`);
      const own = Array.from({ length: BURST_MESSAGES }, (_, i) => `${name}-burst: ${i}`);
      const last = own.at(-1) as string;
      const others = `${name}-other: me`;
      let between = false;
      for (let round = 0; round < ROUNDS_MAX && !between; round++) {
        bursting.burst();
        other.say(`sendto ${name}-hearer me`);
        await until(
          () => hearer.heard.includes(last) && hearer.heard.includes(others),
          () => 'all messages',
        );
        const heard = hearer.heard.splice(0);
        const at = heard.indexOf(others);
        between = at > 0 && at < heard.indexOf(last);
        assert.deepEqual(heard.toSpliced(at, 1), own, 'all of the burst, in order');
      }
      assert.ok(between, 'a message of somebody else is heard in the middle of a burst');
    });
  }
});

test('what a burst leaves over is executed when its sender says nothing more and has closed its side', async () => {
  const client = await LineClient.login(server.port, 'leaver');
  const lines = Array.from({ length: 2000 }, () => 'rooms nothing\n');
  client.socket.end(lines.join(''));
  const heard = await client.all();
  assert.equal(heard.filter((line) => line === 'Success').length, 2000);
});
