/** The built web client: what a browser loads before the page can be used. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const folder = fileURLToPath(new URL('../dist/web/', import.meta.url));

const SCRIPTS_BYTES_MAX = 90_000;

function read(path: string): string {
  assert.ok(existsSync(folder), 'the web client is not built: npm run build');
  return readFileSync(join(folder, path), 'utf8');
}

/** The scripts that the page names, and those that they import before they run. */
function scriptsAtOnce(): Map<string, string> {
  const page = read('index.html');
  const scripts = new Map<string, string>();
  const add = (given: string) => {
    // The page says ./assets, and a script that is beside another has none.
    const path = join(given);
    if (scripts.has(path)) return;
    const text = read(path);
    scripts.set(path, text);
    const imported = text.matchAll(/\b(?:from|import)\s*["'`](\.[^"'`]+\.js)["'`]/g);
    for (const [, other = ''] of imported) add(join(dirname(path), other));
  };
  for (const [tag] of page.matchAll(/<(?:script|link)\b[^>]*>/g)) {
    const [, path] = /\b(?:src|href)="([^"]+\.js)"/.exec(tag) ?? [];
    if (path !== undefined) add(path);
  }
  return scripts;
}

test('the scripts before the first interaction are small', (context) => {
  const sizes = Array.from(scriptsAtOnce(), ([path, text]) => ({
    path,
    bytes: gzipSync(text, { level: 9 }).length,
  }));
  assert.ok(sizes.length > 0, 'the page has a script');
  const bytes = sizes.reduce((sum, one) => sum + one.bytes, 0);
  const list = sizes.map((one) => `${one.path} ${one.bytes}`).join(', ');
  context.diagnostic(`${bytes} bytes of ${SCRIPTS_BYTES_MAX}, compressed: ${list}`);
  assert.ok(bytes <= SCRIPTS_BYTES_MAX, `${bytes} bytes, more than ${SCRIPTS_BYTES_MAX}: ${list}`);
});

test('the page has nothing within it that its policy forbids', () => {
  assert.doesNotMatch(read('index.html'), /<style|\sstyle=|<script(?![^>]*\ssrc=)|data:|\son\w+=/);
});
