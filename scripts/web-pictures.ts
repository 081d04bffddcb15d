/**
 * Takes screenshots of the web client for the README, from the real program: `node scripts/web-pictures.ts [FOLDER]`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { QUICK_PASSWORDS } from '../test/support/people.ts';
import { ServerProcess } from '../test/support/server-process.ts';

const PASSWORD = 'correct horse';

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '..', 'docs', 'pictures'));

const WIDE = { viewport: { width: 1200, height: 760 } };
const PHONE = { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, hasTouch: true };

/** The messages in #allotment. */
const SAID = [
  ['rosa', 'The beans are up! All but two of the third row.'],
  ['rosa', 'Slugs, I suspect.'],
  ['Idris', '> Slugs, I suspect.\nPigeons. I saw them at it on *Tuesday*.'],
  ['mei', 'There is netting in the shed, behind the barrow. Code for the lock is `1860`.'],
  ['Idris', 'Then who comes on Saturday? @alice, you said you might.'],
] as const;

async function furnish(port: number): Promise<void> {
  const url = `chinwag://127.0.0.1:${port}`;
  const people = new Map<string, Awaited<ReturnType<typeof connect>>>();
  for (const name of ['alice', 'rosa', 'Idris', 'mei']) {
    const client = await connect(url, { messages: 'ignore' });
    await client.register(name, PASSWORD);
    people.set(name, client);
  }
  const rosa = people.get('rosa');
  const mei = people.get('mei');
  if (rosa === undefined || mei === undefined) throw new Error('nobody is there');
  const topic = 'Beans, slugs, and whose turn it is with the hose';
  await rosa.create('#allotment', { topic });
  await rosa.create('#choir', { topic: 'Thursdays at seven' });
  for (const [name, client] of people) {
    if (name !== 'rosa') await client.join('#allotment');
  }
  const alice = people.get('alice');
  await alice?.join('#choir');
  // Later messages wait for the page.
  alice?.close();
  const ids: number[] = [];
  for (const [name, text] of SAID) {
    ids.push((await people.get(name)?.send('#allotment', text)) ?? 0);
  }
  await mei.react(ids[0] ?? 0, '🎉');
  await people.get('Idris')?.react(ids[0] ?? 0, '🎉');
  await rosa.react(ids[2] ?? 0, '😂');
  await rosa.pin(ids[3] ?? 0);
  await mei.send('#choir', 'New scores are in the usual place.');
  await mei.send('alice', 'Could you bring the long ladder?');
  await mei.send('alice', 'The apples are ready at the top.');
}

async function logIn(
  browser: Browser,
  port: number,
  options: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByLabel('Your name').fill('alice');
  await page.getByRole('button', { name: 'Come in' }).click();
  await page.getByLabel('Password for alice').fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page
    .getByRole('heading', { name: 'Hello, alice.' })
    .or(page.getByRole('navigation'))
    .first()
    .waitFor();
  return page;
}

const server = await ServerProcess.start(...QUICK_PASSWORDS);
const browser = await launchChromium();
try {
  mkdirSync(folder, { recursive: true });
  await furnish(server.port);
  const light = await logIn(browser, server.port, { ...WIDE, colorScheme: 'light' });
  await light.getByRole('link', { name: /^#allotment/ }).click();
  await light.getByText('Then who comes on Saturday?').hover();
  await light.getByRole('button', { name: 'Reply' }).click();
  const composer = light.getByRole('textbox', { name: 'Write to #allotment' });
  await composer.fill('I do, with *two* flasks of tea and the good secateurs.');
  await composer.press('Enter');
  await light.getByText("on the server's disk").waitFor();
  await light.mouse.move(0, 0);
  await light.screenshot({ path: join(folder, 'web-light.png') });
  const dark = await logIn(browser, server.port, { ...WIDE, colorScheme: 'dark' });
  await dark.getByRole('link', { name: /^#allotment/ }).click();
  await dark.getByText('I do, with').waitFor();
  await dark.screenshot({ path: join(folder, 'web-dark.png') });
  const phone = await logIn(browser, server.port, { ...PHONE, colorScheme: 'light' });
  await phone.getByRole('link', { name: /^#allotment/ }).tap();
  await phone.getByText('I do, with').waitFor();
  await phone.mouse.move(0, 0);
  await phone.screenshot({ path: join(folder, 'web-phone.png') });
} finally {
  await browser.close();
  await server.stop();
}
