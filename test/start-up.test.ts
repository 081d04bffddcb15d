/** The start of a server: it loads nothing that only some servers need. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './support/server-process.ts';

const HOOK = fileURLToPath(new URL('support/loaded-modules.ts', import.meta.url));

/** Each with whoever needs it. */
const LATER = {
  undici: /deps\/undici\/undici$/,
  'pino-pretty, for a terminal': /\/node_modules\/pino-pretty\//,
  'smol-toml, for a file of options': /\/node_modules\/smol-toml\//,
  'ws, for the first WebSocket': /\/node_modules\/ws\//,
  'certificates that we make, for TLS': /\/node_modules\/@peculiar\//,
  'the widths of characters, for terminals': /\/node_modules\/string-width\//,
  "zod's larger half, for imports": /\/node_modules\/zod\/v4\/classic\//,
  'tables of storage, for its threads': /\/src\/store\/tables\//,
  'exports, imports and backups': /\/src\/store\/transfer\//,
  'the client library': /\/src\/client\//,
};

test('a server loads at its start only what every server needs', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-modules-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'loaded');
  const environment = {
    NODE_OPTIONS: `--import=${HOOK}`,
    LOADED_MODULES: file,
  };
  const server = await ServerProcess.launch(['--data', join(folder, 'data')], {
    environment,
  }).listening();
  assert.equal(await server.stop(), 0);
  const loaded = readFileSync(file, 'utf8').split('\n');
  assert.ok(
    loaded.some((one) => one.endsWith('/src/server.ts')),
    'the modules are known',
  );
  for (const [what, pattern] of Object.entries(LATER)) {
    assert.deepEqual(
      loaded.filter((one) => pattern.test(one)),
      [],
      what,
    );
  }
});
