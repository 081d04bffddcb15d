/** Data folders that others could use, that have links planted in them, or whose database is gone. */
import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { account, openStore, temporaryFolder } from '../../../test/support/store/stores.ts';
import { StoreError } from '../store-error.ts';
import { checkData } from '../transfer/check.ts';

async function refused(folder: string, says: RegExp): Promise<void> {
  await assert.rejects(openStore(folder), (error) => {
    assert.ok(error instanceof StoreError);
    assert.match(error.message, says);
    return true;
  });
}

/** A data folder that was used and is closed. */
async function used(t: TestContext): Promise<string> {
  const folder = temporaryFolder(t);
  const store = await openStore(folder);
  await store.stored(account(1));
  await store.close();
  return folder;
}

describe('a folder that is open to others', () => {
  test('is closed where it is a data folder or empty, and the operator is told', async (t) => {
    const empty = join(temporaryFolder(t), 'new');
    mkdirSync(empty);
    for (const folder of [await used(t), empty]) {
      chmodSync(folder, 0o755);
      const store = await openStore(folder);
      assert.equal(statSync(folder).mode & 0o777, 0o700);
      assert.match(
        store.lines[0] ?? '',
        /was open to others \(mode 755\), and is its owner's alone/,
      );
    }
  });

  test('is refused where there are other things in it, and they stay as they are', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'holiday.jpg'), '');
    chmodSync(folder, 0o777);
    await refused(folder, /others may use it \(mode 777\).*choose a folder of its own$/);
    assert.equal(statSync(folder).mode & 0o777, 0o777);
    assert.deepEqual(readdirSync(folder), ['holiday.jpg']);
  });
});

test('links in the place of files that a server opens are refused, and nothing is written there', async (t) => {
  const folder = await used(t);
  const victim = join(temporaryFolder(t), 'victim');
  writeFileSync(victim, 'mine');
  for (const name of [
    'chinwag.lock',
    'chinwag.db',
    'search.db',
    'erasures.jsonl',
    'control.sock',
  ]) {
    const file = join(folder, name);
    const kept = existsSync(file);
    if (kept) renameSync(file, `${file}.kept`);
    symlinkSync(victim, file);
    await refused(folder, new RegExp(`${name}: a link; `));
    const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
    if (name !== 'chinwag.db') {
      assert.match([...checkData(folder, counts)].join('\n'), new RegExp(`${name}: a link`));
    }
    rmSync(file);
    if (kept) renameSync(`${file}.kept`, file);
  }
  assert.equal(readFileSync(victim, 'utf8'), 'mine');
  await openStore(folder);
});

describe('a database that is gone', () => {
  test('is missed where anything shows that there was one', async (t) => {
    for (const trace of ['search.db', 'erasures.jsonl', 'chinwag.db-wal', 'chinwag.db.restored']) {
      const folder = temporaryFolder(t);
      writeFileSync(join(folder, trace), 'something');
      await refused(
        folder,
        new RegExp(`chinwag.db: missing, though ${trace} is there; chinwag restore`),
      );
      assert.ok(!existsSync(join(folder, 'chinwag.db')));
    }
    // An interrupted restore.
    const folder = temporaryFolder(t);
    mkdirSync(join(folder, 'before-restore-2026'));
    await refused(folder, /missing, though before-restore-2026 is there/);
  });

  test('is not missed where a start was cut off before there was one', async (t) => {
    const folder = await used(t);
    for (const name of readdirSync(folder)) if (name !== 'chinwag.lock') rmSync(join(folder, name));
    await openStore(folder);
  });
});
