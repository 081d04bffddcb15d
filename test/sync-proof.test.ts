/**
 * Acknowledged means on disk. Killing the process proves nothing about that, since the system keeps what was written;
 * so strace records the system calls of a server under load.
 *
 * This shows that the server asks the system to sync everything behind an acknowledgement in time, and that it starts
 * from exactly that. It cannot show that the system and the disk do what they say.
 */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { AccountClient } from './support/account-client.ts';
import { contents } from './support/data-folder.ts';
import {
  afterPowerCut,
  type Call,
  isSync,
  readTrace,
  traceArguments,
} from './support/disk-trace.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { chosenSeed, Random } from './support/random.ts';
import { ServerProcess } from './support/server-process.ts';
import { noStrace, Strace } from './support/strace.ts';
import { Folder } from './support/tls.ts';

const PASSWORD = 'correct horse';
/** Of each of the two senders. */
const MESSAGES = 150;
const AT_ONCE = 8;
/** Moments at which the power is cut. */
const CUTS = 3;

const skip = noStrace();

interface Sent {
  readonly text: string;
  /** The call that began to tell the sender that it is stored. */
  readonly acknowledgement: Call;
}

interface Recorded {
  readonly calls: readonly Call[];
  readonly sent: readonly Sent[];
  /** The files when the trace began, by path. */
  readonly before: ReadonlyMap<string, Buffer>;
  readonly log: string;
}

/** Two people write to a third, one with COMMANDs and one in plain frames, while the server is traced. */
async function recorded(folder: Folder, ...options: string[]): Promise<Recorded> {
  const data = folder.file('data');
  await using server = await ServerProcess.start('--data', data, ...QUICK_PASSWORDS, ...options);
  for (const name of ['alice', 'bob', 'carol']) {
    using client = await AccountClient.enter(server.port, 'register', { name, password: PASSWORD });
    await client.list();
  }
  using alice = await AccountClient.enter(server.port, 'login', {
    name: 'alice',
    password: PASSWORD,
  });
  using bob = await AccountClient.auth(server.port, 'bob', PASSWORD);
  // What was noted so far is written, so that the files do not change while they are copied.
  await alice.command('unread', {});
  const file = folder.file('trace');
  const before = contents(data);
  {
    await using _strace = await Strace.attach(server.pid, ...traceArguments(file));
    await Promise.all([
      atOnce((n) => alice.command('sendto', { to: 'carol' }, textOf('alice', n))),
      atOnce((n) => bob.sendto('carol', textOf('bob', n))),
    ]);
    // An answer may arrive before strace has written down that it was sent; not so when the next command is answered.
    await alice.command('unread', {});
  }
  const calls = readTrace(file);
  const sent = [...repliesIn(calls, 'alice'), ...responsesIn(calls, 'bob')];
  return { calls, sent, before, log: server.stderr };
}

function textOf(who: string, n: number): string {
  return `<${who} says number ${n}>`;
}

async function atOnce(send: (n: number) => Promise<{ ok: boolean } | null>): Promise<void> {
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < MESSAGES) assert.ok((await send(next++))?.ok);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** The answers to COMMANDs say which message they are about, and so which number the sender gave it. */
function repliesIn(calls: readonly Call[], who: string): Sent[] {
  const sent: Sent[] = [];
  for (const acknowledgement of calls.filter(isToSocket)) {
    const said = acknowledgement.bytes.toString('latin1');
    for (const [, id] of said.matchAll(/"event":"reply","id":(\d+),"result":"ok","message":/g)) {
      // After hello, login and unread.
      sent.push({ text: textOf(who, Number(id) - 4), acknowledgement });
    }
  }
  assert.equal(sent.length, MESSAGES);
  return sent;
}

/** A RESPONSE says only that it is ok: it answers the message whose turn it is. */
function responsesIn(calls: readonly Call[], who: string): Sent[] {
  const ok = Buffer.of(1, 0x81, 0, 0, 0, 0, 0, 2, 0, 0);
  const sent: Sent[] = [];
  for (const acknowledgement of calls.filter(isToSocket)) {
    const { bytes } = acknowledgement;
    for (let at = 0; bytes.indexOf(ok, at) === at; at += ok.length) {
      sent.push({ text: textOf(who, sent.length), acknowledgement });
    }
  }
  assert.equal(sent.length, MESSAGES);
  return sent;
}

