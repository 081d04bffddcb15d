/** A process with a low limit on open files accepts fewer connections, and storage keeps the files it needs. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { AccountClient } from './support/account-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';

const few = (files: number) => ({ under: ['prlimit', `--nofile=${files}:${files}`] });
const unlimited = spawnSync('prlimit', ['--version']).status !== 0 && 'needs prlimit';

describe('with few open files', { skip: unlimited }, () => {
  test('the start says so, and those who come make room before storage has to', async () => {
    using folder = new Folder();
    const options = ['--data', folder.file('data'), ...QUICK_PASSWORDS];
    await using server = await ServerProcess.launch(options, few(256)).listening();
    const line = await server.logged(({ msg }) => msg.startsWith('fewer connections than'));
    assert.deepEqual([line.connections, line['ulimit -n']], [96, 256]);
    let open = 0;
    const silent = Array.from({ length: 150 }, () => {
      const socket = connect({ port: server.port, host: '127.0.0.1' });
      return socket.on('connect', () => open++).on('error', () => {});
    });
    await until(
      () => open === silent.length,
      () => `${silent.length} connections`,
    );
    const given = { name: 'alice', password: 'correct horse' };
    using alice = await AccountClient.enter(server.port, 'register', given);
    assert.ok((await alice.sendto('alice', 'stored'))?.ok);
    assert.equal((await alice.history('alice')).length, 1);
    assert.doesNotMatch(server.stderr, /bug|EMFILE|cannot/);
    for (const socket of silent) socket.destroy();
  });

  test('too few are refused in one line', async () => {
    using folder = new Folder();
    await using server = ServerProcess.launch(['--data', folder.file('data')], few(100));
    assert.deepEqual(await server.exited(), { code: 1, signal: null });
    assert.equal(
      server.stderr,
      'chinwag: 100 open files (ulimit -n) are too few; a server needs 176 at least\n',
    );
  });
});
