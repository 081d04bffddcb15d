/** The page on a phone: a finger instead of a pointer, a keyboard on the screen, little room. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { LineClient } from './support/line-client.ts';
import { newName } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, goTo, message, WebPeople } from './support/web-page.ts';

function phone(width: number, height: number): BrowserContextOptions {
  return { viewport: { width, height }, hasTouch: true, isMobile: true };
}

/**
 * What can be pressed and is not 44 pixels wide and high (WCAG 2.5.5; a link in a sentence may be smaller), where iOS
 * would make the page larger, and what is wider than the page.
 */
const FAULTS = `(() => {
  const shown = [...document.querySelectorAll('dialog[open], .emoji-picker:popover-open')].at(-1) ?? document;
  const faults = [];
  for (const one of shown.querySelectorAll('button, a[href], input, select, textarea, summary, [role=option], [role=tab]')) {
    if (one.closest('.markup p, .hidden-label') || !one.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) continue;
    const { width, height, left, right } = (one.closest('.check') ?? one).getBoundingClientRect();
    const name = one.getAttribute('aria-label') ?? (one.textContent || one.outerHTML);
    if (width < 44 || height < 44) faults.push(name + ' ' + width + ' × ' + height);
    // What is in a row that a finger moves may be.
    const isOut = left < 0 || right > innerWidth;
    if (isOut && !one.closest('.emoji-places')) faults.push(name + ' is not all in the page');
    const isField = one.matches('input, select, textarea');
    if (isField && parseFloat(getComputedStyle(one).fontSize) < 16) faults.push(name + ': small letters');
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) faults.push('the page is ' + scrollWidth + ' wide');
  return faults;
})()`;

