/** Folders that cannot be used get one clear line, and nothing in them is touched. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import {
  account,
  contents,
  message,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { until } from '../../../test/support/until.ts';
import { number } from '../database/database.ts';
import { SCHEMA_VERSION } from '../database/migrations.ts';
import { applyMigrations } from '../database/opening.ts';
import { StoreError } from '../store-error.ts';
import { FolderLock } from './folder-lock.ts';

describe('a folder in use', () => {
  test('is refused, also within a process', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await refused(folder, /in use by another chinwag/);
    await one.stored(message(1, 2, 'still works'));
    await one.close();
    await openStore(folder);
  });

  test('is free again when its server was killed', async (t) => {
    const folder = temporaryFolder(t);
    const child = await holder(folder);
    try {
      const before = contents(folder);
      await refused(folder, /in use by another chinwag/);
      assert.deepEqual(contents(folder), before);
    } finally {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const one = await openStore(folder);
    assert.deepEqual(texts(await one.history(1, 2)), ['from the child']);
  });
});

describe('a folder of a newer version', () => {
  test('is refused, and nothing is touched', async (t) => {
    const folder = await filled(t);
    const database = new DatabaseSync(join(folder, 'chinwag.db'));
    database.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
    database.close();
    await refusedUntouched(folder, /of a newer version/);
  });
});

describe('a damaged folder', () => {
  const damage: Record<string, (file: string, size: number) => void> = {
    'an empty database': (file) => truncateSync(file, 0),
    'a database cut short': (file, size) => truncateSync(file, size - 8192),
    'a database cut within a page': (file, size) => truncateSync(file, size / 2 - 100),
    'a header of zeros': (file) => overwrite(file, 0, Buffer.alloc(100)),
    'a first page of zeros': (file) => overwrite(file, 0, Buffer.alloc(4096)),
    'another kind of file': (file) => writeFileSync(file, 'Dear diary,\n'.repeat(1000)),
    'a database missing from its log': (file) => {
      writeFileSync(`${file}-wal`, Buffer.alloc(100, 1));
      rmSync(file);
    },
  };
  for (let page = 1; page <= 6; page++) {
    damage[`noise in page ${page}`] = (file) => {
      overwrite(file, 4096 * page, Buffer.from(noise(4096, page)));
    };
  }
  for (const [what, harm] of Object.entries(damage)) {
    test(`with ${what} is refused, and nothing is touched`, async (t) => {
      const folder = await filled(t);
      const file = join(folder, 'chinwag.db');
      harm(file, contents(folder).get('chinwag.db')?.length ?? 0);
      await refusedUntouched(folder, /damaged|not a database|missing/);
    });
  }

  test('with a log beside a damaged database is refused, and both stay', async (t) => {
    const folder = await filled(t);
    const one = await openStore(folder);
    await one.stored(message(1, 2, 'in the log'));
    const copy = temporaryFolder(t);
    for (const name of ['chinwag.db', 'chinwag.db-wal'])
      cpSync(join(folder, name), join(copy, name));
    const file = join(copy, 'chinwag.db');
    // The write-ahead log has newer copies of some pages, and those count.
    overwrite(file, 4096, Buffer.from(noise(readFileSync(file).length - 4096, 1)));
    await refusedUntouched(copy, /damaged|not a database/);
  });

  test('a log that was cut short is not damage: its whole commits count', async (t) => {
    const folder = temporaryFolder(t);
    const one = await openStore(folder);
    await one.stored(message(1, 2, 'kept'));
    const copy = temporaryFolder(t);
    const cut = contents(folder).get('chinwag.db-wal')?.length ?? 0;
    await one.stored(message(1, 2, 'cut off'));
    for (const name of ['chinwag.db', 'chinwag.db-wal'])
      cpSync(join(folder, name), join(copy, name));
    truncateSync(join(copy, 'chinwag.db-wal'), cut + 100);
    const two = await openStore(copy);
    assert.deepEqual(texts(await two.history(1, 2)), ['kept']);
  });

  test('a damaged search index is rebuilt', async (t) => {
    for (const harm of [
      (file: string) => truncateSync(file, 5000),
      (file: string) => overwrite(file, 0, Buffer.alloc(100)),
      (file: string) => writeFileSync(file, 'nonsense'),
      (file: string) => rmSync(file),
    ]) {
      const folder = await filled(t);
      harm(join(folder, 'search.db'));
      const one = await openStore(folder);
      assert.deepEqual(texts(await one.search(1, ['number 17'])), ['number 17']);
    }
  });
});

test('a search index of an earlier version is rebuilt in the background, and the log shows the progress', async (t) => {
  const folder = temporaryFolder(t);
  const before = await openStore(folder);
  await before.stored(message(1, 2, 'the Straße, 5 € & שָׁלוֹם'));
  // Enough texts for several slices of the search index.
  for (let i = 0; i < 20; i++) await before.stored(message(1, 2, `long ${'x'.repeat(250_000)}`));
  assert.deepEqual(texts(await before.search(1, ['straße'])), ['the Straße, 5 € & שָׁלוֹם']);
  await before.close();
  const index = new DatabaseSync(join(folder, 'search.db'));
  index.exec(`
    DROP TABLE words;
    CREATE VIRTUAL TABLE words USING fts5 (
      text, who, content = '', columnsize = 0, tokenize = 'unicode61 remove_diacritics 2'
    );
    PRAGMA user_version = 2;
  `);
  index.close();
  const after = await openStore(folder);
  await until(
    () => after.lines.includes('the search index is complete'),
    () => after.lines.join('\n'),
  );
  assert.deepEqual(texts(await after.search(1, ['STRASSE', '€', '&', 'שלום']))?.length, 1);
  const [first, ...progress] = after.lines;
  assert.equal(first, 'the search index is of another version, and is made anew');
  assert.equal(progress.pop(), 'the search index is complete');
  const shares = progress.map((line) => Number(/ has (\d0) % of the log$/.exec(line)?.[1]));
  assert.ok(shares.length > 1, after.lines.join('\n'));
  assert.deepEqual(
    shares,
    [...new Set(shares)].sort((a, b) => a - b),
  );
});

describe('a folder that cannot be written', () => {
  test('is refused with one line', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'file'), '');
    await refused(join(folder, 'file'), /not a folder/);
    await refused(join(folder, 'file', 'below'), /not a folder/);
    if (process.getuid?.() === 0) {
      t.diagnostic('the rest needs a user that is not root');
      return;
    }
    mkdirSync(join(folder, 'closed'));
    chmodSync(join(folder, 'closed'), 0o500);
    await refused(join(folder, 'closed'), /permission|cannot be/);
  });
});

describe('migrations', () => {
  test('are applied in order, each once, and taken back when they fail', () => {
    const database = new DatabaseSync(':memory:');
    const steps = ['CREATE TABLE a (x)', 'INSERT INTO a VALUES (1)'];
    applyMigrations(database, steps);
    applyMigrations(database, [...steps, 'INSERT INTO a VALUES (2)']);
    assert.equal(number(database, 'SELECT sum(x) FROM a'), 3);
    assert.equal(number(database, 'PRAGMA user_version'), 3);
    const bad = ['', '', '', 'INSERT INTO a VALUES (3); INSERT INTO nowhere VALUES (1)'];
    assert.throws(() => applyMigrations(database, bad), /nowhere/);
    assert.equal(number(database, 'SELECT sum(x) FROM a'), 3);
    assert.equal(number(database, 'PRAGMA user_version'), 3);
    database.close();
  });

  test('are repeated after an interruption', async (t) => {
    const folder = temporaryFolder(t);
    const lock = new FolderLock(folder);
    // The remains of a power cut during the creation of the database.
    writeFileSync(join(folder, 'chinwag.db.new'), 'half a data');
    lock.release();
    const one = await openStore(folder);
    await one.stored(message(1, 2, 'x'));
    assert.ok(!contents(folder).has('chinwag.db.new'));
  });
});

/** A folder with data, and its store closed. */
async function filled(t: Parameters<typeof temporaryFolder>[0]): Promise<string> {
  const folder = temporaryFolder(t);
  const one = await openStore(folder);
  await one.stored(account(1, 'password'));
  for (let i = 0; i < 500; i++) one.store.append(message(1, 2, `number ${i}`), () => {});
  await one.search(1, ['number']);
  await one.close();
  return folder;
}

