/** docs/ARCHITECTURE.md takes ten minutes to read, and everything it names exists. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/ARCHITECTURE.md'), 'utf8');

const WORDS_MAX = 2000;

/** The folders and files of the picture, by their whole paths: what is further in is within what is above it. */
function drawnPaths(): Set<string> {
  const [, picture = ''] = /^## The folders\n\n```\n([^`]*)```/m.exec(page) ?? [];
  const above: string[] = [];
  const paths = new Set<string>();
  for (const [, indent = '', name = ''] of picture.matchAll(/^( *)([\w.-]+\/?)/gm)) {
    above.length = indent.length / 2;
    const path = `${above.join('')}${name}`;
    above.push(name);
    paths.add(path);
  }
  return paths;
}

test('it has at most 2,000 words', () => {
  const words = page.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  assert.ok(words.length <= WORDS_MAX, String(words.length));
});

test('every path that it names exists', () => {
  const named = Array.from(
    page.matchAll(/`([\w.-]+\/[\w./-]*|[\w-]+\.tsx?)`/g),
    ([, one = '']) => one,
  );
  const drawn = Array.from(
    page.matchAll(/(?<![\w/.])((?:[\w-]+\/)+[\w-]+\.tsx?)/g),
    ([, one = '']) => one,
  );
  assert.ok(named.length > 30, String(named.length));
  for (const path of [...named, ...drawn]) {
    assert.ok(
      [root, join(root, 'src')].some((base) => existsSync(join(base, path))),
      path,
    );
  }
  for (const path of drawnPaths()) assert.ok(existsSync(join(root, path)), path);
});

test('it names every folder of src, and every other that has code', () => {
  const paths = drawnPaths();
  for (const folder of ['bin', 'test', 'bench', 'examples', 'scripts']) {
    assert.ok(paths.has(`${folder}/`), folder);
  }
  const folders = new Set(
    globSync('src/**/*.{ts,tsx,css,html,webmanifest,svg}', { cwd: root })
      .map((path) => path.slice(0, path.lastIndexOf('/') + 1))
      .filter((path) => !path.endsWith('/testing/')),
  );
  // Parts of a drawn folder may be named in its line.
  for (const folder of folders) {
    const name = `${folder.split('/').at(-2)}/`;
    assert.ok(paths.has(folder) || page.includes(`${name}`), folder);
  }
});
