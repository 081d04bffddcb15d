/** Reaching the server: one attempt at a time, with growing pauses, and one connection that is heeded. */
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { FakeClock } from '../../../test/support/controlled-network.ts';
import { type ChatClient, ConnectFailed } from '../../client/browser.ts';
import type { ClientOptions } from '../../client/client-options.ts';
import { Connector } from './connector.ts';

/** An attempt that the page has made. */
interface Attempt {
  readonly at: number;
  readonly options: ClientOptions;
  readonly client: { closed: boolean };
  succeed(): Promise<void>;
  fail(): Promise<void>;
}

let clock: FakeClock;
let now: number;
let attempts: Attempt[];
let heard: string[];
let connector: Connector;

/** Until what was answered is heard. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

beforeEach(() => {
  clock = new FakeClock();
  now = 0;
  attempts = [];
  heard = [];
  const connect = (options: ClientOptions) =>
    new Promise<ChatClient>((resolve, reject) => {
      const client = {
        closed: false,
        close() {
          this.closed = true;
        },
      };
      attempts.push({
        at: now,
        options,
        client,
        succeed: () => {
          resolve(client as unknown as ChatClient);
          return settled();
        },
        fail: () => {
          reject(new ConnectFailed('refused'));
          return settled();
        },
      });
    });
  connector = new Connector(
    { connect, after: clock.after, random: () => 0.5 },
    {
      became: ({ kind }) => heard.push(kind),
      event: ({ kind }) => heard.push(kind),
      arrived: ({ text }) => heard.push(text),
      unreachable: () => heard.push('unreachable'),
    },
  );
});

/** Lets time pass, a tenth of a second at a time; attempts are refused. */
async function passRefused(seconds: number): Promise<void> {
  for (let tenth = 0; tenth < seconds * 10; tenth++) {
    now += 100;
    clock.pass(100);
    await settled();
    await attempts.at(-1)?.fail();
  }
}

describe('a server that refuses', () => {
  test('is asked with growing pauses, one attempt at a time', async () => {
    void connector.connect();
    await attempts[0]?.fail();
    await passRefused(60);
    const pauses = attempts.slice(1).map(({ at }, i) => at - (attempts[i]?.at ?? 0));
    // Three quarters of 0.5, 1, 2, 4, 8, 16 and 30 s, as chance has it here, to the next tenth.
    assert.deepEqual(pauses, [400, 800, 1500, 3000, 6000, 12_000, 22_500]);
  });

  test('is not asked twice while an attempt goes on, however long that takes', async () => {
    void connector.connect();
    for (let second = 0; second < 100; second++) clock.pass(1000);
    connector.hurry();
    await settled();
    assert.equal(attempts.length, 1);
  });

  test('is asked at once where the page has reason to', async () => {
    void connector.connect();
    await attempts[0]?.fail();
    await passRefused(10);
    const before = attempts.length;
    connector.hurry();
    await settled();
    assert.equal(attempts.length, before + 1);
    await attempts.at(-1)?.fail();
    await passRefused(0.4);
    assert.equal(attempts.length, before + 2, 'pauses are short again');
  });
});

describe('a connection', () => {
  test('that is asked for takes the place of the one that is being made', async () => {
    const first = connector.connect();
    let isFirst = false;
    void first.then(() => {
      isFirst = true;
    });
    const second = connector.connect();
    await attempts[0]?.succeed();
    await attempts[1]?.succeed();
    assert.equal(await second, connector.client);
    assert.equal(isFirst, false);
    assert.deepEqual([attempts[0]?.client.closed, attempts[1]?.client.closed], [true, false]);
    attempts[0]?.options.onStatus?.({ kind: 'lost', why: 'late' });
    attempts[1]?.options.onStatus?.({ kind: 'reconnected' });
    assert.deepEqual(heard, ['reconnected']);
  });

  test('that is asked for in a pause is made at once, and alone', async () => {
    void connector.connect();
    await attempts[0]?.fail();
    void connector.connect();
    await attempts[1]?.succeed();
    for (let second = 0; second < 60; second++) clock.pass(1000);
    await settled();
    assert.equal(attempts.length, 2);
  });

  test('that comes to nothing each time is made after growing pauses, unless it held', async () => {
    void connector.connect();
    const waited = [];
    for (let times = 0; times < 4; times++) {
      const count = attempts.length;
      await attempts.at(-1)?.succeed();
      void connector.connectAgain();
      const from = now;
      while (attempts.length === count) {
        now += 125;
        clock.pass(125);
        await settled();
      }
      waited.push(now - from);
    }
    assert.deepEqual(waited, [375, 750, 1500, 3000]);
    await attempts.at(-1)?.succeed();
    clock.pass(5000);
    void connector.connectAgain();
    const count = attempts.length;
    clock.pass(375);
    await settled();
    assert.equal(attempts.length, count + 1);
  });
});
