/** The server as a process: options, start, log and end. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after, describe, test } from 'node:test';
import { encodeSendto } from '../src/protocol/client-frames.ts';
import { exchange } from './support/http-exchange.ts';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `chinwag ...args`, which ends by itself. */
function chinwag(args: string[], environment: Record<string, string> = {}): Outcome {
  return node([CHINWAG, ...args], environment);
}

function node(args: string[], environment: Record<string, string> = {}): Outcome {
  return spawnSync(process.execPath, args, {
    encoding: 'utf8',
    env: cleanEnvironment(environment),
    timeout: 30_000,
  });
}

const folder = mkdtempSync(join(tmpdir(), 'chinwag-test-'));
after(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the command line', () => {
  test('without a command, or with --help, explains itself', () => {
    for (const args of [[], ['--help'], ['-h'], ['help']]) {
      const { status, stdout, stderr } = chinwag(args);
      assert.match(stdout, /chinwag serve[\s\S]*chinwag connect \[HOST\] \[PORT\]/);
      assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
    }
  });

  test('serve --help names every option, with its default', () => {
    const { status, stdout } = chinwag(['serve', '--help']);
    assert.equal(status, 0);
    assert.match(stdout, /--port NUMBER\n.*\[4900\]/);
    assert.match(stdout, /--max-send-queue SIZE\n.*\[4MiB\]/);
    assert.match(stdout, /--stall-timeout TIME\n.*\[1m\]/);
  });

  test('--version is the version of the package', () => {
    const { stdout, status } = chinwag(['--version']);
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
    assert.equal(status, 0);
  });

  test('a command that does not exist is named, with those that do', () => {
    assert.deepEqual(chinwag(['sevre']).stderr.split('\n'), [
      'chinwag: sevre is not a command; these are: serve, connect, account, export, import, backup, restore, check, retention, mend-times (see chinwag --help)',
      '',
    ]);
    assert.equal(chinwag(['sevre']).status, 2);
  });

  test('on too old a Node says so in one line', () => {
    const old = `Object.defineProperty(process, 'versions', { value: { node: '20.11.1' } })`;
    const { status, stdout, stderr } = node([
      '--import',
      `data:text/javascript,${encodeURIComponent(old)}`,
      CHINWAG,
      'serve',
    ]);
    assert.match(stderr, /^chinwag: needs Node 26 or newer, and this is Node 20\.11\.1.*\n$/);
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
  });
});

