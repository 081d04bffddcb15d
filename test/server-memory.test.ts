/** A server with little memory reports at its start how much there is, and what follows from it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ServerProcess } from './support/server-process.ts';
import { WireClient } from './support/wire-client.ts';

test('a start with little memory says so, keeps V8 within it, and serves', async () => {
  await using server = await ServerProcess.start('--memory', '128MiB', '--max-connections', '77');
  const { memory, of, ...limits } = await server.logged(
    ({ msg }) => msg === 'limits fit the memory',
  );
  assert.deepEqual([memory, of], ['128MiB', '--memory']);
  assert.match(String(limits['max-queued-total']), /^\dMiB$/);
  assert.match(String(limits['database-cache']), /^\dMiB$/);
  assert.deepEqual([limits['passwords-at-once'], limits['max-connections']], ['1', '77']);
  // It is the process that was started, with other bounds.
  const started = readFileSync(`/proc/${server.pid}/cmdline`, 'utf8').split('\0');
  assert.ok(started.includes('--max-semi-space-size=1'), started.join(' '));
  using alice = await WireClient.login(server.port, 'alice');
  alice.say('sendto alice hi');
  assert.deepEqual([await alice.next(), await alice.next()], ['alice: hi', 'Success']);
  const ended = server.exited();
  server.signal('SIGTERM');
  assert.deepEqual(await ended, { code: 0, signal: null });
});
