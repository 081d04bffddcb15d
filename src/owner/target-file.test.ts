/** Where a command may write a file: never over a server's own, and only in place of regular files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { OwnerError } from './owner-error.ts';
import { checkTarget } from './target-file.ts';

const base = mkdtempSync(join(tmpdir(), 'chinwag-target-'));
after(() => rmSync(base, { recursive: true, force: true }));

const data = join(base, 'data');
const config = join(base, 'chinwag.toml');
writeFileSync(config, '');
for (const folder of [data, join(base, 'other')]) {
  mkdirSync(join(folder, 'before-restore-2026'), { recursive: true });
  for (const name of ['chinwag.db', 'chinwag.lock', 'search.db', 'before-restore-2026/chinwag.db'])
    writeFileSync(join(folder, name), '');
}

/** The reason for which `file` is refused; null: it is accepted. */
function refusal(file: string, force: boolean): string | null {
  try {
    const settings = { dataFolder: data, ownFiles: [config], kept: null as never };
    checkTarget(file, force, settings);
    return null;
  } catch (error) {
    if (!(error instanceof OwnerError)) throw error;
    return error.message;
  }
}

function refused(file: string, says: RegExp): void {
  for (const force of [true, false]) assert.match(refusal(file, force) ?? 'no', says, file);
}

test('nothing is written into a data folder, under any name, existing or not', () => {
  const names = ['chinwag.db', 'chinwag.db-journal', 'control.sock', 'tls-key.pem', 'new', '.'];
  for (const name of [...names, 'before-restore-2026/chinwag.db', 'before-restore-2026/new']) {
    refused(join(data, name), /is in the data folder .*; choose another place$/);
  }
  refused(join(base, 'other', 'chinwag.db'), /is in the data folder .*other/);
  refused(
    join(base, 'other', 'before-restore-2026', 'chinwag.db'),
    /is in the data folder .*other/,
  );
});

test('nothing is written through another name of the folder or of a server’s file', () => {
  symlinkSync(data, join(base, 'alias'));
  symlinkSync(join(data, 'chinwag.db'), join(base, 'link'));
  linkSync(join(data, 'search.db'), join(base, 'hard'));
  symlinkSync(config, join(base, 'config-link'));
  refused(join(base, 'alias'), /is in the data folder/);
  refused(join(base, 'alias', 'new'), /is in the data folder/);
  refused(join(base, 'link'), /is in the data folder/);
  refused(join(base, 'hard'), /is a file of the server's own/);
  refused(config, /is a file of the server's own/);
  refused(join(base, 'config-link'), /is a file of the server's own/);
});

test('only regular files are ever replaced', () => {
  const pipe = join(base, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  symlinkSync('/dev/null', join(base, 'null'));
  mkdirSync(join(base, 'folder'));
  refused(pipe, /is a pipe, and not a file/);
  refused(join(base, 'folder'), /is a folder, and not a file/);
  refused('/dev/null', /is a device, and not a file/);
  refused(join(base, 'null'), /is a device, and not a file/);
  refused(join(base, 'nowhere', 'file'), /there is no such file or folder$/);
});

test('any other file is created, and replaced on request', () => {
  const file = join(base, 'backup');
  assert.equal(refusal(file, false), null);
  writeFileSync(file, '');
  assert.match(
    refusal(file, false) ?? '',
    /exists; choose another name, or replace it with --force/,
  );
  assert.equal(refusal(file, true), null);
  mkdirSync(join(data, 'backups'));
  assert.equal(refusal(join(data, 'backups', 'monday'), false), null);
  // A dangling link takes its name.
  symlinkSync(join(base, 'nothing'), join(base, 'dangling'));
  assert.match(refusal(join(base, 'dangling'), false) ?? '', /exists/);
});