describe('options', () => {
  test('everything that is wrong is named at once, with what would be right', () => {
    const config = file('bad.toml', 'port = 70000\ncolour = "red"\nidle-timeout = "soon"\n');
    const { status, stderr, stdout } = chinwag(
      ['serve', '--config', config, '--max-names', 'many', '--prot', '1', '--list', 'me', 'now'],
      { CHINWAG_LOG_LEVEL: 'loud', CHINWAG_PROT: '1' },
    );
    assert.equal(status, 2);
    assert.equal(stdout, '');
    const expected = [
      /--prot is not an option; these are: --host, --port, /,
      /"now" is one word too many/,
      /CHINWAG_PROT is not an option; these are: CHINWAG_HOST, CHINWAG_PORT, /,
      /bad\.toml: colour is not an option; these are: host, port, /,
      /bad\.toml: port: 70000 is not a whole number from 0 to 65535/,
      /bad\.toml: idle-timeout: "soon" is not a duration from 100ms to 365d \(units: ms, s, m, h, d\)/,
      /CHINWAG_LOG_LEVEL: "loud" is not one of debug, info, warn, error, silent/,
      /--max-names: "many" is not a whole number from 1 to \d+/,
      /--list: "me" is not one of anyone, logged-in, off/,
    ];
    for (const line of expected) assert.match(stderr, line);
    for (const line of stderr.trim().split('\n')) assert.match(line, /^chinwag: /);
  });

  test('a flag goes before the environment, which goes before the file, before the default', async () => {
    const config = file('good.toml', 'list = "off"\nhost = "127.0.0.2"\nlog-level = "warn"\n');
    await using server = await ServerProcess.start('--config', config, '--host', '127.0.0.3');
    assert.match(server.stdout, /^chinwag listening on 127\.0\.0\.3:/);
    using client = await WireClient.connect(server.port, { host: '127.0.0.3' });
    client.say('list');
    assert.equal(await client.next(), 'Failure: not permitted');
    const { stderr } = chinwag(['serve', '--config', config, '--port', 'x'], {
      CHINWAG_HOST: '',
      CHINWAG_LIST: 'nobody',
    });
    assert.match(stderr, /CHINWAG_LIST: "nobody" is not/);
    assert.match(stderr, /CHINWAG_HOST: "" is not a host name or address/);
  });

  test('a list is written with commas, or as a list in a file', async () => {
    const bad = file('names.toml', 'host-names = ["a", "b/c"]\nallow-origins = [1]\n');
    const { stderr } = chinwag(['serve', '--config', bad, '--allow-origins', 'https://a/b'], {
      CHINWAG_HOST_NAMES: 'a,,b',
    });
    for (const line of [
      /names\.toml: host-names: \["a","b\/c"\] is not host names, separated by commas/,
      /names\.toml: allow-origins: \[1\] is not origins such as /,
      /CHINWAG_HOST_NAMES: "a,,b" is not host names/,
      /--allow-origins: "https:\/\/a\/b" is not origins/,
    ]) {
      assert.match(stderr, line);
    }
    const good = file('origins.toml', 'host-names = ["A.example"]\n');
    await using server = await ServerProcess.start('--config', good);
    const answer = (host: string) =>
      exchange(server.port, `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`, { answers: 1 });
    assert.equal((await answer('a.example')).answers[0]?.status, 200);
    assert.equal((await answer('b.example')).answers[0]?.status, 421);
  });

  test('CHINWAG_CONFIG names the file as --config does', () => {
    const config = file('env.toml', 'port = "x"\n');
    assert.match(
      chinwag(['serve'], { CHINWAG_CONFIG: config }).stderr,
      /env\.toml: port: "x" is not/,
    );
  });

  test('a file that is not there, or not TOML, is one line', () => {
    const broken = file('broken.toml', 'host = "a"\nport = = 1\n');
    const missing = chinwag(['serve', '--config', join(folder, 'none.toml')]);
    assert.match(missing.stderr, /^chinwag: .*none\.toml: there is no such file\n$/);
    const { status, stderr } = chinwag(['serve', '--config', broken]);
    assert.match(stderr, /^chinwag: .*broken\.toml: line 2, column \d+: .*\n$/);
    assert.equal(status, 2);
  });

  test('a flag without its value is named', () => {
    assert.match(
      chinwag(['serve', '--port']).stderr,
      /^chinwag: --port needs a value: a whole number from 0 to 65535\n$/,
    );
  });
});

