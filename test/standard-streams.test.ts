/** Every command with standard streams that are full or closed, or not UTF-8. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { chinwag, OwnedData, PASSWORD } from './support/owner.ts';
import { CHINWAG, cleanEnvironment, ServerProcess } from './support/server-process.ts';

/** The exit status of `child`, and its standard error. */
async function endOf(child: ChildProcess): Promise<[number, string]> {
  const ended = once(child, 'exit');
  const stderr = child.stderr === null ? '' : await text(child.stderr);
  const [status] = await ended;
  return [status, stderr];
}

/** Runs `script` in bash, where `chinwag` is the program. */
function shell(script: string, input = ''): Promise<[number, string]> {
  const program = `chinwag() { '${process.execPath}' '${CHINWAG}' "$@"; }`;
  const child = spawn('bash', ['-c', `${program}\n${script}`], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: cleanEnvironment(),
  });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return endOf(child);
}

const FULL: [number, string] = [1, 'chinwag: cannot write to standard output: the disk is full\n'];

test('a full disk is told in a line, with status 1', async () => {
  using data = new OwnedData();
  await data.register('alice');
  await using server = await ServerProcess.start();
  const connect = `connect 127.0.0.1 ${server.port}`;
  const commands = {
    [connect]: 'login full\nlogout\n',
    'serve --help': '',
    '--version': '',
    [`export --data ${data.folder}`]: '',
  };
  for (const [command, input] of Object.entries(commands)) {
    assert.deepEqual(await shell(`chinwag ${command} >/dev/full`, input), FULL, command);
  }
});

test('who reads no further is told nothing: it ends as SIGPIPE ends others', async () => {
  using data = new OwnedData();
  await data.register('alice');
  for (const args of [['--help'], ['export', '--data', data.folder]]) {
    const child = spawn(process.execPath, [CHINWAG, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment(),
    });
    child.stdout.destroy();
    assert.deepEqual(await endOf(child), [141, ''], args.join(' '));
  }
});

test('a usage error keeps its status where nobody hears of it', async () => {
  assert.deepEqual(await shell('chinwag nonsense 2>/dev/full'), [2, '']);
});

test('a server whose output is lost says so in its log, and serves', async () => {
  const full = openSync('/dev/full', 'w');
  const data = ['--log-format', 'json', '--port', '0'];
  const server = spawn(process.execPath, [CHINWAG, 'serve', ...data], {
    stdio: ['ignore', full, 'pipe'],
    env: cleanEnvironment(),
  });
  closeSync(full);
  let logged = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    logged += chunk.toString();
    // A second signal would end it at once.
    if (!server.killed && logged.includes('the disk is full')) server.kill('SIGTERM');
  });
  const [status, stderr] = await endOf(server);
  assert.equal(status, 0, stderr);
  assert.match(stderr, /cannot write to standard output: the disk is full.*"msg":"stopped"/s);
});

test('arguments, variables, files and passwords that are not UTF-8 are refused', async () => {
  using data = new OwnedData();
  const config = data.beside('latin.toml');
  writeFileSync(config, Buffer.from('host = "m\xfcller"\n', 'latin1'));
  assert.deepEqual(await shell(`chinwag account add $'m\\xfcller' --data ${data.folder}`), [
    2,
    'chinwag: "m\ufffdller" is not UTF-8\n',
  ]);
  assert.deepEqual(await shell(`CHINWAG_HOST=$'m\\xfcller' chinwag serve`), [
    2,
    'chinwag: CHINWAG_HOST: "m\ufffdller" is not UTF-8\n',
  ]);
  const { status, stderr } = await chinwag(['serve', '--config', config]);
  assert.deepEqual([status, stderr], [2, `chinwag: ${config}: it is not UTF-8\n`]);
  for (const [encoding, password] of [
    ['latin1', 'a-g\xfcd-password\n'],
    ['utf16le', '\ufeffa-good-password\n'],
    ['utf16le', 'a-good-password\n'],
  ] as const) {
    const problem = await data.problem(['account', 'add', 'bob'], Buffer.from(password, encoding));
    assert.equal(problem, 'standard input is not UTF-8');
  }
  // What Windows puts before a text is no part of a password.
  await data.output(['account', 'add', 'bob'], `\ufeff${PASSWORD}\r\n`);
});
