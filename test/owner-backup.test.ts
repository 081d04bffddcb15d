/** `chinwag backup` and `chinwag restore`: what is restored, and what is not. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { done, logIn, OwnedData } from './support/owner.ts';

/** Occurs in no file unless somebody has written it. */
const SECRET = 'xylophone-quagmire';

/** The files below `folder` that have `text` in them. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(text));
}

/** alice and bob have written to each other; bob the secret. */
async function withMessages(data: OwnedData): Promise<void> {
  await using server = await data.serve();
  await data.register('alice', 'bob');
  using alice = await logIn(server.port, 'alice');
  await done(alice, 'sendto bob hello');
  await done(alice, 'logout');
  using bob = await logIn(server.port, 'bob');
  assert.equal(await bob.next(), 'alice: hello');
  await done(bob, `sendto alice ${SECRET}`);
  await server.stop();
}

test('a backup beside a server is whole, private, and comes back', async () => {
  using data = new OwnedData();
  using other = new OwnedData();
  await withMessages(data);
  const backup = data.beside('backup');
  let exported: string;
  {
    await using server = await data.serve();
    assert.equal(await data.output(['backup', backup]), '');
    exported = await data.output(['export']);
    using alice = await logIn(server.port, 'alice');
    assert.equal(await alice.next(), `bob: ${SECRET}`);
    await done(alice, 'sendto bob too late for the backup');
    assert.match(
      await data.problem(['restore', backup]),
      /in use by another chinwag: stop the server first$/,
    );
  }
  for (const file of [backup, `${backup}.erasures`]) {
    assert.equal(statSync(file).mode & 0o777, 0o600, file);
  }
  assert.match(await data.problem(['backup', backup]), /backup exists; .*--force$/);
  const newer = await data.output(['export']);
  const restored = await data.run(['restore', backup]);
  assert.deepEqual(
    [restored.status, restored.stdout],
    [0, 'restored: 2 accounts and 2 messages\n'],
  );
  assert.equal(await data.output(['export']), exported);
  // What was there is set aside, and can come back in the same way.
  const [, aside = ''] = /what was there before is in (.*)\n/.exec(restored.stderr) ?? [];
  assert.equal(statSync(aside).mode & 0o777, 0o700);
  await data.output(['restore', join(aside, 'chinwag.db')]);
  assert.equal(await data.output(['export']), newer);
  assert.match(await data.output(['check']), /^OK: 2 accounts, 3 messages in 1 conversations/);
  // Into another folder too; a server goes on from there, with ids that nobody has had.
  await other.output(['restore', backup]);
  assert.equal(await other.output(['export']), exported);
  await using server = await other.serve();
  using alice = await logIn(server.port, 'alice');
  assert.equal(await alice.next(), `bob: ${SECRET}`);
  await done(alice, 'sendto bob goes on');
  assert.match(await other.output(['export', '--account', 'bob']), /"id":100\d{4},[^\n]*goes on/);
  await data.output(['backup', '--force', backup]);
});

test('what was erased stays erased when an older backup is restored', async () => {
  using data = new OwnedData();
  using other = new OwnedData();
  await withMessages(data);
  const older = data.beside('older');
  await data.output(['backup', older]);
  assert.deepEqual(filesWith(data.folder, SECRET).length > 0, true);
  await data.output(['account', 'remove', 'bob', '--yes']);
  assert.deepEqual(filesWith(data.folder, SECRET), []);
  await data.output(['backup', data.beside('newer')]);
  assert.deepEqual(filesWith(data.folder, SECRET), []);
  assert.equal(readFileSync(data.beside('newer')).includes(SECRET), false);
  assert.match(
    readFileSync(data.beside('newer.erasures'), 'utf8'),
    /^\{"store":"[0-9a-f-]{36}","account":2\}\n$/,
  );
  // By the record in the data folder, by the one beside the newer backup, and when all the data were lost.
  await data.output(['restore', older]);
  await other.output(['restore', older]);
  for (const { folder } of [data, other]) {
    assert.deepEqual(filesWith(folder, SECRET), []);
    assert.match(readFileSync(join(folder, 'erasures.jsonl'), 'utf8'), /"account":2/);
  }
  for (const one of [data, other]) {
    const lines = (await one.output(['account', 'list', '--json'])).split('\n').slice(0, -1);
    assert.deepEqual(
      lines.map((line) => (JSON.parse(line) as { name: string }).name),
      ['alice'],
    );
    assert.match(await one.output(['check']), /^OK: 1 accounts, 1 messages/);
    assert.match(await one.problem(['account', 'add', 'bob'], 'another-password'), /reserved/);
  }
});

test('messages that are kept no longer do not come back to stay', async () => {
  using data = new OwnedData();
  using old = new OwnedData();
  const at = '2020-01-01T00:00:00.000Z';
  const person = { kind: 'account', id: 1, name: 'alice', registered: at };
  const said = { kind: 'message', id: 1, at, from: 1, fromName: 'alice', to: 1, toName: 'alice' };
  const lines = [
    { kind: 'chinwag-export', version: 1, person: null },
    { ...person, operator: false, received: 0 },
    { ...said, text: SECRET },
    { kind: 'end', accounts: 1, messages: 1 },
  ];
  await old.output(['import'], lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await old.output(['backup', old.beside('backup')]);
  const config = data.beside('chinwag.toml');
  writeFileSync(config, 'keep-messages = "365d"\n');
  await data.output(['restore', old.beside('backup'), '--config', config]);
  assert.deepEqual(filesWith(data.folder, SECRET), []);
  assert.match(await data.output(['check']), /^OK: 1 accounts, 0 messages/);
});

test('what is no backup is told, and nothing is touched', async () => {
  using data = new OwnedData();
  await withMessages(data);
  const exported = await data.output(['export']);
  const before = readdirSync(data.folder).sort();
  const backup = data.beside('backup');
  await data.output(['backup', backup]);
  const bytes = readFileSync(backup);
  const damaged = Buffer.from(bytes);
  damaged.fill(0xa5, 8192, 40_000);
  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', Buffer.alloc(0), /damaged: it is empty$/],
    ['text', Buffer.from('hello, this is no database at all'), /damaged, or not a database$/],
    ['damaged', damaged, /damaged/],
    ['cut', bytes.subarray(0, bytes.length / 2), /damaged/],
  ];
  for (const [name, content, problem] of cases) {
    const file = data.beside(name);
    writeFileSync(file, content);
    const said = await data.problem(['restore', file]);
    assert.match(said, problem, name);
    assert.ok(said.startsWith(file), said);
  }
  assert.match(await data.problem(['restore', data.beside('none')]), /there is no such file$/);
  mkdirSync(data.beside('folder'));
  assert.match(await data.problem(['restore', data.beside('folder')]), /folder/);
  assert.match(
    await data.problem(['backup', data.beside('no/such/file')]),
    /no such file or folder$/,
  );
  assert.equal(existsSync(data.beside('no')), false);
  assert.equal(await data.output(['export']), exported);
  const after = readdirSync(data.folder).filter((name) => !/-(?:wal|shm)$/.test(name));
  assert.deepEqual(
    after.sort(),
    before.filter((name) => !/-(?:wal|shm)$/.test(name)),
  );
});