describe('start', () => {
  const asNobody = { uid: 54_321, gid: 54_321 };
  const skip =
    process.getuid?.() !== 0 && 'only root may be somebody whom the system does not know';
  test('without a home folder says what to do, and a client does without', { skip }, async () => {
    const {
      HOME: _home,
      XDG_DATA_HOME: _data,
      XDG_STATE_HOME: _state,
      ...env
    } = cleanEnvironment();
    const homeless = (...args: string[]) =>
      spawnSync(process.execPath, [CHINWAG, ...args], { encoding: 'utf8', env, ...asNobody });
    const { status, stdout, stderr } = homeless('serve', '--port', '0');
    assert.equal(
      stderr,
      'chinwag: you have no home folder (HOME is not set); --data DIR says where the data are\n',
    );
    assert.deepEqual({ status, stdout }, { status: 2, stdout: '' });
    await using server = await ServerProcess.start();
    const client = homeless('connect', '127.0.0.1', String(server.port));
    assert.deepEqual([client.status, client.stderr], [0, '']);
  });

  test('a port in use is one clear line and status 1', async () => {
    await using server = await ServerProcess.start();
    const { status, stdout, stderr } = chinwag(['serve', '--port', String(server.port)]);
    assert.equal(
      stderr,
      `chinwag: 127.0.0.1:${server.port} is in use; stop what listens there, or choose another with --port\n`,
    );
    assert.deepEqual({ status, stdout }, { status: 1, stdout: '' });
  });

  test('goes on where nobody wants to know where it listens', async () => {
    await using server = await ServerProcess.start('--log-level', 'warn');
    const port = String(server.port);
    await server.stop();
    const child = spawn(process.execPath, [CHINWAG, 'serve', '--port', port], {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: cleanEnvironment(),
    });
    child.stdout?.destroy();
    try {
      let connected = false;
      while (!connected && child.exitCode === null) connected = await canConnect(Number(port));
      assert.ok(connected);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('an address that is not ours is one clear line and status 1', () => {
    const { status, stderr } = chinwag(['serve', '--host', '192.0.2.1', '--port', '0']);
    assert.match(stderr, /^chinwag: 192\.0\.2\.1:0 is not an address of this machine; .*\n$/);
    assert.equal(status, 1);
  });

  test('IPv6 is listened on, and written with brackets', async (t) => {
    if (!(await canListen('::1'))) return t.skip('this machine has no IPv6');
    await using server = await ServerProcess.start('--host', '::1');
    assert.match(server.stdout, /^chinwag listening on \[::1\]:\d+\n$/);
    using client = await WireClient.connect(server.port, { host: '::1' });
    client.say('list');
    assert.equal(await client.next(), '[]');
  });
});

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => resolve(true)).on('connect', () => socket.destroy());
    socket.on('error', () => resolve(false));
  });
}

function canListen(host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(0, host, () => server.close(() => resolve(true)));
  });
}

describe('the log', () => {
  test('says who connected, logged in, left and why, and never a text', async () => {
    await using server = await ServerProcess.start();
    using alice = await WireClient.login(server.port, 'alice');
    alice.say('sendto alice top-secret');
    assert.equal(await alice.next(), 'alice: top-secret');
    alice.say('logout');
    await alice.next();
    await alice.next();
    using bob = await WireClient.login(server.port, 'bob');
    bob.socket.resetAndDestroy();
    await server.logged(({ msg, connection }) => msg === 'disconnected' && connection === 2);
    await server.stop();
    const told = server.log.map(({ level, time, ...rest }) => rest);
    assert.equal(told[0]?.msg, 'limits fit the memory');
    assert.deepEqual(told.slice(1, 8), [
      { connection: 1, address: '127.0.0.1', msg: 'connected' },
      { connection: 1, user: 'alice', msg: 'logged in' },
      { connection: 1, user: 'alice', why: 'logout', msg: 'logged out' },
      { connection: 2, address: '127.0.0.1', msg: 'connected' },
      { connection: 2, user: 'bob', msg: 'logged in' },
      { connection: 2, user: 'bob', why: 'connection lost (ECONNRESET)', msg: 'logged out' },
      { connection: 2, why: 'connection lost (ECONNRESET)', msg: 'disconnected' },
    ]);
    assert.doesNotMatch(server.stderr, /top-secret/);
  });

  test('is readable on a terminal, a line an event, and no name forges one', async () => {
    await using server = await ServerProcess.start('--log-format', 'pretty');
    // As hostile as an allowed name can be: quotes, braces, brackets, an apostrophe.
    using client = await WireClient.login(server.port, `"}{level=60[]'\\n`);
    client.socket.end();
    await client.gone();
    await server.stop();
    const lines = server.stderr.trimEnd().split('\n');
    assert.match(
      lines[1] ?? '',
      /^\[\d\d:\d\d:\d\d\] INFO: connected \{"connection":1,"address":"127.0.0.1"\}$/,
    );
    assert.match(
      lines[2] ?? '',
      /INFO: logged in \{"connection":1,"user":"\\"\}\{level=60\[\]'\\{1,2}n"\}$/,
    );
    for (const line of lines) assert.match(line, /^\[\d\d:\d\d:\d\d\] INFO: /);
  });

  test('that cannot be written, on a full disk say, is dropped, and the chat goes on', async (t) => {
    if (!existsSync('/dev/full')) return t.skip('this system has no /dev/full');
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [CHINWAG, 'serve', '--port', '0'], {
      stdio: ['ignore', 'pipe', full],
      env: cleanEnvironment(),
    });
    closeSync(full);
    try {
      const [line] = (await once(child.stdout as Readable, 'data')) as [Buffer];
      const port = Number(/:(\d+)\n$/.exec(String(line))?.[1]);
      for (const name of ['alice', 'bob', 'carol']) {
        using client = await WireClient.login(port, name);
        client.socket.end();
        await client.gone();
      }
      child.kill('SIGTERM');
      const [code] = await once(child, 'close');
      assert.equal(code, 0);
    } finally {
      child.kill('SIGKILL');
    }
  });

  test('goes no deeper than --log-level', async () => {
    await using server = await ServerProcess.start('--log-level', 'warn');
    using client = await WireClient.login(server.port, 'alice');
    client.socket.end();
    await client.gone();
    await server.stop();
    assert.equal(server.stderr, '');
  });
});

