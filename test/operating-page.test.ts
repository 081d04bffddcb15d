/** The commands in docs/OPERATING.md work as shown, one after the other. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readServerConfig } from '../src/options/config.ts';
import { OwnedData, PASSWORD } from './support/owner.ts';
import { CHINWAG, cleanEnvironment } from './support/server-process.ts';

const page = readFileSync(fileURLToPath(new URL('../docs/OPERATING.md', import.meta.url)), 'utf8');
const shown = page
  .split('\n')
  .filter((line) => line.startsWith('    npx chinwag '))
  .map((line) => line.trim());

test('every command of the page works', () => {
  using data = new OwnedData();
  // An npx that finds this checkout from anywhere.
  const bin = data.beside('bin');
  mkdirSync(bin);
  const script = `#!/bin/sh\nshift\nexec '${process.execPath}' '${CHINWAG}' "$@"\n`;
  writeFileSync(join(bin, 'npx'), script, { mode: 0o755 });
  const env = cleanEnvironment({
    CHINWAG_DATA: data.folder,
    PATH: `${bin}:${process.env.PATH ?? ''}`,
  });
  let count = 0;
  for (const line of shown) {
    const words = line.split(' ').slice(2);
    if (words[0] === 'serve') {
      readServerConfig(words.slice(1), {});
      continue;
    }
    count++;
    const cwd = data.beside('');
    const { status, stderr } = spawnSync(line, {
      shell: true,
      cwd,
      env,
      input: `${PASSWORD}\n`,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${line}: ${stderr}`);
  }
  assert.ok(count >= 12, String(count));
  assert.ok(existsSync(data.beside('chat-monday.db.erasures')));
});
