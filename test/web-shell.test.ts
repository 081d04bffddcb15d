/**
 * The shell of the web client, in a real browser: the page without its server, a newer page, title, icon,
 * notifications.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { Assets } from '../src/gateways/web/assets.ts';
import { launchChromium } from './support/chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Long for a machine that is busy: nothing waits for it that comes. */
const PATIENCE_MS = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'chinwag-shell-'));

/** The page as `npm run build` makes it, with the functions of src/web/shell in the place of the chat. */
async function built(title: string): Promise<Assets> {
  const outDir = join(folder, title);
  const page = {
    name: 'page',
    // Two builds differ in their scripts.
    transform: (code: string, id: string) =>
      id.endsWith('/shell/testing.ts') ? `${code}\nconsole.debug('${title}');` : null,
    transformIndexHtml: {
      order: 'pre' as const,
      handler: (html: string) =>
        html
          .replace('./main.tsx', './shell/testing.ts')
          .replace(/<title>.*<\/title>/, `<title>${title}</title>`),
    },
  };
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    plugins: [page],
    build: { outDir, emptyOutDir: false },
  });
  return Assets.read(outDir);
}

/** A server that can be away, and come back at the same place with another page. */
class Site {
  #server: Server | null = null;
  #port = 0;
  #assets: Assets;
  readonly asked: string[] = [];

  constructor(assets: Assets) {
    this.#assets = assets;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(assets = this.#assets): Promise<this> {
    this.#assets = assets;
    this.#server = createServer(({ url = '/', headers }, response) => {
      this.asked.push(url);
      const answer = assets.answer(new URL(url, this.origin).pathname, headers);
      response.writeHead(answer?.status ?? 404, answer?.headers).end(answer?.body);
    });
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}

let first: Assets;
let second: Assets;
let browser: Browser;

before(async () => {
  first = await built('First');
  second = await built('Second');
  browser = await launchChromium({ whole: true });
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `body` with a page whose service worker is there. */
async function visiting(
  body: (page: Page, site: Site, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const site = await new Site(first).start();
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(site.origin);
    await become(page, 'navigator.serviceWorker.controller !== null');
    await body(page, site, context);
  } finally {
    await context.close();
    await site.stop();
  }
}

/** What the page answers to an expression. */
async function ask<T>(page: Page, expression: string): Promise<T> {
  return (await page.evaluate(expression)) as T;
}

/** Resolves when an expression is true: the page's policy has no eval, with which playwright would wait for it. */
async function become(page: Page, expression: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await ask<boolean>(page, expression))) {
    if (performance.now() > deadline) throw new Error(`waited for ${expression}`);
    await sleep(20);
  }
}

describe('the page that is kept', () => {
  test('opens without the server, and nothing else does', async () => {
    await visiting(async (page, site, context) => {
      await site.stop();
      await page.reload();
      assert.equal(await page.title(), 'First');
      await become(page, "typeof shell === 'object'");
      const other = await context.newPage();
      await other.goto(`${site.origin}/?open=bob`);
      await become(other, "typeof shell === 'object'");
      for (const path of ['/about', '/healthz', '/ws', '/nothing']) {
        await assert.rejects(other.goto(site.origin + path), /ERR_CONNECTION_REFUSED/, path);
        const answered = `fetch('${path}').then(() => true, () => false)`;
        assert.equal(await ask(page, answered), false, path);
      }
    });
  });

  test('is asked for at the server first, and its parts are not again', async () => {
    await visiting(async (page, site) => {
      site.asked.length = 0;
      await page.reload();
      await become(page, "typeof shell === 'object'");
      assert.ok(site.asked.includes('/'));
      assert.deepEqual(
        site.asked.filter((path) => path.startsWith('/assets/')),
        [],
      );
    });
  });

  test('gives way to a newer one when the person says so', async () => {
    await visiting(async (page, site) => {
      const [before] = await ask<string[]>(page, 'caches.keys()');
      assert.equal(await ask(page, 'shell.update.value'), null);
      await site.stop();
      await site.start(second);
      await ask(page, 'shell.checkForUpdate()');
      await become(page, 'shell.update.value !== null');
      assert.equal(await page.title(), 'First');
      const loaded = page.waitForEvent('load');
      await ask(page, 'void shell.update.value()');
      await loaded;
      assert.equal(await page.title(), 'Second');
      await become(page, `caches.has('${before}').then((has) => !has)`);
      assert.equal((await ask<string[]>(page, 'caches.keys()')).length, 1);
      await become(page, "typeof shell === 'object'");
      assert.equal(await ask(page, 'shell.update.value'), null);
      await site.stop();
      await page.reload();
      assert.equal(await page.title(), 'Second');
    });
  });

  test('is not offered where the page is as new already, and is kept from then on', async () => {
    await visiting(async (page, site) => {
      const [before] = await ask<string[]>(page, 'caches.keys()');
      await site.stop();
      await site.start(second);
      await page.reload();
      assert.equal(await page.title(), 'Second');
      await become(page, `caches.has('${before}').then((has) => !has)`);
      assert.equal(await ask(page, 'shell.update.value'), null);
      await site.stop();
      await page.reload();
      assert.equal(await page.title(), 'Second');
    });
  });

  test('is no way to run another script', async () => {
    await visiting(async (page) => {
      for (const code of [
        "navigator.serviceWorker.register('/service-worker.js')",
        "trustedTypes.createPolicy('chinwag', { createScriptURL: (url) => url })",
        "trustedTypes.createPolicy('other', { createScriptURL: (url) => url })",
      ]) {
        const refused = `(async () => ${code})().then(() => '', (problem) => problem.name)`;
        assert.equal(await ask(page, refused), 'TypeError', code);
      }
    });
  });
});

