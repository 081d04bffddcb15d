/** An unusable data folder gives one clear line at the start and status 1, and stays untouched. */
import assert from 'node:assert/strict';
import {
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { AccountClient } from './support/account-client.ts';
import { fingerprints } from './support/data-folder.ts';
import { SmallDisk } from './support/disk-faults.ts';
import { ExtendedClient } from './support/extended-client.ts';
import { QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { Folder } from './support/tls.ts';

const PAGE_BYTES = 4096;

const kept = new Folder();
/** Data folders of a server that was stopped, and of one that was killed. */
const stopped = kept.file('stopped');
const killed = kept.file('killed');

before(async () => {
  for (const [data, signal] of [
    [stopped, 'SIGTERM'],
    [killed, 'SIGKILL'],
  ] as const) {
    await using server = await start(data);
    const given = { name: 'alice', password: 'correct horse' };
    using alice = await AccountClient.enter(server.port, 'register', given);
    for (let i = 0; i < 300; i++) await alice.sendto('alice', `text ${i} ${'.'.repeat(1000)}`);
    await server.stop(signal);
  }
});
after(() => kept[Symbol.dispose]());

function start(data: string): Promise<ServerProcess> {
  return ServerProcess.start('--data', data, ...QUICK_PASSWORDS);
}

/** A server refuses `data`, in one line that `says`; the files there stay as they are, byte for byte. */
async function refused(data: string, says: RegExp): Promise<void> {
  const isFolder = statSync(data).isDirectory();
  const files = isFolder ? fingerprints(data) : null;
  await using server = ServerProcess.launch(['--data', data, ...QUICK_PASSWORDS]);
  assert.deepEqual(await server.exited(), { code: 1, signal: null });
  assert.equal(server.stdout, '');
  const lines = server.stderr.split('\n');
  assert.equal(lines.length, 2, server.stderr);
  assert.ok(lines[0]?.startsWith(`chinwag: ${data}`), server.stderr);
  assert.match(lines[0] as string, says);
  if (files !== null) assert.deepEqual(fingerprints(data), files);
}

function overwrite(file: string, position: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, position);
  closeSync(descriptor);
}

/** What somebody, or a disk, may have done to chinwag.db. */
const harms: readonly (readonly [string, (file: string) => void, RegExp])[] = [
  ['it is empty', (file) => truncateSync(file), /damaged/],
  ['its end is missing', (file) => truncateSync(file, PAGE_BYTES * 5), /damaged/],
  ['it ends within its header', (file) => truncateSync(file, 50), /not a database of chinwag/],
  ['its header is garbage', (file) => overwrite(file, 0, Buffer.alloc(100, 7)), /damaged/],
  [
    'a page is garbage',
    (file) => overwrite(file, PAGE_BYTES * 3, Buffer.alloc(PAGE_BYTES, 0xa5)),
    /damaged/,
  ],
  [
    'a page is zero',
    (file) => overwrite(file, PAGE_BYTES * 4, Buffer.alloc(PAGE_BYTES)),
    /damaged/,
  ],
  ['it is something else', (file) => writeFileSync(file, 'my notes\n'.repeat(1000)), /damaged/],
  [
    'it is a database of somebody else',
    (file) => {
      rmSync(file);
      const database = new DatabaseSync(file);
      database.exec('CREATE TABLE mine (text)');
      database.close();
    },
    /not a database of chinwag/,
  ],
  [
    'it is of a newer version',
    // The version is at offset 60 (https://www.sqlite.org/fileformat.html).
    (file) => overwrite(file, 60, Buffer.of(0, 0, 0, 99)),
    /newer version of chinwag \(data version 99; this one knows \d+\)/,
  ],
  [
    'it is a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
    /not a file/,
  ],
];

describe('a data folder is left alone', () => {
  for (const [what, harm, says] of harms) {
    test(`when ${what}`, async () => {
      using folder = new Folder();
      const data = folder.file('data');
      cpSync(stopped, data, { recursive: true });
      harm(join(data, 'chinwag.db'));
      await refused(data, says);
    });
  }

  test('when the database is gone, and its log is there', async () => {
    using folder = new Folder();
    const data = folder.file('data');
    cpSync(killed, data, { recursive: true });
    rmSync(join(data, 'chinwag.db'));
    await refused(data, /missing/);
  });

  test('when the database is gone, and its search index is there', async () => {
    using folder = new Folder();
    const data = folder.file('data');
    cpSync(stopped, data, { recursive: true });
    rmSync(join(data, 'chinwag.db'));
    await refused(data, /chinwag\.db: missing, though search\.db is there; chinwag restore/);
  });

  test('when another server uses it, which goes on', async () => {
    using folder = new Folder();
    const data = folder.file('data');
    await using server = await start(data);
    const given = { name: 'alice', password: 'correct horse' };
    using alice = await AccountClient.enter(server.port, 'register', given);
    await alice.sendto('alice', 'one');
    // So that what is written meanwhile is not its own doing: it has nothing left to do, and is stopped.
    using searcher = await ExtendedClient.hello(server.port);
    await searcher.ask('login', given);
    for (let found = 0; found < 1; ) {
      const { messages } = await searcher.ask('search', { query: 'one' });
      found = (messages as unknown[]).length;
    }
    server.signal('SIGSTOP');
    await refused(data, /in use by another chinwag/);
    server.signal('SIGCONT');
    await alice.sendto('alice', 'two');
    assert.deepEqual(
      (await alice.history('alice')).map(({ text }) => text),
      ['one', 'two'],
    );
  });

  test('when it is a file', async () => {
    using folder = new Folder();
    const file = folder.write('data', 'my notes\n');
    await refused(file, /not a folder/);
    assert.equal(readFileSync(file, 'utf8'), 'my notes\n');
  });
});

describe('a data folder', () => {
  test('whose log ends in something half written serves what was committed before', async () => {
    using folder = new Folder();
    const data = folder.file('data');
    cpSync(killed, data, { recursive: true });
    const log = join(data, 'chinwag.db-wal');
    writeFileSync(log, Buffer.alloc(10_000, 0x5a), { flag: 'a' });
    await using server = await start(data);
    const given = { name: 'alice', password: 'correct horse' };
    using alice = await AccountClient.enter(server.port, 'login', given);
    assert.equal((await alice.history('alice')).length, 300);
  });

  test('can be moved to another place', async () => {
    using folder = new Folder();
    const data = folder.file('elsewhere');
    cpSync(killed, folder.file('copy'), { recursive: true });
    renameSync(folder.file('copy'), data);
    await using server = await start(data);
    const given = { name: 'alice', password: 'correct horse' };
    using alice = await AccountClient.enter(server.port, 'login', given);
    assert.equal((await alice.history('alice')).length, 300);
  });

  const noDisk = SmallDisk.unavailable(kept);
  test('on a disk that is read-only is refused', { skip: noDisk }, async () => {
    using folder = new Folder();
    using disk = new SmallDisk(folder);
    const data = join(disk.path, 'data');
    cpSync(stopped, data, { recursive: true });
    disk.lock();
    await refused(data, /read-only|cannot be written|cannot be opened/);
  });

  test('on a disk that is full is refused until there is room', { skip: noDisk }, async () => {
    using folder = new Folder();
    using disk = new SmallDisk(folder);
    const data = join(disk.path, 'data');
    mkdirSync(data);
    disk.fill();
    await refused(data, /the disk is full/);
    disk.empty();
    await using server = await start(data);
    const given = { name: 'alice', password: 'correct horse' };
    using _alice = await AccountClient.enter(server.port, 'register', given);
  });
});