async function refused(folder: string, reason: RegExp): Promise<void> {
  await assert.rejects(openStore(folder), (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.match(error.message, reason);
    assert.doesNotMatch(error.message, /\n/);
    assert.ok(error.message.startsWith(folder), error.message);
    return true;
  });
}

async function refusedUntouched(folder: string, reason: RegExp): Promise<void> {
  const before = contents(folder);
  await refused(folder, reason);
  const after = contents(folder);
  // The lock file is empty, and a new one is no change.
  if (!before.has('chinwag.lock')) after.delete('chinwag.lock');
  assert.deepEqual([...after.keys()], [...before.keys()]);
  for (const [name, bytes] of before) assert.ok(after.get(name)?.equals(bytes), name);
}

function overwrite(file: string, position: number, bytes: Buffer): void {
  const whole = readFileSync(file);
  bytes.copy(whole, position);
  writeFileSync(file, whole);
}

/** The same bytes for the same seed. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state >>> 16;
  });
}

/** A process that has `folder` open and has stored a message. */
async function holder(folder: string): Promise<ChildProcess> {
  const script = `
    import { Store } from ${JSON.stringify(new URL('../store.ts', import.meta.url).href)};
    const log = { failed() {}, note() {} };
    const settings = { durability: 'full', keepMessagesMs: Infinity, keepAuditMs: Infinity };
    const store = await Store.open(process.argv[1], settings, log);
    const text = new TextEncoder().encode('from the child');
    store.append({ kind: 'message', from: 1, to: 2, key: null, waits: false, text }, () =>
      process.stdout.write('ready'));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}