describe('attention', () => {
  test('the title and the icon say what is unread', async () => {
    await visiting(async (page, site) => {
      await ask(page, "shell.showAttention({ unread: 3, mentions: 0, title: '#lunch' })");
      assert.equal(await page.title(), '(3) Chinwag — #lunch');
      const icon = () => ask<string>(page, "document.querySelector('link[rel=icon]').href");
      assert.equal(await icon(), `${site.origin}/icon-unread.svg`);
      await ask(page, 'shell.showAttention({ unread: 3, mentions: 1, title: null })');
      assert.equal(await icon(), `${site.origin}/icon-mention.svg`);
      await ask(page, 'shell.showAttention({ unread: 0, mentions: 0 })');
      assert.equal(await icon(), `${site.origin}/icon.svg`);
      assert.equal(await page.title(), 'Chinwag');
    });
  });

  test('a sound after a gesture, and not before', async () => {
    await visiting(async (page) => {
      await become(page, "typeof shell === 'object'");
      assert.equal(await ask(page, 'shell.playedEarly'), false);
      await page.mouse.click(5, 5);
      assert.equal(await ask(page, 'shell.playSound()'), true);
    });
  });
});

describe('notifications', () => {
  const NOTICE = "{ title: 'bob', body: 'hi', conversation: 'bob', tag: 'bob' }";
  const SHOWN = `navigator.serviceWorker.ready.then((worker) => worker.getNotifications())
    .then((all) => all.map(({ title, body }) => title + ': ' + body))`;

  test('none without permission', async () => {
    await visiting(async (page) => {
      assert.equal(await ask(page, `shell.notify(${NOTICE})`), false);
    });
  });

  test('that a click opens, and that are taken away', async () => {
    await visiting(async (page, site, context) => {
      await context.grantPermissions(['notifications'], { origin: site.origin });
      assert.equal(await ask(page, 'shell.askPermission()'), 'granted');
      assert.equal(await ask(page, `shell.notify(${NOTICE})`), true);
      assert.deepEqual(await ask(page, SHOWN), ['bob: hi']);
      const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
      await worker.evaluate(`registration.getNotifications().then(([notification]) =>
        void dispatchEvent(new NotificationEvent('notificationclick', { notification })))`);
      await become(page, "shell.opened.join() === 'bob'");
      await become(page, `${SHOWN}.then((all) => all.length === 0)`);
      await ask(page, `shell.notify(${NOTICE})`);
      await ask(page, "shell.withdraw('bob')");
      await become(page, `${SHOWN}.then((all) => all.length === 0)`);
    });
  });

  test('that open a page tell it for what, once', async () => {
    await visiting(async (page, site) => {
      await page.goto(`${site.origin}/?open=%23lunch`);
      assert.equal(await ask(page, 'shell.takeOpened()'), '#lunch');
      assert.equal(await ask(page, 'shell.takeOpened()'), null);
      assert.equal(page.url(), `${site.origin}/`);
    });
  });
});
