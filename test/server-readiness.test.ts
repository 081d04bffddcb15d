/** /healthz says that the server lives, /readyz whether it can work; damage is reported as damage, once. */
import assert from 'node:assert/strict';
import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Reason } from '../src/protocol/frames.ts';
import { AccountClient } from './support/account-client.ts';
import { SmallDisk } from './support/disk-faults.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';

const kept = new Folder();
after(() => kept[Symbol.dispose]());

const GIVEN = { name: 'alice', password: 'correct horse' };
const PAGE_BYTES = 4096;

function start(data: string): Promise<ServerProcess> {
  return ServerProcess.start('--data', data, ...QUICK_PASSWORDS);
}

/** The status and the body of `path`. */
async function asked({ port }: ServerProcess, path: string): Promise<[number, string]> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return [answer.status, await answer.text()];
}

const FINE = [200, '{"status":"ok"}\n'];

const skip = SmallDisk.unavailable(kept);
test('a full disk: not ready, and ready again when there is room, though nobody writes', {
  skip,
}, async () => {
  using folder = new Folder();
  using disk = new SmallDisk(folder);
  await using server = await start(join(disk.path, 'data'));
  using alice = await AccountClient.enter(server.port, 'register', GIVEN);
  assert.deepEqual(await asked(server, '/readyz'), FINE);
  disk.fill();
  await until(
    async () => (await alice.sendto('alice', 'x'.repeat(60_000)))?.reason === Reason.notStored,
    () => 'a text to be refused',
  );
  assert.deepEqual(await asked(server, '/readyz'), [
    503,
    'messages cannot be stored: the disk is full\n',
  ]);
  assert.deepEqual(await asked(server, '/healthz'), FINE);
  disk.empty();
  await until(
    async () => (await asked(server, '/readyz'))[0] === 200,
    () => 'the server to be ready',
  );
});

test('a damaged database is told as damage, to clients too, and once to the operator', async () => {
  using folder = new Folder();
  const data = folder.file('data');
  {
    await using server = await start(data);
    using alice = await AccountClient.enter(server.port, 'register', GIVEN);
    for (let i = 0; i < 20; i++) await alice.sendto('alice', `${i} ${'.'.repeat(2000)}`);
    await server.stop();
  }
  await using server = await start(data);
  // Every page but the first, behind the server's back.
  const file = join(data, 'chinwag.db');
  const size = statSync(file).size;
  const database = openSync(file, 'r+');
  writeSync(database, Buffer.alloc(size - PAGE_BYTES, 0xa5), 0, size - PAGE_BYTES, PAGE_BYTES);
  closeSync(database);
  using alice = await AccountClient.hello(server.port);
  await alice.command('login', GIVEN);
  for (let i = 0; i < 3; i++) {
    const answer = await alice.command('history', { with: 'alice' });
    assert.equal(answer?.reason, Reason.damaged);
  }
  const [status, reason] = await asked(server, '/readyz');
  assert.equal(status, 503);
  assert.match(reason, /^(?:stored )?messages cannot be (?:stored|read): damaged[^\n]*\n$/);
  assert.deepEqual(await asked(server, '/healthz'), FINE);
  const told = server.log.filter(({ msg }) => /cannot be (?:stored|read): damaged/.test(msg));
  assert.deepEqual(
    told.map(({ level }) => level),
    [50],
  );
  assert.match(told[0]?.msg ?? '', /stop the server; chinwag check .* chinwag restore /);
});
