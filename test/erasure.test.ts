/**
 * Erased texts are in no byte of any file, and secrets in no line of the log. The files are searched as they are, with
 * the database's log and the search index: while the server runs, and after it was killed.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { digest } from '../src/secrets/tokens.ts';
import { AccountClient, pageOf } from './support/account-client.ts';
import { filesWith } from './support/data-folder.ts';
import { LineClient } from './support/line-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { chosenSeed, Random } from './support/random.ts';
import { CHINWAG, ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';
import { until } from './support/until.ts';

const PASSWORD = 'correct horse';
const ALICE = { name: 'alice', password: PASSWORD };
const BOB = { name: 'bob', password: PASSWORD };
/** More than is erased at a time. */
const MESSAGES = 1200;
const AT_ONCE = 40;
const ATTEMPTS_MAX = 600;
/** In each text of hers, and of his; nothing else begins like it, so that an index has it whole. */
const HERS = 'zebrafinch';
const HIS = 'wombat';

function optionsIn(folder: Folder, ...more: string[]): string[] {
  return ['--data', folder.file('data'), ...QUICK_PASSWORDS, ...more];
}

/** Alice and bob write to each other, until it is in the search index. @returns what is secret about alice */
async function conversation(port: number, folder: Folder): Promise<string[]> {
  using alice = await AccountClient.hello(port);
  const registered = await alice.command('register', { ...ALICE, device: 'telephone' });
  using bob = await AccountClient.enter(port, 'register', BOB);
  for (let i = 0; i < MESSAGES; i += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, (_, j) => [
      alice.command('sendto', { to: 'bob' }, `${HERS} ${i + j} ${'.'.repeat((i * 7) % 900)}`),
      bob.command('sendto', { to: 'alice' }, `${HIS} ${i + j}`),
    ]);
    for (const answer of await Promise.all(batch.flat())) assert.ok(answer?.ok);
  }
  for (const word of [HERS, HIS]) {
    await indexed(bob, word);
    assert.ok(filesIn(folder, word).some((path) => path.endsWith('.db-wal')));
  }
  const token = registered?.json.token as string;
  return [token, digest(token), PASSWORD, passwordRecord(folder)];
}

function filesIn(folder: Folder, needle: string): string[] {
  return filesWith(folder.file('data'), needle);
}

/** What is stored of the password of alice, who registered first. */
function passwordRecord(folder: Folder): string {
  const database = new DatabaseSync(join(folder.file('data'), 'chinwag.db'), { readOnly: true });
  const row = database
    .prepare('SELECT record FROM secrets JOIN accounts ON secrets.id = secret ORDER BY accounts.id')
    .get();
  database.close();
  const record = row?.record as string;
  assert.match(record, /^\$argon2id\$/);
  assert.ok(filesIn(folder, record).length > 0, 'it is in a file');
  return record;
}

async function gone(folder: Folder, needles: readonly string[]): Promise<void> {
  const left = () => needles.flatMap((needle) => filesIn(folder, needle));
  await until(
    () => left().length === 0,
    () => `all of it to be gone; some is in ${left().join(', ')}`,
  );
}

async function hits(client: AccountClient, query: string): Promise<number> {
  const answer = await client.command('search', { query });
  assert.ok(answer?.ok, JSON.stringify(answer));
  return pageOf(answer).length;
}

/** Resolves when the index, which may be behind, has a message with `word`. */
async function indexed(client: AccountClient, word: string): Promise<void> {
  for (let attempts = 0; (await hits(client, word)) === 0; attempts++) {
    assert.ok(attempts < ATTEMPTS_MAX, `${word} is found`);
    await sleep(50);
  }
}

/** What bob wrote is there, and found; nothing of what alice wrote. */
async function checkHis(port: number): Promise<void> {
  using bob = await AccountClient.enter(port, 'login', BOB);
  await indexed(bob, HIS);
  assert.equal(await hits(bob, HERS), 0);
}

async function unregister(port: number, person = ALICE): Promise<void> {
  using client = await AccountClient.enter(port, 'login', person);
  assert.ok((await client.command('unregister', { password: PASSWORD }))?.ok);
}

