/** `backup` and `export` never overwrite the server's own files, and never leave a half-written target. */
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fingerprints } from './support/data-folder.ts';
import { SmallDisk } from './support/disk-faults.ts';
import { OwnedData } from './support/owner.ts';
import { Folder } from './support/tls.ts';

const kept = new Folder();
after(() => kept[Symbol.dispose]());

test('backup and export onto the data are refused, and nothing of them changes', async () => {
  using data = new OwnedData();
  await data.register('alice');
  const files = fingerprints(data.folder);
  for (const args of [
    ['backup', '--force', join(data.folder, 'chinwag.db')],
    ['export', '--force', join(data.folder, 'chinwag.db')],
    // Its record of erasures would come to stand in the place of the server's.
    ['backup', join(data.folder, 'x')],
  ]) {
    assert.match(await data.problem(args), /is in the data folder .*; choose another place$/);
  }
  assert.deepEqual(fingerprints(data.folder), files);
});

test('a data folder that was open to others is closed, and its owner is told once', async () => {
  using data = new OwnedData();
  mkdirSync(data.folder);
  chmodSync(data.folder, 0o755);
  for (const told of [true, false]) {
    const { status, stderr } = await data.run(['account', 'invite']);
    assert.equal(status, 0, stderr);
    assert.equal(
      /the data folder was open to others \(mode 755\), and is its owner's/.test(stderr),
      told,
    );
  }
});

const skip = SmallDisk.unavailable(kept);
test('what --force cannot replace stays whole, and nothing is left beside it', {
  skip,
}, async () => {
  using folder = new Folder();
  using disk = new SmallDisk(folder);
  using data = new OwnedData();
  await data.register('alice');
  const targets = { backup: join(disk.path, 'old.db'), export: join(disk.path, 'old.jsonl') };
  for (const [command, file] of Object.entries(targets)) await data.output([command, file]);
  const names = readdirSync(disk.path).sort();
  const contents = () => names.map((name) => readFileSync(join(disk.path, name)));
  const before = contents();
  disk.fill();
  for (const [command, file] of Object.entries(targets)) {
    assert.match(await data.problem([command, '--force', file]), /the disk is full/);
  }
  disk.empty();
  assert.deepEqual(readdirSync(disk.path).sort(), names);
  assert.deepEqual(contents(), before);
});
