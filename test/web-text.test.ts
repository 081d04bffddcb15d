/** Texts in a real browser: markup, long ones, hostile ones; completion, and the choice of emoji. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { LineClient } from './support/line-client.ts';
import { newName } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, goTo, message, say, WebPeople } from './support/web-page.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('a text in the web client', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start();
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  /** Somebody with a page on which `line` has said the first thing. */
  async function talk(people: WebPeople, options: BrowserContextOptions = {}) {
    const [name, other] = [newName(), newName()];
    const page = await people.guest(name, options);
    const line = await LineClient.login(server.port, other);
    line.say(`sendto ${name} hello`);
    await goTo(page, other);
    await message(page, 'hello').waitFor();
    return { page, line, name, other, to: `sendto ${name} ` };
  }

  test('is shown as it was meant', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, name, to } = await talk(people);
    using _ = line;
    line.say(
      `${to}ask @${name}, or @Somebody: *so* **very** ~~bad~~ \`x < y\` https://example.org/?a=1.`,
    );
    const said = message(page, 'ask');
    await said.getByRole('emphasis').getByText('so').waitFor();
    assert.equal(await said.getByRole('strong').textContent(), 'very');
    assert.equal(await said.getByRole('deletion').or(said.locator('s')).textContent(), 'bad');
    assert.equal(await said.getByRole('code').textContent(), 'x < y');
    assert.deepEqual(await said.locator('.mention').allTextContents(), [`@${name}`, '@Somebody']);
    assert.deepEqual(await said.locator('.mention.mine').allTextContents(), [`@${name}`]);
    const link = said.getByRole('link');
    assert.equal(await link.getAttribute('href'), 'https://example.org/?a=1');
    assert.equal(await link.getAttribute('target'), '_blank');
    assert.equal(await link.getAttribute('rel'), 'noopener noreferrer nofollow');
    line.say(
      `${to}see ${new URL(page.url()).origin}/#message-7 and ${new URL(page.url()).origin}/about#message-7`,
    );
    const links = message(page, 'see').getByRole('link');
    assert.equal(await links.nth(0).getAttribute('href'), '#message-7');
    assert.equal(await links.nth(0).getAttribute('target'), null);
    assert.equal(await links.nth(1).getAttribute('target'), '_blank');
    line.say(`${to}🎉 👩‍👩‍👧‍👦`);
    line.say(`${to}one 👍`);
    await message(page, 'one 👍').waitFor();
    await message(page, '🎉').locator('.is-emoji').waitFor();
    assert.equal(await message(page, 'one 👍').locator('.is-emoji').count(), 0);
    assert.deepEqual(people.faults, []);
  });

  test('of several lines has quotes, and code that the keyboard can scroll', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line } = await talk(people);
    using _ = line;
    await say(
      page,
      `> you said\n> so\nthen:\n\`\`\`\nlet *x* = '${'long '.repeat(60)}';\n\`\`\`\nwell`,
    );
    const said = message(page, 'then:');
    assert.equal(await said.getByRole('blockquote').textContent(), 'you said\nso');
    const code = said.getByRole('group', { name: 'Code' });
    assert.match((await code.textContent()) ?? '', /^let \*x\*/);
    await code.focus();
    await code.press('ArrowRight');
    const scrolled = () => page.evaluate("document.querySelector('pre').scrollLeft");
    while ((await scrolled()) === 0) await code.press('ArrowRight');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
  });

  test('that is long is folded, and costs little until it is wanted', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, to } = await talk(people);
    using _ = line;
    // What is slow to read where a program looks back.
    const hostile = `https://a.b/${')'.repeat(30_000)}${'**a** '.repeat(5000)}`;
    line.say(to + hostile);
    const said = message(page, 'https://a.b/');
    await said.getByRole('button', { name: 'Show all', expanded: false }).waitFor();
    assert.ok(((await said.textContent()) ?? '').length < 1500);
    await said.getByRole('button', { name: 'Show all' }).press('Enter');
    const less = said.getByRole('button', { name: 'Show less', expanded: true });
    assert.ok(((await said.textContent()) ?? '').length > 30_000);
    await less.press('Enter');
    const all = said.getByRole('button', { name: 'Show all' });
    await said.locator(':focus', { hasText: 'Show all' }).waitFor();
    const box = await all.boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 800, JSON.stringify(box));
  });

  test('that is hostile is text', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, to } = await talk(people);
    using _ = line;
    const texts = [
      '<img src=x onerror=alert(1)>',
      '<script>alert(1)</script>',
      'javascript:alert(1)',
      'https://example.org/"onmouseover="alert(1)',
      '`<svg/onload=alert(1)>`',
      'data:text/html,<script>alert(1)</script>',
      '\u202eevil.exe https://example.org/\u202egpj.exe',
      `${'́'.repeat(500)}z`,
      'A'.repeat(1400),
    ];
    for (const text of texts) line.say(to + text);
    line.say(`${to}the end`);
    await message(page, 'the end').waitFor();
    for (const text of texts.slice(0, 3)) await message(page, text).first().waitFor();
    const made = page.locator('.markup').locator('img, script, svg, iframe, style, [onmouseover]');
    assert.equal(await made.count(), 0);
    for (const link of await page.locator('.markup a').all()) {
      assert.match((await link.getAttribute('href')) ?? '', /^https:\/\/example\.org\//);
    }
    assert.equal(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), true);
    assert.deepEqual(people.faults, []);
  });

  test('has links that lead where they read, and no letters that are turned round', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, to } = await talk(people);
    using _ = line;
    const hrefs = async (start: string) => {
      const links = await message(page, start).getByRole('link').all();
      return Promise.all(links.map((link) => link.getAttribute('href')));
    };
    for (const text of [
      'one https://example.org/a。次 （https://example.org/b）_https://example.org/c_',
      'two https://bank.example@evil.example/ javascript:alert(1)',
      'three https://www.аррӏе.com/',
      'four https://example.org/\u202egpj.exe',
      'five https://אבג.example/דהו',
    ])
      line.say(to + text);
    await message(page, 'five').waitFor();
    const example = 'https://example.org/';
    assert.deepEqual(await hrefs('one'), [`${example}a`, `${example}b`, `${example}c`]);
    assert.deepEqual(await hrefs('two'), []);
    await message(page, 'three').getByRole('link', { name: 'www.xn--80ak6aa92e.com' }).waitFor();
    // Who copies it has what was written.
    const copied = `(() => {
      const [link] = [...document.querySelectorAll('.markup a')].filter(({ href }) => /xn--80ak/.test(href));
      getSelection().selectAllChildren(link.closest('.markup'));
      return String(getSelection());
    })()`;
    assert.equal(await page.evaluate(copied), 'three https://www.аррӏе.com/');
    assert.deepEqual(await hrefs('four'), [example]);
    assert.match((await message(page, 'four').textContent()) ?? '', /<U\+202E>gpj\.exe/);
    // Of letters that run from right to left, the host still stands before the path.
    const [host, path] = await message(page, 'five').locator('a bdi bdi').all();
    assert.equal(await host?.textContent(), 'אבג.example');
    const [before, behind] = [await host?.boundingBox(), await path?.boundingBox()];
    assert.ok(before && behind && before.x + before.width <= behind.x + 1);
  });

  test('is read without its marks where it is a line', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, to } = await talk(people);
    using _ = line;
    line.say(`${to}これは**「大事」**です: \`x\` ~~y~~ a\u202efdp.exe`);
    const plain = 'これは「大事」です: x y a<U+202E>fdp.exe';
    assert.equal(await message(page, 'これは').locator('.markup').textContent(), plain);
    await page.getByRole('log').getByText(plain).waitFor();
    await message(page, 'これは').hover();
    await page.getByRole('button', { name: 'Reply' }).click();
    await say(page, 'so');
    await message(page, 'so').locator('.reply-quote').getByText(plain).waitFor();
  });

  test('is completed while it is written', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, other } = await talk(people);
    using _ = line;
    await composer(page).pressSequentially(`@${other.slice(0, 3)}`);
    await page
      .getByRole('listbox', { name: 'Suggestions' })
      .getByRole('option', { name: other })
      .waitFor();
    await composer(page).press('Tab');
    await composer(page).pressSequentially(':thumbsu');
    const thumb = page.getByRole('option', { name: /^👍/ });
    await thumb.waitFor();
    assert.equal(await thumb.getAttribute('aria-selected'), 'true');
    await composer(page).press('Enter');
    assert.equal(await composer(page).inputValue(), `@${other} 👍`);
  });

  test('is completed at once, where it stands, and so that it can be undone', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, other } = await talk(people);
    using _ = line;
    const field = composer(page);
    await field.fill('hello !');
    await field.press('ArrowLeft');
    await field.pressSequentially(`@${other.slice(0, 3)}`);
    await page.getByRole('option', { name: other }).waitFor();
    // With no time between the key and the look: somebody who types fast leaves none.
    const after = await page.evaluate(`(() => {
      const field = document.activeElement;
      const init = { key: 'Tab', bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', init));
      return [field.value, field.selectionStart];
    })()`);
    assert.deepEqual(after, [`hello @${other} !`, `hello @${other} `.length]);
    await field.press('Control+z');
    assert.equal(await field.inputValue(), `hello @${other.slice(0, 3)}!`);
  });

  test('gets emoji by the keyboard alone', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line } = await talk(people);
    using _ = line;
    await composer(page).fill('so ');
    const opener = page.getByRole('button', { name: 'Emoji' });
    await opener.press('Enter');
    const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
    const find = picker.getByRole('searchbox', { name: 'Find an emoji' });
    await picker.getByRole('option', { name: 'grinning face', exact: true }).waitFor();
    await find.press('ArrowDown');
    await focused(page, 'grinning face');
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowUp', 'PageDown'])
      await page.keyboard.press(key);
    await focused(page, 'waving hand');
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'detached' });
    await focused(page, 'Emoji');
    await opener.press('Enter');
    await find.fill('tada');
    await picker.getByRole('option', { name: 'party popper' }).waitFor();
    await find.press('Enter');
    await picker.waitFor({ state: 'detached' });
    assert.equal(await composer(page).inputValue(), 'so 🎉');
    await opener.click();
    await picker.getByRole('group', { name: 'Used recently' }).getByRole('option').waitFor();
    await opener.click();
    await picker.waitFor({ state: 'detached' });
    assert.equal(await message(page, '🎉').count(), 0, 'nothing was sent');
  });

  for (const [colorScheme, width] of [
    ['light', 320],
    ['dark', 1200],
  ] as const) {
    test(`has nothing that axe finds, in the ${colorScheme}, ${width} pixels wide`, async (t) => {
      const people = await WebPeople.arrive(t, server.port);
      const { page, line, name } = await talk(people, { colorScheme });
      await page.setViewportSize({ width, height: 700 });
      using _ = line;
      await say(
        page,
        `> quoted\n@${name} *a* \`b\` https://example.org\n\`\`\`\ncode\n\`\`\`\n${'x\n'.repeat(30)}`,
      );
      await message(page, 'quoted').waitFor();
      await page.getByRole('button', { name: 'Emoji' }).click();
      const picker = page.getByRole('dialog', { name: 'Choose an emoji' });
      await picker.getByRole('option').first().waitFor();
      const box = await picker.boundingBox();
      assert.ok(box !== null && box.x >= 0 && box.x + box.width <= width && box.y >= 0);
      await page.evaluate(axe);
      const found: unknown = await page.evaluate(
        `axe.run('.emoji-picker, .markup').then(({ violations }) =>
            violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]))`,
      );
      assert.deepEqual(found, []);
    });
  }
});

/** What has the focus is called `label`. */
async function focused(page: Page, label: string): Promise<void> {
  await page.locator(`[aria-label="${label}"]:focus`).waitFor();
}