const isToSocket = ({ name, path }: Call): boolean =>
  /^(write|writev|sendto|sendmsg)$/.test(name) && path.startsWith('socket:');

const isLog = ({ path }: Call): boolean => path.endsWith('/chinwag.db-wal');

const FRAME_HEADER_BYTES = 24;

/**
 * When the transaction was in the log whole that `text` is in: its commit frame, whose header says how large the database
 * is after it (https://www.sqlite.org/fileformat.html#the_wal_format), and the page behind that.
 */
function commitOf(calls: readonly Call[], text: string): Call {
  const writes = calls.filter((call) => isLog(call) && call.name === 'pwrite64');
  const first = writes.findIndex(({ bytes }) => bytes.includes(text));
  assert.ok(first > 0, `${text} is written to the log`);
  const isCommit = ({ bytes }: Call) =>
    bytes.length === FRAME_HEADER_BYTES && bytes.readUInt32BE(4) > 0;
  const commit = writes.findIndex((call, at) => at >= first - 1 && isCommit(call));
  assert.ok(commit >= 0, `the transaction with ${text} has an end`);
  return writes[commit + 1] as Call;
}

describe('a message that is acknowledged', { skip }, () => {
  test('is synced between the write of its transaction and the acknowledgement', async () => {
    using folder = new Folder();
    const { calls, sent } = await recorded(folder);
    const syncs = calls.filter((call) => isSync(call) && isLog(call) && call.result === 0);
    for (const { text, acknowledgement } of sent) {
      const written = commitOf(calls, text);
      const sync = syncs.find(({ start }) => start > written.end);
      assert.ok(
        sync !== undefined && sync.end < acknowledgement.start,
        `${text} is synced in time`,
      );
    }
  });

  test('survives the loss of everything that was not synced', async (t) => {
    using folder = new Folder();
    const seed = chosenSeed();
    t.diagnostic(`TEST_SEED=${seed}`);
    const random = new Random(seed);
    const { calls, sent, before } = await recorded(folder);
    for (let cut = 0; cut < CUTS; cut++) {
      const { acknowledgement } = random.of(sent);
      const moment = acknowledgement.end;
      const acknowledged = sent.filter(({ acknowledgement: one }) => one.end <= moment);
      // Once nothing else has reached the disk; once sectors of it here and there.
      for (const torn of [null, random.fork()]) {
        const data = folder.file(`cut ${cut} ${torn === null ? 'clean' : 'torn'}`);
        restore(data, afterPowerCut(before, calls, moment, torn));
        const kept = await messagesIn(data);
        const lost = acknowledged.filter(({ text }) => !kept.has(text));
        assert.deepEqual(lost, [], `${acknowledged.length} were acknowledged by call ${moment}`);
        t.diagnostic(`acknowledged ${acknowledged.length}, found ${kept.size}`);
      }
    }
  });

  test('is not synced where durability is relaxed: the log says so, and a power cut loses it', async () => {
    using folder = new Folder();
    const { calls, sent, before, log } = await recorded(folder, '--durability', 'relaxed');
    assert.match(log, /durability is relaxed: a power cut may lose what was acknowledged last/);
    assert.ok(!calls.some((call) => isSync(call) && isLog(call)), 'the log is not synced');
    // The same look at the same load, so that it is known to see a loss.
    const data = folder.file('cut');
    restore(data, afterPowerCut(before, calls, sent.at(-1)?.acknowledgement.end ?? 0, null));
    assert.equal((await messagesIn(data)).size, 0);
  });
});

/** The index that SQLite shares between programs is made anew from the log; what is there of it is of no use. */
function restore(folder: string, files: ReadonlyMap<string, Buffer>): void {
  mkdirSync(folder, { mode: 0o700 });
  for (const [path, bytes] of files) {
    if (!path.endsWith('-shm')) writeFileSync(join(folder, basename(path)), bytes);
  }
}

/** Everything that carol was sent, read from a server that starts in `folder`. */
async function messagesIn(folder: string): Promise<Set<string>> {
  await using server = await ServerProcess.start('--data', folder, ...QUICK_PASSWORDS);
  const login = { name: 'carol', password: PASSWORD };
  using carol = await AccountClient.enter(server.port, 'login', login);
  return new Set((await carol.missed(0)).map(({ text }) => text));
}