describe('on a phone', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start();
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  /** Somebody to whom `other` has said hello, in that conversation. */
  async function talk(people: WebPeople, options: BrowserContextOptions, tell = false) {
    const [name, other] = [newName(), newName()];
    const page = await (tell ? people.registered(name, options) : people.guest(name, options));
    const line = await LineClient.login(server.port, other);
    line.say(`sendto ${name} hello`);
    await goTo(page, other);
    await message(page, 'hello').waitFor();
    return { page, line, name, other };
  }

  test('Enter begins a line, the button sends, and the keyboard stays', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, name, other } = await talk(people, phone(390, 844));
    using _ = line;
    const field = composer(page);
    assert.equal(await field.getAttribute('enterkeyhint'), 'enter');
    await field.tap();
    await field.pressSequentially('one');
    await field.press('Enter');
    await field.pressSequentially('two');
    assert.equal(await field.inputValue(), 'one\ntwo');
    await page.getByRole('button', { name: 'Send' }).tap();
    await message(page, 'two').waitFor();
    assert.equal(await field.inputValue(), '');
    await field.and(page.locator(':focus')).waitFor();
    // A word that is longer than any line.
    await field.fill('x'.repeat(500));
    const { x, width } = (await page.getByRole('button', { name: 'Send' }).boundingBox()) ?? {};
    assert.ok(x !== undefined && width !== undefined && x + width <= 390, `${x} + ${width}`);
    await field.fill('');
    // Who wants it otherwise says so, once.
    await page.locator('.conversation-back').tap();
    await page.getByRole('button', { name: `Settings of ${name}` }).tap();
    await page.getByRole('tab', { name: 'This browser' }).tap();
    await page.getByRole('checkbox', { name: 'Enter sends' }).tap();
    await page.reload();
    await page.getByRole('button', { name: `Settings of ${name}` }).waitFor();
    line.say(`sendto ${name} hello again`);
    await goTo(page, other);
    assert.equal(await field.getAttribute('enterkeyhint'), 'send');
    await field.fill('three');
    await field.press('Enter');
    await message(page, 'three').waitFor();
  });

  test('what is done with a message stands under it in words, and goes by another press', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line, name } = await talk(people, phone(320, 640));
    using _ = line;
    line.say(`sendto ${name} ${'word '.repeat(60)}`);
    const said = message(page, 'word');
    const bar = said.getByRole('toolbar');
    await said.waitFor();
    // Nothing is under a finger that only led here.
    assert.equal(await page.getByRole('toolbar').count(), 0);
    await said.locator('.markup').tap();
    await bar.waitFor();
    const reply = bar.getByRole('button', { name: 'Reply' });
    const shown = `getComputedStyle(document.querySelector('[title=Reply]'), '::after').content`;
    assert.equal(await page.evaluate(shown), '"Reply"');
    assert.ok(await isBelow(bar, said.locator('.markup')));
    await inSight(page, bar);
    assert.deepEqual(await page.evaluate(FAULTS), []);
    await said.locator('.markup').tap();
    await bar.waitFor({ state: 'detached' });
    await said.locator('.markup').tap();
    await bar.getByRole('button', { name: 'React 👍' }).tap();
    await said.locator('.reaction').waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), []);
    await reply.tap();
    await composer(page).and(page.locator(':focus')).waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), []);
  });

  test('everything can be pressed by a finger, and no field makes the page larger', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const strangers = await people.open(phone(320, 640));
    await strangers.getByLabel('Your name').waitFor();
    assert.deepEqual(await strangers.evaluate(FAULTS), [], 'welcome');
    const { page, line } = await talk(people, phone(320, 640), true);
    using _ = line;
    const press = async (name: string | RegExp, within: Page | Locator = page) => {
      await within.getByRole('button', { name }).tap();
    };
    /** Looks at what is open, each of its parts, and closes it. */
    const look = async (what: string) => {
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      const tabs = await dialog.getByRole('tab').all();
      for (const tab of tabs) {
        await tab.tap();
        await tab.and(page.locator('[aria-selected=true]')).waitFor();
        assert.deepEqual(await page.evaluate(FAULTS), [], `${what}: ${await tab.textContent()}`);
      }
      assert.deepEqual(await page.evaluate(FAULTS), [], what);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    await press('Emoji');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await look('emoji');
    await press('Search');
    await look('search');
    await page.locator('.conversation-head button').last().tap();
    await look('somebody');
    await page.locator('.conversation-back').tap();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'the list');
    await press('New message');
    await look('new message');
    await press(/^Go to/);
    await look('go to');
    await press(/^Settings of/);
    await look('settings');
    await press('Find a room');
    await press('Make a room');
    const name = newName();
    await page.getByLabel('Name of the room').fill(name);
    assert.deepEqual(await page.evaluate(FAULTS), [], 'make a room');
    await press('Make it');
    await composer(page).waitFor();
    await page.locator('.conversation-head button').last().tap();
    await page.getByRole('dialog').getByRole('tab').first().waitFor();
    await page.locator('.room-rules summary').tap();
    await page.getByLabel('Moderated').waitFor();
    await look('a room');
  });

  test('a room of the longest name, of one long word, makes nothing wider than the page', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.registered(newName(), phone(320, 640));
    const press = async (name: string | RegExp) => page.getByRole('button', { name }).first().tap();
    await press('Find a room');
    await press('Make a room');
    const name = `${newName()}${'W'.repeat(63)}`.slice(0, 63);
    const room = `#${name}`;
    await page.getByLabel('Name of the room').fill(name);
    assert.deepEqual(await page.evaluate(FAULTS), [], 'make a room');
    await press('Make it');
    await composer(page).waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'the room');
    using line = await LineClient.login(server.port, newName());
    line.say(`sendto ${room} hello`);
    await message(page, 'hello').waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'a message');
    await page.locator('.conversation-head button').last().tap();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab').first().waitFor();
    for (const tab of await dialog.getByRole('tab').all()) {
      await tab.tap();
      assert.deepEqual(await page.evaluate(FAULTS), [], `about: ${await tab.textContent()}`);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.conversation-back').tap();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'the list');
    await press('Find a room');
    await dialog.getByText(name).first().waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'found');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await press(/^Go to/);
    await dialog.getByText(name).first().waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), [], 'go to');
  });

  test('twice as large letters make nothing wider than the page', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line } = await talk(people, phone(390, 844), true);
    using _ = line;
    const twice = "document.documentElement.style.fontSize = '200%'";
    const strangers = await people.open(phone(390, 844));
    await strangers.evaluate(twice);
    assert.deepEqual(await strangers.evaluate(FAULTS), []);
    await page.evaluate(twice);
    await message(page, 'hello').locator('.markup').tap();
    await message(page, 'hello').getByRole('toolbar').waitFor();
    assert.deepEqual(await page.evaluate(FAULTS), []);
    await page.locator('.conversation-back').tap();
    assert.deepEqual(await page.evaluate(FAULTS), []);
    await page.getByRole('button', { name: /^Search/ }).tap();
    await within(page.locator('.search-line input'), ({ width }) => width > 150);
    assert.deepEqual(await page.evaluate(FAULTS), []);
  });

  test('a keyboard over the page leaves the field and the newest message in sight', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    // As iOS has it: the page stays as it is, and is moved; what is in sight becomes smaller.
    const options = phone(390, 844);
    const page = await people.open(options, '/about');
    await page.addInitScript(`
      const sight = new EventTarget();
      Object.assign(sight, { height: 844, width: 390, offsetTop: 0, scale: 1 });
      Object.defineProperty(window, 'visualViewport', { value: sight });
      window.cover = (height, offsetTop, scale = 1) => {
        Object.assign(sight, { height, offsetTop, scale });
        sight.dispatchEvent(new Event('resize'));
      };`);
    await page.goto(new URL('/', page.url()).href);
    const [name, other] = [newName(), newName()];
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Come in' }).tap();
    await page.getByRole('button', { name: `Settings of ${name}` }).waitFor();
    using line = await LineClient.login(server.port, other);
    for (let i = 0; i < 30; i++) line.say(`sendto ${name} hello ${i}.`);
    await goTo(page, other);
    await message(page, 'hello 29.').waitFor();
    await page.evaluate('cover(444, 100)');
    await between(composer(page), 100, 544);
    await between(message(page, 'hello 29.'), 100, 544);
    await between(page.locator('.conversation-head'), 100, 544);
    await page.getByRole('button', { name: 'Emoji' }).tap();
    await between(page.getByRole('dialog', { name: 'Choose an emoji' }), 100, 544);
    await page.keyboard.press('Escape');
    await page.locator('.conversation-head button').last().tap();
    await between(page.getByRole('dialog').getByRole('button', { name: 'Close' }), 100, 544);
    await page.keyboard.press('Escape');
    // Two fingers make the page larger: nothing covers it.
    await page.evaluate('cover(422, 100, 2)');
    await between(composer(page), 544, 844);
    await page.evaluate('cover(844, 0)');
    await between(composer(page), 544, 844);
  });

  test('beside a notch and above the bar of the system nothing stands that is pressed', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const { page, line } = await talk(people, phone(844, 390));
    using _ = line;
    const session = await page.context().newCDPSession(page);
    const insets = { left: 47, right: 47, bottom: 21, top: 0 };
    await session.send('Emulation.setSafeAreaInsetsOverride' as never, { insets } as never);
    for (const place of [
      page.locator('.sidebar-switcher'),
      page.getByRole('button', { name: /^Settings of/ }),
      page.getByRole('button', { name: 'Send' }),
      page.locator('.conversation-head button').last(),
    ]) {
      await within(place, (box) => {
        return box.x >= 47 && box.x + box.width <= 844 - 47 && box.y + box.height <= 390 - 21;
      });
    }
  });
});

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Waits until `place` is where `is` says. */
async function within(place: Locator, is: (box: Box) => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const box = await place.boundingBox();
    if (box !== null && is(box)) return;
    if (Date.now() > deadline) assert.fail(`it is at ${JSON.stringify(box)}`);
    await place.page().evaluate('new Promise(requestAnimationFrame)');
  }
}

function between(place: Locator, top: number, bottom: number): Promise<void> {
  return within(place, ({ y, height }) => y >= top && y + height <= bottom);
}

/** Between the head of the conversation and where one writes. */
async function inSight(page: Page, place: Locator): Promise<void> {
  const head = await page.locator('.conversation-head').boundingBox();
  const foot = await page.locator('.composer').boundingBox();
  assert.ok(head !== null && foot !== null);
  await between(place, head.y + head.height, foot.y);
}

async function isBelow(place: Locator, other: Locator): Promise<boolean> {
  const [below, above] = [await place.boundingBox(), await other.boundingBox()];
  return below !== null && above !== null && below.y >= above.y + above.height - 1;
}
