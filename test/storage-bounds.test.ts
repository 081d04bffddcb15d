/**
 * A slow disk: senders are slowed down or refused, and the server stays within its memory limit. `npm run soak -- long`
 * stores more than that limit, which takes a while.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Reason } from '../src/protocol/frames.ts';
import { AccountClient } from './support/account-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { SCALE } from './support/scale.ts';
import { ServerProcess } from './support/server-process.ts';
import { noStrace, Strace } from './support/strace.ts';
import { Folder } from './support/tls.ts';
import { WireClient } from './support/wire-client.ts';

const MIB = 1024 * 1024;
const READER = { name: 'reader', password: 'correct horse' };
const SENDERS = 30;
const CHARACTERS = 60_000;
/** What a sync takes, in microseconds. */
const SYNC_US = 100_000;
/** SQLite's caches (64 MiB for the thread that writes), what waits to be stored, what the runtime likes to have. */
const GROWTH_BYTES_MAX = 220 * MIB;

interface Flood {
  readonly offeredBytes: number;
  readonly acknowledged: number;
  readonly refused: number;
  readonly growthBytes: number;
}

/**
 * Everybody sends `messages` at once to somebody who is away. Resolves when all are answered, and what was acknowledged
 * was found, in order, and nothing else.
 */
async function flood(messages: number, maxPending: string): Promise<Flood> {
  using folder = new Folder();
  const options = ['--data', folder.file('data'), '--max-pending-total', maxPending];
  await using server = await ServerProcess.start(...options, ...QUICK_PASSWORDS);
  const { port } = server;
  (await AccountClient.enter(port, 'register', READER))[Symbol.dispose]();
  const { password } = READER;
  const senders = await Promise.all(
    Array.from({ length: SENDERS }, (_, i) =>
      AccountClient.enter(port, 'register', { name: nameOf(i), password }),
    ),
  );
  using guest = await WireClient.login(port, 'guest');
  const before = server.memoryBytes;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, server.memoryBytes);
  }, 20);
  const stored = await withSlowDisk(server, async () => {
    const answers = senders.map((sender) => Promise.all(everything(sender, messages)));
    // Meanwhile the others are served as ever.
    for (let i = 0; i < 20; i++) {
      guest.say('sendto guest here');
      assert.deepEqual([await guest.next(), await guest.next()], ['guest: here', 'Success']);
    }
    return Promise.all(answers);
  });
  clearInterval(watch);
  for (const sender of senders) sender.socket.destroy();
  using reader = await AccountClient.enter(port, 'login', READER);
  for (const [i, answers] of stored.entries()) {
    const kept = await reader.history(nameOf(i));
    const expected = [...answers.keys()].filter((message) => answers[message]);
    assert.deepEqual(
      kept.map(({ text }) => Number.parseInt(text, 10)),
      expected,
    );
  }
  const acknowledged = stored.flat().filter(Boolean).length;
  return {
    offeredBytes: SENDERS * messages * CHARACTERS,
    acknowledged,
    refused: SENDERS * messages - acknowledged,
    growthBytes: most - before,
  };
}

function nameOf(sender: number): string {
  return `sender-${sender}`;
}

/** Sends without waiting. @returns whether each is stored */
function everything(sender: AccountClient, messages: number): Promise<boolean>[] {
  const filler = 'x'.repeat(CHARACTERS);
  return Array.from({ length: messages }, async (_, i) => {
    const answer = await sender.sendto(READER.name, `${i} ${filler}`);
    if (!answer?.ok) assert.equal(answer?.reason, Reason.busy);
    return answer.ok;
  });
}

async function withSlowDisk<T>({ pid }: ServerProcess, work: () => Promise<T>): Promise<T> {
  const calls = 'fsync,fdatasync';
  const slow = ['-e', `trace=${calls}`, '-e', `inject=${calls}:delay_enter=${SYNC_US}`];
  await using _strace = await Strace.attach(pid, '-o', '/dev/null', ...slow);
  return work();
}

describe('a flood of long messages to a slow disk', { skip: noStrace() }, () => {
  test('is slowed down: most of it stays with the senders, and all of it is stored', async (t) => {
    const messages = SCALE > 1 ? 150 : 20;
    const { offeredBytes, refused, growthBytes } = await flood(messages, '8MiB');
    const inMiB = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
    t.diagnostic(`${inMiB(offeredBytes)} offered; grew by ${inMiB(growthBytes)}`);
    assert.equal(refused, 0);
    assert.ok(growthBytes < GROWTH_BYTES_MAX, `grew by ${inMiB(growthBytes)}`);
  });

  test('is refused where everybody at once sends more than may wait', async (t) => {
    const { acknowledged, refused } = await flood(10, '1MiB');
    t.diagnostic(`${acknowledged} acknowledged, ${refused} refused`);
    assert.ok(refused > 0 && acknowledged > 0);
  });
});
