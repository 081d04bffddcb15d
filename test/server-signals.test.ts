/** Signals may reach a server at any time, whether or not its output is read. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, openSync, readFileSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const SIGTERM = 15;

describe('a pipe at standard error that nobody reads', () => {
  test('does not keep SIGTERM from ending the server', async () => {
    using folder = new Folder();
    const pipe = folder.file('pipe');
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
    const reading = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
    const filling = openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
    assert.throws(() => {
      for (;;) writeSync(filling, Buffer.alloc(4096));
    }, /EAGAIN/);
    const stderr = openSync(pipe, constants.O_WRONLY);
    const child = spawn(process.execPath, [CHINWAG, 'serve', '--port', '0'], {
      stdio: ['ignore', 'pipe', stderr],
      env: cleanEnvironment(),
    });
    const closed = once(child, 'close');
    try {
      const [line] = (await once(child.stdout as Readable, 'data')) as [Buffer];
      using client = await WireClient.login(Number(/:(\d+)\n$/.exec(String(line))?.[1]), 'alice');
      child.kill('SIGTERM');
      await client.gone();
      assert.deepEqual(await closed, [0, null]);
    } finally {
      child.kill('SIGKILL');
      for (const one of [reading, filling, stderr]) closeSync(one);
    }
  });
});

const unshare = ['unshare', '--pid', '--fork', '--kill-child'];
const noPid = spawnSync(unshare[0] as string, [...unshare.slice(1), 'true']).status !== 0;

describe('as the first process of a container', { skip: noPid && 'needs a pid namespace' }, () => {
  /** The server below `unshare`, as this namespace knows it. */
  function inside({ pid }: ServerProcess): Promise<number> {
    const children = `/proc/${pid}/task/${pid}/children`;
    return until(
      () => Number(readFileSync(children, 'utf8')) || null,
      () => 'unshare to start the server',
    );
  }

  // By no program of its own, which takes as long to start as a server on a busy machine.
  function sendIfAlive(pid: number, signal: NodeJS.Signals): void {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }

  test('a server hears SIGTERM from its first line on', async () => {
    await using server = ServerProcess.launch([], { under: unshare });
    const pid = await inside(server);
    let ended = false;
    const exited = server.exited().finally(() => {
      ended = true;
    });
    // What comes before that line is lost, so it is said again.
    await until(
      () => {
        if (!ended) sendIfAlive(pid, 'SIGTERM');
        return ended;
      },
      () => 'the server to end',
    );
    assert.deepEqual(await exited, { code: 128 + SIGTERM, signal: null });
    assert.equal(server.stdout, '');
  });

  test('a server that listens ends in order, and at once at a second signal', async () => {
    await using server = await ServerProcess.launch(['--shutdown-timeout', '1h'], {
      under: unshare,
    }).listening();
    const pid = await inside(server);
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using alice = await WireClient.login(server.port, 'alice');
    for (let i = 0; i < 40; i++) alice.say(`sendto deaf ${'x'.repeat(65_535)}`);
    await until(
      () => alice.heard.length === 40,
      () => 'the answers',
    );
    process.kill(pid, 'SIGTERM');
    await server.logged(({ msg }) => msg === 'shutting down');
    process.kill(pid, 'SIGTERM');
    assert.deepEqual(await server.exited(), { code: 128 + SIGTERM, signal: null });
  });
});

describe('SIGUSR1', () => {
  test('opens no debugger, neither in the server nor in a client', async () => {
    await using server = await ServerProcess.start();
    const client = spawn(process.execPath, [CHINWAG, 'connect', '127.0.0.1', `${server.port}`], {
      stdio: 'pipe',
      env: cleanEnvironment(),
    });
    const closed = once(client, 'close');
    let said = '';
    for (const output of [client.stdout, client.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    client.stdin.write('login alice\n');
    await until(
      () => said.includes('\n'),
      () => 'the answer',
    );
    for (const pid of [server.pid, client.pid as number]) process.kill(pid, 'SIGUSR1');
    client.stdin.end('list\n');
    assert.deepEqual(await closed, [0, null]);
    assert.equal(said, 'Success\nalice\n');
    assert.equal(await server.stop(), 0);
    assert.doesNotMatch(server.stderr, /debugger/i);
  });
});
