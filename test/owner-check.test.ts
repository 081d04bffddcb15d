/** `chinwag check` finds damage, and reports none where there is none. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { done, logIn, OwnedData, PASSWORD } from './support/owner.ts';

async function withMessages(data: OwnedData): Promise<void> {
  await using server = await data.serve();
  await data.register('alice', 'bob', 'carol');
  using alice = await logIn(server.port, 'alice');
  await done(alice, 'sendto bob lunch at noon');
  await done(alice, 'sendto carol dinner');
  alice.say('sendto alice notes');
  assert.deepEqual([await alice.next(), await alice.next()], ['alice: notes', 'Success']);
  // Whoever searches finds what was said before, so it is in the index then.
  using other = await ExtendedClient.hello(server.port);
  await other.ask('login', { name: 'alice', password: PASSWORD });
  assert.equal((await other.ask('search', { query: 'notes' })).result, 'ok');
  const ok =
    /^OK: 3 accounts, 3 messages in 3 conversations, 0 devices; the search index is in use by/;
  assert.match(await data.output(['check']), ok);
  await server.stop();
}

test('sound data are OK, beside a server and without one, after kill -9 as well', async () => {
  using data = new OwnedData();
  await withMessages(data);
  const ok = /^OK: 3 accounts, 3 messages in 3 conversations, 0 devices; 3 messages looked for/;
  assert.match(await data.output(['check']), ok);
  const killed = await data.serve();
  using bob = await logIn(killed.port, 'bob');
  await bob.next();
  await done(bob, 'sendto carol last words');
  await killed.stop('SIGKILL');
  assert.match(await data.output(['check']), /^OK: 3 accounts, 4 messages in 4 conversations/);
});

describe('what is wrong is a line each', () => {
  test('in the files: who may read them, what is damaged', async () => {
    using data = new OwnedData();
    await withMessages(data);
    const file = join(data.folder, 'chinwag.db');
    const search = join(data.folder, 'search.db');
    chmodSync(data.folder, 0o755);
    chmodSync(file, 0o640);
    const modes = await data.run(['check']);
    assert.equal(modes.status, 1);
    assert.match(
      modes.stdout,
      /data: others may use it \(mode 755\); chmod 700 makes it yours alone\n/,
    );
    assert.match(modes.stdout, /chinwag\.db: others may use it \(mode 640\); chmod 600 makes/);
    chmodSync(data.folder, 0o700);
    for (const end of ['', '-wal', '-shm']) {
      if (existsSync(file + end)) chmodSync(file + end, 0o600);
    }
    const index = new DatabaseSync(search);
    index.exec("INSERT INTO words (words) VALUES ('delete-all')");
    index.close();
    const lost = await data.run(['check']);
    assert.equal(lost.status, 1);
    assert.match(lost.stdout, /^(search\.db: message \d+ is not found; .*makes it anew\n){3}$/);
    writeFileSync(search, 'no database', { mode: 0o600 });
    assert.match(
      (await data.run(['check'])).stdout,
      /^search\.db: .*the next start makes it anew\n$/,
    );
    rmSync(search);
    assert.match(await data.output(['check']), /^OK/);
    writeFileSync(file, 'no database', { mode: 0o600 });
    assert.match(await data.problem(['check']), /chinwag\.db: damaged, or not a database$/);
  });
});
