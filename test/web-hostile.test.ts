/** Hostile names, rooms, topics and texts in the web client: all of it is text, and nothing runs. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, goTo, message, say, WebPeople } from './support/web-page.ts';

/** Up to twenty characters, without white space. */
const NAMES = ['<img/src=x>', '"><svg/onload=p()>', "'-p()-'", '{{p()}}', 'שלוםabc'];

const TEXTS = [
  '<script>p()</script>',
  '<img src=https://example.org/x onerror=p()>',
  '[x](javascript:p())',
  'https://example.org/"><script>p()</script>',
  '\u202eabc\u2066def',
  '&lt;b&gt;&#x3c;script&#x3e;',
  '\u{1f600}'.repeat(5000),
  'x'.repeat(65_535),
  '`'.repeat(20_000),
  '> '.repeat(20_000),
  `${'* '.repeat(3000)}_${'a_'.repeat(3000)}`,
];

/** Watches whether the page runs, or fetches, what it should not. */
async function watch(page: Page, faults: string[]): Promise<void> {
  page.on('dialog', async (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on('request', (request) => {
    if (new URL(request.url()).hostname !== '127.0.0.1') faults.push(request.url());
  });
  await page.evaluate('window.p = () => { window.ran = true; }');
}

describe('hostile people', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  test('are seen and heard as what they wrote', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    const page = await people.guest(name);
    await watch(page, people.faults);
    const url = `chinwag://127.0.0.1:${server.port}`;
    for (const [at, hostile] of NAMES.entries()) {
      await using client = await connect(url, { messages: 'ignore' });
      await client.login(hostile);
      await client.send(name, TEXTS[at] ?? '');
      await page.getByRole('navigation').getByRole('link', { name: hostile }).click();
      await page.getByRole('main').getByRole('heading', { name: hostile }).waitFor();
      await page.getByRole('button', { name: `About ${hostile}` }).click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
    }
    await using client = await connect(url, { messages: 'ignore' });
    await client.login('mallory');
    for (const text of TEXTS) await client.send(name, text);
    await client.send(name, 'the end');
    await goTo(page, 'mallory');
    await message(page, 'the end').waitFor();
    await message(page, '<script>p()</script>').first().waitFor();
    assert.equal(await page.evaluate('window.ran'), undefined);
    assert.equal(
      await page.locator('.messages script, .messages img, .messages iframe').count(),
      0,
    );
    const links = await page
      .locator('.messages a')
      .evaluateAll((all) => all.map((one) => String(one.getAttribute('href'))));
    for (const href of links) assert.match(href, /^https:\/\/example\.org\//);
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    assert.ok((wide as number) <= 0, `${wide} pixels too wide`);
    assert.deepEqual(people.faults, []);
  });

  test('name rooms and their topics as they like', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.guest(newName());
    await watch(page, people.faults);
    await using client = await connect(`chinwag://127.0.0.1:${server.port}`, {
      messages: 'ignore',
    });
    await client.register(newName(), 'correct horse');
    const room = '#<svg/onload=p()>';
    const topic = `<script>p()</script>\u202e${'W'.repeat(150)}`;
    await client.create(room, { topic });
    await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
    await page.getByRole('button', { name: `Join ${room}` }).click();
    await page.getByRole('button', { name: `About ${room}` }).click();
    await page.getByRole('dialog').getByText('<script>p()</script>').waitFor();
    await page.keyboard.press('Escape');
    await say(page, `see ${room}, @<b>`);
    await message(page, 'see #<svg').waitFor();
    assert.equal(await page.evaluate('window.ran'), undefined);
    assert.deepEqual(people.faults, []);
  });
});

test('a browser of German has a German page; who hears the page is told of what comes', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  t.after(closeBrowser);
  const people = await WebPeople.arrive(t, server.port);
  const page = await people.open({ locale: 'de-DE' });
  const [name, other] = [newName(), newName()];
  await page.getByLabel('Dein Name').fill(name);
  await page.getByRole('button', { name: 'Eintreten' }).click();
  await page.getByRole('heading', { name: `Hallo, ${name}.` }).waitFor();
  assert.equal(await page.evaluate('document.documentElement.lang'), 'de');
  const friend = await people.guest(other);
  await friend.getByRole('main').getByRole('button', { name }).click();
  await say(friend, 'Guten Tag');
  await page.getByRole('link', { name: `${other} 1 ungelesene Nachricht` }).click();
  await page.getByRole('main').getByText('Guten Tag').waitFor();
  await say(friend, 'und noch etwas');
  await page.getByRole('log').getByText(`${other}: und noch etwas`).waitFor();
});