describe('what is erased is gone from every file', () => {
  test('when somebody gives up the account', async () => {
    using folder = new Folder();
    await using server = await ServerProcess.start(...optionsIn(folder));
    const secrets = await conversation(server.port, folder);
    await unregister(server.port);
    await gone(folder, [HERS, ...secrets]);
    await checkHis(server.port);
    await server.stop('SIGKILL');
    await using again = await ServerProcess.start(...optionsIn(folder));
    await checkHis(again.port);
    assert.deepEqual(
      [HERS, ...secrets].flatMap((needle) => filesIn(folder, needle)),
      [],
    );
    // What was beside hers, on the same pages, is erased as well as if it had been alone.
    await unregister(again.port, BOB);
    await gone(folder, [HERS, HIS]);
    await again.stop();
    const checked = spawnSync(process.execPath, [CHINWAG, 'check', '--data', folder.file('data')]);
    assert.equal(checked.status, 0, `${checked.stdout}${checked.stderr}`);
  });

  test('also when the server was killed, again and again, in the middle of it', async (t) => {
    using folder = new Folder();
    const seed = chosenSeed();
    t.diagnostic(`TEST_SEED=${seed}`);
    const random = new Random(seed);
    const first = await ServerProcess.start(...optionsIn(folder));
    const secrets = await conversation(first.port, folder);
    await unregister(first.port);
    await sleep(random.below(50));
    await first.stop('SIGKILL');
    for (let i = 0; i < 4; i++) {
      t.diagnostic(`killed; it was still in ${filesIn(folder, HERS).length} files`);
      await using server = await ServerProcess.start(...optionsIn(folder));
      await sleep(random.below(100 * (i + 1)));
      await server.stop('SIGKILL');
    }
    await using last = await ServerProcess.start(...optionsIn(folder));
    await gone(folder, [HERS, ...secrets]);
    await checkHis(last.port);
  });

  test('when messages have been kept for long enough', async () => {
    using folder = new Folder();
    const hours = 3;
    const clock = `const now = Date.now; Date.now = () => now() - ${hours} * 3600_000;`;
    const preload = `--import=data:text/javascript,${encodeURIComponent(clock)}`;
    {
      await using past = ServerProcess.launch(optionsIn(folder), {
        environment: { NODE_OPTIONS: preload },
      });
      await conversation((await past.listening()).port, folder);
      await past.stop();
    }
    await using server = await ServerProcess.start(...optionsIn(folder, '--keep-messages', '2h'));
    await gone(folder, [HERS, HIS]);
    using alice = await AccountClient.enter(server.port, 'login', ALICE);
    assert.deepEqual(await alice.history('bob'), []);
    assert.ok((await alice.sendto('bob', 'new'))?.ok);
    assert.equal((await alice.history('bob')).length, 1);
    await server.stop();
    const database = new DatabaseSync(join(folder.file('data'), 'chinwag.db'), { readOnly: true });
    const { entries } = database.prepare('SELECT count(*) AS entries FROM log').get() as never;
    database.close();
    assert.ok(entries < 2 * MESSAGES, `${entries} entries are left: room is given back`);
  });
});

describe('secrets', () => {
  test('are in no line of the log, at its most talkative', async () => {
    using folder = new Folder();
    await using server = await ServerProcess.start(...optionsIn(folder, '--log-level', 'debug'));
    const { port } = server;
    const wrong = 'wrong horse';
    const chosen = 'battery staple';
    using alice = await AccountClient.hello(port);
    const registered = await alice.command('register', { ...ALICE, device: 'telephone' });
    const token = registered?.json.token as string;
    using bob = await AccountClient.enter(port, 'register', BOB);
    await alice.command('sendto', { to: 'bob', key: 'k' }, HERS);
    await bob.command('search', { query: `${HERS} from:alice` });
    await alice.command('change-password', { old: wrong, new: chosen });
    await alice.command('change-password', { old: PASSWORD, new: chosen });
    using plain = await AccountClient.connect(port);
    assert.equal((await plain.auth('alice', wrong))?.ok, false);
    assert.equal((await plain.auth('alice', token))?.ok, true);
    using line = await LineClient.connect(port);
    line.say('login bob');
    line.say(`password ${wrong}`);
    line.say(`password ${PASSWORD}`);
    line.say(`sendto alice ${HIS}`);
    line.say(`search ${HIS}`);
    line.say(`pasword ${wrong}`);
    line.say('exit');
    await line.all();
    await bob.command('unregister', { password: wrong });
    await bob.command('unregister', { password: PASSWORD });
    await server.stop();
    const said = server.stdout + server.stderr;
    assert.match(said, /wrong password/, 'something was logged');
    for (const secret of [wrong, chosen, PASSWORD, token, digest(token), HERS, HIS]) {
      assert.ok(!said.includes(secret), `${secret} is in the log`);
    }
  });

  for (const umask of ['000', '022', '077']) {
    test(`are readable by their owner alone, with the umask ${umask}`, async () => {
      using folder = new Folder();
      const data = folder.file('data');
      const options = ['--data', data, '--tls', 'self-signed', ...QUICK_PASSWORDS];
      const under = ['sh', '-c', `umask ${umask}; exec "$@"`, 'sh'];
      await using server = ServerProcess.launch(options, { under });
      const { port } = await server.listening();
      using alice = await AccountClient.enter(port, 'register', ALICE);
      using _bob = await AccountClient.enter(port, 'register', BOB);
      await alice.sendto('bob', HERS);
      await alice.command('search', { query: HERS });
      await unregister(port);
      await gone(folder, [HERS]);
      assert.equal(modeOf(data), '700');
      const names = readdirSync(data, { recursive: true, encoding: 'utf8' });
      const expected = ['chinwag.db', 'chinwag.db-wal', 'search.db', 'erasures.jsonl'];
      assert.deepEqual(
        expected.filter((name) => !names.includes(name)),
        [],
      );
      for (const name of names) {
        const path = join(data, name);
        assert.equal(modeOf(path), statSync(path).isDirectory() ? '700' : '600', path);
      }
    });
  }
});

function modeOf(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}