describe('shutdown', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    test(`${signal} delivers what was accepted, closes every connection and exits 0`, async () => {
      await using server = await ServerProcess.start();
      using slow = await WireClient.login(server.port, 'slow');
      using idle = await WireClient.connect(server.port);
      using alice = await WireClient.login(server.port, 'alice');
      slow.socket.pause();
      // More than the system takes for the peer, so that some of it waits in the server.
      const TEXTS = 40;
      const frame = encodeSendto('slow', 'x'.repeat(65_535));
      for (let i = 0; i < TEXTS; i++) alice.send(frame);
      await until(
        () => alice.heard.length === TEXTS,
        () => 'the answers',
      );
      assert.ok(alice.heard.every((answer) => answer === 'Success'));
      server.signal(signal);
      await alice.gone();
      await idle.gone();
      slow.socket.resume();
      await slow.gone();
      assert.equal(slow.heard.length, TEXTS, 'what was accepted is delivered');
      assert.deepEqual([slow.error, idle.error, alice.error], [null, null, null]);
      assert.deepEqual(await server.exited(), { code: 0, signal: null });
      assert.equal(server.log.at(-1)?.msg, 'stopped');
    });
  }

  test('accepts no more connections', async () => {
    await using server = await ServerProcess.start();
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using alice = await WireClient.login(server.port, 'alice');
    for (let i = 0; i < 40; i++) alice.send(encodeSendto('deaf', 'x'.repeat(65_535)));
    await until(
      () => alice.heard.length === 40,
      () => 'the answers',
    );
    server.signal('SIGTERM');
    await alice.gone();
    const refused = await new Promise<string | undefined>((resolve) => {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      socket.on('connect', () => resolve('connected'));
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
    });
    assert.equal(refused, 'ECONNREFUSED');
  });

  test('waits for a peer that does not read no longer than it is told to, and exits 0', async () => {
    await using server = await ServerProcess.start('--shutdown-timeout', '200ms');
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using alice = await WireClient.login(server.port, 'alice');
    for (let i = 0; i < 40; i++) alice.send(encodeSendto('deaf', 'x'.repeat(65_535)));
    await until(
      () => alice.heard.length === 40,
      () => 'the answers',
    );
    server.signal('SIGTERM');
    assert.deepEqual(await server.exited(), { code: 0, signal: null });
  });

  test('a second signal ends at once', async () => {
    await using server = await ServerProcess.start('--shutdown-timeout', '1h');
    using deaf = await WireClient.login(server.port, 'deaf');
    deaf.socket.pause();
    using alice = await WireClient.login(server.port, 'alice');
    for (let i = 0; i < 40; i++) alice.send(encodeSendto('deaf', 'x'.repeat(65_535)));
    await until(
      () => alice.heard.length === 40,
      () => 'the answers',
    );
    server.signal('SIGTERM');
    await server.logged(({ msg }) => msg === 'shutting down');
    server.signal('SIGINT');
    assert.deepEqual(await server.exited(), { code: null, signal: 'SIGINT' });
  });
});
