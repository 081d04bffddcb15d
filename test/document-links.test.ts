/** Every link in the documents leads to a file of the project, or to a heading in one. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** A heading as GitHub names it in links. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsIn(page: string): Set<string> {
  return new Set(Array.from(page.matchAll(/^#+ (.*)$/gm), ([, heading = '']) => anchorOf(heading)));
}

for (const path of globSync(['*.md', 'docs/*.md'], { cwd: root })) {
  test(`the links of ${path}`, () => {
    const page = readFileSync(join(root, path), 'utf8');
    for (const [, target = ''] of page.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^https?:/.test(target)) continue;
      const [file = '', anchor] = target.split('#');
      const whole = file === '' ? join(root, path) : join(root, dirname(path), file);
      assert.ok(existsSync(whole), target);
      if (anchor !== undefined) {
        assert.ok(anchorsIn(readFileSync(whole, 'utf8')).has(anchor), target);
      }
    }
  });
}
