/** The structure of the code: permitted imports, and rules for files. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { importCycles } from './support/import-cycles.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the files of each folder of src may import of ours, besides their own folder. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  chat: ['protocol'],
  system: [],
  clock: ['chat/records.ts', 'chat/storage.ts'],
  rates: [
    'chat/limits/addresses.ts',
    'chat/answer.ts',
    'chat/ports.ts',
    'chat/secrets.ts',
    'protocol',
  ],
  net: ['chat/limits/addresses.ts', 'chat/ports.ts', 'chat/limits/shares.ts', 'protocol', 'rates'],
  secrets: ['chat/secrets.ts', 'protocol'],
  // The ways in, and what crosses them: no person, client, room or account.
  gateways: [
    'chat/limits/addresses.ts',
    'chat/answer.ts',
    'chat/calls.ts',
    'chat/commands',
    'chat/commands.ts',
    'chat/entrance.ts',
    'chat/name.ts',
    'chat/ports.ts',
    'chat/delivery/event.ts',
    'chat/records.ts',
    'chat/request.ts',
    'chat/delivery/event.ts',
    'chat/settings.ts',
    'protocol',
  ],
  store: [
    'chat/archive.ts',
    'chat/delivery/log-entry.ts',
    'chat/records.ts',
    'chat/rising-times.ts',
    'chat/storage.ts',
    'chat/stored',
    'chat/stored-list.ts',
    'protocol',
  ],
  client: ['protocol'],
  terminal: ['client', 'protocol', 'system'],
  web: ['client', 'protocol'],
  owner: ['chat', 'options', 'protocol', 'secrets', 'store', 'system'],
  log: ['chat', 'net', 'options', 'protocol', 'rates'],
};

/** These run in a browser too: nothing of Node's, nothing from a registry. */
const pure = ['protocol', 'chat'];

const LINES_MAX = 320;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

/** What tests share is held to what the program is held to. */
const SOURCES = ['src/**/*.{ts,tsx}', 'test/support/**/*.ts'];

const sources: Source[] = globSync(SOURCES, { cwd: root }).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = Array.from(
    text.matchAll(
      /^(?:import|export)\s(?:[^;'"]*?\sfrom\s)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]/gm,
    ),
    ([, from, dynamic]) => from ?? dynamic ?? '',
  );
  return { path, text, imports };
});

const ours = sources.filter(({ path }) => !path.endsWith('.test.ts'));

/** What is part of the program: tests have a folder `testing` to themselves where a file is not enough. */
const shipped = ours.filter(({ path }) => !path.includes('/testing/'));

describe('imports', () => {
  for (const [folder, others] of Object.entries(allowed)) {
    test(`${folder} imports only its own and ${others.join(', ') || 'nothing'}`, () => {
      for (const { path, imports } of ours) {
        if (!path.startsWith(`src/${folder}/`)) continue;
        for (const specifier of imports.filter((one) => one.startsWith('.'))) {
          const target = relative('src', join(dirname(path), specifier));
          const fine = [folder, ...others].some(
            (place) => target === place || target.startsWith(`${place}/`),
          );
          assert.ok(fine, `${path} imports ${specifier}`);
        }
      }
    });
  }

  test('go in no circle, those of types included', () => {
    const graph = new Map(
      ours.map(({ path, imports }) => [path, imports.map((one) => join(dirname(path), one))]),
    );
    assert.deepEqual(importCycles(graph), []);
  });

  test(`${pure.join(' and ')} import nothing of the platform`, () => {
    for (const { path, imports } of shipped) {
      if (!pure.some((folder) => path.startsWith(`src/${folder}/`))) continue;
      for (const specifier of imports) {
        const isSchema =
          (specifier === 'zod' && path.endsWith('-schemas.ts')) ||
          (specifier === 'zod/mini' && path.startsWith('src/protocol/'));
        assert.ok(isSchema || specifier.startsWith('.'), `${path} imports ${specifier}`);
      }
    }
  });

  test('the hub, and what simulates it, read no clock and no random source', () => {
    const places = ['src/chat/', 'test/support/chat/'];
    for (const { path, text } of ours) {
      if (!places.some((place) => path.startsWith(place))) continue;
      assert.doesNotMatch(
        text,
        /Date|performance|Math\.random|setTimeout|setImmediate|crypto/,
        path,
      );
    }
  });

  test('only server.ts sees every part of the server', () => {
    for (const { path, imports } of ours) {
      // Settings are for config.ts, which knows every option.
      const seen = imports.filter((one) => !one.endsWith('/settings.ts'));
      const parts = new Set(seen.map((one) => /\/(net|gateways|chat)\//.exec(one)?.[1]));
      const all = parts.has('net') && parts.has('gateways');
      assert.ok(!all || path === 'src/server.ts', path);
    }
  });
});

describe('files', () => {
  test('are nouns in kebab-case, small, and no barrels', () => {
    for (const { path, text } of sources) {
      assert.match(path, /^(?:src|test\/support)\/(?:[a-z-]+\/)*[a-z0-9-]+(?:\.test|\.d)?\.tsx?$/);
      assert.doesNotMatch(path, /\/(?:index|utils?|helpers?|misc)\.tsx?$/);
      if (path.endsWith('.test.ts')) continue;
      assert.ok(
        text.trimEnd().split('\n').length <= LINES_MAX,
        `${path} has more than ${LINES_MAX} lines`,
      );
    }
  });

  test('begin with what they are for', () => {
    for (const { path, text } of ours) assert.match(text, /^\/\*\*/, path);
  });
});

describe('dependencies', () => {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    string,
    Record<string, string>
  >;

  test('are pinned exactly', () => {
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
        assert.match(version, /^\d+\.\d+\.\d+$/, name);
      }
    }
  });

  test('are locked by hash, without an address', () => {
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    assert.doesNotMatch(lock, /"resolved"|https?:\/\/[^"]*\.tgz/);
    const { packages } = JSON.parse(lock) as { packages: Record<string, { integrity?: string }> };
    for (const [path, { integrity }] of Object.entries(packages)) {
      if (path !== '') assert.match(integrity ?? '', /^sha512-/, path);
    }
  });
});
