/** The client library in a real browser: a page of its own site chats through the server. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from './support/chromium.ts';
import { ServerProcess } from './support/server-process.ts';
import { WireClient } from './support/wire-client.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the page has: the library, and what the test made of it. */
interface Chat {
  chinwag: typeof import('../src/client/browser.ts');
  client: import('../src/client/browser.ts').ChatClient;
}

/** What the library itself imports by name: a browser does not look for it. */
const IMPORT_MAP = `<script type="importmap">${JSON.stringify({
  imports: { 'zod/mini': '/node_modules/zod/mini/index.js' },
})}</script>`;

/** A site that has nothing but the library, as a browser would load it. */
async function site(folder: string): Promise<Server> {
  const server = createServer(({ url = '/' }, response) => {
    if (url === '/') {
      response.setHeader('Content-Type', 'text/html');
      response.end(`<!doctype html><title>A page</title>${IMPORT_MAP}`);
      return;
    }
    if (!url.endsWith('.js')) return void response.writeHead(404).end();
    response.setHeader('Content-Type', 'text/javascript');
    const { pathname } = new URL(url, 'http://site');
    const within = pathname.startsWith('/node_modules/') ? root : folder;
    response.end(readFileSync(join(within, pathname)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'chinwag-browser-'));
  let pages: Server;
  let origin: string;
  let browser: Browser;

  before(async () => {
    execFileSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', folder], { cwd: root });
    pages = await site(folder);
    origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    pages.close();
    rmSync(folder, { recursive: true });
  });

  /** A page that has loaded the library. */
  async function open(): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(origin);
    await page.evaluate(async () => {
      const path = '/client/browser.js';
      Object.assign(globalThis, { chinwag: await import(path) });
    });
    return page;
  }

  test('a page logs in, lists, sends and receives', async () => {
    await using server = await ServerProcess.start('--allow-origins', origin);
    using bob = await WireClient.login(server.port, 'bob');
    const page = await open();
    const names = await page.evaluate(async (url) => {
      const page = globalThis as unknown as Chat;
      page.client = await page.chinwag.connect(url);
      await page.client.login('Zoë');
      await page.client.send('bob', 'from a browser 🎈');
      return page.client.list();
    }, `ws://127.0.0.1:${server.port}/ws`);
    assert.deepEqual(names, ['bob', 'Zoë']);
    assert.equal(await bob.next(), 'Zoë: from a browser 🎈');
    bob.say('sendto Zoë hi');
    const message = await page.evaluate(async () => {
      const { client } = globalThis as unknown as Chat;
      for await (const received of client) return received;
      return null;
    });
    assert.deepEqual([message?.from, message?.to, message?.text], ['bob', 'Zoë', 'hi']);
    await page.close();
    await server.logged(({ msg, user }) => msg === 'logged out' && user === 'Zoë');
  });

  test('a page of a site that is not named is refused', async () => {
    await using server = await ServerProcess.start();
    const page = await open();
    const error = await page.evaluate(async (url) => {
      const { chinwag } = globalThis as unknown as Chat;
      return chinwag.connect(url).then(String, String);
    }, `ws://127.0.0.1:${server.port}/ws`);
    assert.match(error, /^ConnectFailed: cannot connect: no WebSocket was opened there$/);
    await page.close();
  });

  test('a form that posts commands to the port reaches nobody', async () => {
    await using server = await ServerProcess.start();
    const page = await browser.newPage();
    await page.goto(origin);
    await page.setContent(`<form method="post" enctype="text/plain" action="http://127.0.0.1:${server.port}/">
      <textarea name="login mallory\nsendto alice hi\nlist">x</textarea><button>Send</button></form>`);
    const answered = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button').click();
    assert.equal((await answered).status(), 405);
    using client = await WireClient.connect(server.port);
    client.say('list');
    assert.equal(await client.next(), '[]');
    await page.close();
  });

  test('the page at /about is shown as it is meant, in both themes and on a phone', async () => {
    await using server = await ServerProcess.start();
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const viewport of [
        { width: 1100, height: 800 },
        { width: 360, height: 740 },
      ]) {
        const page = await browser.newPage({ colorScheme, viewport });
        const faults: string[] = [];
        page.on('console', (line) => faults.push(line.text()));
        page.on('pageerror', (error) => faults.push(error.message));
        await page.goto(`http://127.0.0.1:${server.port}/about`);
        await page.getByText(`nc localhost ${server.port}`).waitFor();
        const width = await page.evaluate('document.documentElement.scrollWidth');
        assert.ok(Number(width) <= viewport.width, 'nothing is wider than the screen');
        const styled = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        assert.notEqual(styled, 'rgba(0, 0, 0, 0)', 'the style is allowed by the policy');
        const shots = process.env.SCREENSHOTS;
        if (shots)
          await page.screenshot({ path: join(shots, `${colorScheme}-${viewport.width}.png`) });
        assert.deepEqual(
          faults.filter((fault) => !fault.includes('favicon')),
          [],
        );
        await page.close();
      }
    }
  });
});
