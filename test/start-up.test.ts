/** The start of programs: each loads only what it needs, for that is most of the time that it takes. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chinwag } from './support/owner.ts';
import { PASSWORD } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';

const HOOK = fileURLToPath(new URL('support/loaded-modules.ts', import.meta.url));

/** For a server: each with whoever needs it. */
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

const folder = mkdtempSync(join(tmpdir(), 'chinwag-modules-'));
after(() => rmSync(folder, { recursive: true }));

/** The environment in which a program leaves what it loaded in `file`. */
function watched(file: string): Record<string, string> {
  return { NODE_OPTIONS: `--import=${HOOK}`, LOADED_MODULES: file };
}

/** What a program loaded; `needed` is known to be among it. */
function loadedIn(file: string, needed: string): string[] {
  const loaded = readFileSync(file, 'utf8').split('\n');
  assert.ok(
    loaded.some((one) => one.endsWith(needed)),
    needed,
  );
  return loaded;
}

function assertWithout(loaded: readonly string[], pattern: RegExp, what: string): void {
  const found = loaded.filter((one) => pattern.test(one));
  assert.deepEqual(found, [], what);
}

test('a server loads at its start only what every server needs', async () => {
  const file = join(folder, 'server');
  const options = ['--data', join(folder, 'data')];
  const environment = watched(file);
  const server = await ServerProcess.launch(options, { environment }).listening();
  assert.equal(await server.stop(), 0);
  const loaded = loadedIn(file, '/src/server.ts');
  for (const [what, pattern] of Object.entries(LATER)) assertWithout(loaded, pattern, what);
});

test('a command of the owner on files loads no server and no other command', async () => {
  const file = join(folder, 'check');
  const data = join(folder, 'data of one account');
  const added = await chinwag(['account', 'add', 'alice', '--data', data], `${PASSWORD}\n`);
  assert.equal(added.status, 0, added.stderr);
  const { status, stderr } = await chinwag(['check', '--data', data], '', watched(file));
  assert.equal(status, 0, stderr);
  const loaded = loadedIn(file, '/src/store/transfer/check.ts');
  assertWithout(loaded, /\/src\/chat\/hub\.ts$/, 'the chat');
  assertWithout(loaded, /\/node_modules\//, 'libraries');
});

test('a client in a pipe loads nothing for a terminal', async () => {
  const file = join(folder, 'pipe');
  await using server = await ServerProcess.start();
  const args = ['connect', '127.0.0.1', String(server.port)];
  const { status, stdout } = await chinwag(args, 'login alice\nexit\n', watched(file));
  assert.deepEqual({ status, stdout }, { status: 0, stdout: 'Success\n' });
  const loaded = loadedIn(file, '/src/terminal/pipe/pipe.ts');
  assertWithout(loaded, /\/src\/terminal\/screen\//, 'the screen');
  assertWithout(loaded, /\/node_modules\/string-width\//, 'the widths of characters');
});
