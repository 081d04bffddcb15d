/** Back-pressure and patience of the client in a pipe; what it prints is in test/client-pipe.test.ts. */
import assert from 'node:assert/strict';
import { PassThrough, Writable } from 'node:stream';
import { afterEach, beforeEach, describe, mock, test } from 'node:test';
import { FakeClock, FakeNetwork } from '../../../test/support/controlled-network.ts';
import { Reason, Result } from '../../protocol/frames.ts';
import { encodeResponse } from '../../protocol/server-frames.ts';
import { message } from '../../protocol/testing.ts';
import { chatInPipe } from './pipe.ts';

const FAILURE = encodeResponse(Result.failure, Reason.notLoggedIn);

let network: FakeNetwork;
let input: PassThrough;
/** Takes a write only when the test says so. */
let stuck: (() => void)[];
let printed: string;
let complaints: string[];
let status: Promise<number>;
let clock: FakeClock;

beforeEach(() => {
  network = new FakeNetwork();
  input = new PassThrough({ highWaterMark: 1024 });
  stuck = [];
  printed = '';
  complaints = [];
  const output = new Writable({
    highWaterMark: 1024,
    write: (chunk, _encoding, done) => {
      printed += chunk;
      stuck.push(done);
    },
  });
  const complain = (text: string) => complaints.push(text);
  clock = new FakeClock();
  status = chatInPipe('there', network.open, { input, output, complain }, clock);
  network.accept();
});

afterEach(async () => {
  network.break('the test is over');
  await status;
});

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** The reader of standard output takes what is there. */
async function readOutput(): Promise<void> {
  await turn();
  for (const done of stuck.splice(0)) done();
  await turn();
}

/** Offers lines until no more are read. */
async function fill(line: string): Promise<number> {
  let lines = 0;
  for (let idle = 0; idle < 5; idle++) {
    while (input.write(`${line}\n`)) {
      lines++;
      idle = 0;
    }
    await turn();
  }
  return lines;
}

describe('standard input is read no further', () => {
  test('while thousands of replies are owed', async () => {
    await fill('logout');
    const asked = network.sent.length;
    assert.ok(asked >= 1000 && asked < 10_000, `${asked} commands without a reply`);
    network.say(...Array.from({ length: asked / 2 }, () => FAILURE));
    await readOutput();
    await fill('logout');
    assert.ok(network.sent.length > asked);
  });

  test('while the server does not take what was sent', async () => {
    network.congested = true;
    await fill('logout');
    assert.equal(network.sent.length, 0);
    network.drain();
    await turn();
    assert.ok(network.sent.length > 0);
  });

  test('while nobody reads standard output', async () => {
    await fill('nonsense');
    const before = printed.length;
    assert.ok(before > 0 && before < 100_000);
    await readOutput();
    await fill('nonsense');
    assert.ok(printed.length > before);
  });
});

test('the server is read no further while nobody reads standard output', async () => {
  input.write('logout\n'.repeat(1000));
  await turn();
  network.say(...Array.from({ length: 500 }, () => FAILURE));
  await turn();
  assert.ok(network.paused);
  await readOutput();
  assert.ok(!network.paused);
});

describe('who leaves', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  test('waits five seconds for a reply, counted anew from each', async () => {
    input.end('logout\nlogout\nlogout\n');
    await turn();
    await turn();
    mock.timers.tick(4999);
    await turn();
    network.say(FAILURE);
    mock.timers.tick(4999);
    await turn();
    assert.deepEqual(complaints, []);
    mock.timers.tick(1);
    await turn();
    assert.equal(await status, 1);
    assert.deepEqual(complaints, ['no reply from there for 5 s; 2 replies are missing']);
    assert.ok(network.closedByClient);
    assert.equal(printed, 'Failure\n');
  });

  test('does not count the time in which nobody read standard output', async () => {
    input.end(`logout\n${'nonsense\n'.repeat(500)}logout\n`);
    await turn();
    await turn();
    network.say(FAILURE);
    await turn();
    mock.timers.tick(60_000);
    await turn();
    await readOutput();
    network.say(FAILURE);
    // Each write is taken in a turn of its own.
    for (let writes = 0; writes < 3; writes++) await readOutput();
    assert.equal(await status, 0);
    assert.deepEqual(complaints, []);
  });

  test('because the server stopped answering thousands of commands is told so as well', async () => {
    await fill('logout');
    mock.timers.tick(5000);
    await turn();
    assert.equal(await status, 1);
    assert.match(complaints[0] ?? '', /^no reply from there for 5 s; 4\d\d\d replies are missing$/);
  });
});

describe('a connection that is dead without a word', () => {
  test('is found while nothing is asked: one clear line, status 1', async () => {
    input.write('login heron\n');
    await turn();
    network.say(encodeResponse(Result.ok, Reason.none));
    clock.pass(15_000);
    assert.equal(await status, 1);
    assert.deepEqual(network.sent, ['login heron', 'login heron']);
    assert.deepEqual(complaints, ['lost the connection to there: no answer for 14 s']);
  });

  test('is found while a reply is owed, and asked nothing more', async () => {
    input.write('list\n');
    await turn();
    clock.pass(15_000);
    assert.equal(await status, 1);
    assert.deepEqual(network.sent, ['list']);
  });

  test('prints nothing of what it asks by itself', async () => {
    for (let at = 0; at < 3; at++) {
      clock.pass(6000);
      network.say(FAILURE);
    }
    input.end();
    assert.equal(await status, 0);
    assert.deepEqual([network.sent, printed, complaints], [['logout', 'logout', 'logout'], '', []]);
  });

  test('is not given up while its messages cannot be printed', async () => {
    input.write('list\n');
    await turn();
    network.say(encodeResponse(Result.failure, 9, 'no'));
    await readOutput();
    network.say(...Array.from({ length: 200 }, () => message('bob', 'x'.repeat(100))));
    await turn();
    clock.pass(3_600_000);
    assert.deepEqual(complaints, []);
    while (stuck.length > 0) await readOutput();
  });
});
