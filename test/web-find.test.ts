/** Finding things in the web client: messages, conversations, keys, and links to a place. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { type ChatClient, connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import {
  closeBrowser,
  comeIn,
  composer,
  goTo,
  greeted,
  message,
  registerHere,
  say,
  WebPeople,
} from './support/web-page.ts';

let server: ServerProcess;

before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(async () => {
  await server.stop();
  await closeBrowser();
});

/** Somebody registered who uses no browser. */
async function somebody(t: TestContext, name = newName()): Promise<ChatClient> {
  const client = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => client.close());
  await client.register(name, PASSWORD);
  return client;
}

function dialog(page: Page, name: string) {
  return page.getByRole('dialog', { name });
}

/** Nothing can be typed in: a key is a shortcut. */
async function leaveFields(page: Page): Promise<void> {
  await page.evaluate('document.activeElement.blur()');
}

function hash(page: Page): string {
  return new URL(page.url()).hash;
}

/** Waits until the address says `wanted`. */
async function atPlace(page: Page, wanted: string): Promise<void> {
  await page.waitForURL((url) => url.hash === wanted);
}

describe('search in the web client', () => {
  /** Asks until something is found: the index may be behind by seconds. */
  async function search(page: Page, query: string): Promise<void> {
    const place = dialog(page, 'Search messages');
    await place.getByLabel('Search for').fill(query);
    for (;;) {
      await place.getByLabel('Search for').press('Enter');
      await place
        .getByRole('status')
        .getByText(/messages?$|^Nothing found/)
        .waitFor();
      if ((await results(page).count()) > 0) return;
      await sleep(100);
    }
  }

  function results(page: Page) {
    return page.getByRole('list', { name: /^What was found/ }).getByRole('listitem');
  }

  test('finds words, marks them, and leads to their place', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    const client = await somebody(t, ben);
    await client.send(anna, 'see you in the CAFÉ at noon');
    for (let sent = 0; sent < 120; sent++) await client.send(anna, `filler ${sent}`);
    await page.keyboard.press('/');
    await search(page, 'cafe');
    assert.match(
      (await results(page).first().textContent()) ?? '',
      new RegExp(`^${ben}.*Today, .*see you in the CAFÉ at noon$`),
    );
    assert.equal(await results(page).locator('mark').textContent(), 'CAFÉ');
    await page.getByLabel('Search for').press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog(page, 'Search messages').waitFor({ state: 'detached' });
    const found = message(page, 'see you in the CAFÉ at noon');
    await found.waitFor();
    await page.getByRole('listitem').and(page.locator(':focus')).getByText('CAFÉ').waitFor();
    assert.ok(await isInSight(page, 'CAFÉ'));
    await atPlace(page, `#in=${ben}`);
    assert.deepEqual(people.faults, []);
  });

  async function isInSight(page: Page, text: string): Promise<boolean> {
    const box = await message(page, text).boundingBox();
    return box !== null && box.y > 0 && box.y + box.height < 800;
  }

  test('goes on with older ones as one scrolls', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const anna = newName();
    const page = await people.registered(anna);
    const client = await somebody(t);
    for (let sent = 0; sent < 120; sent++) await client.send(anna, `tick ${sent}`);
    await page.getByRole('button', { name: 'Search' }).first().click();
    await search(page, 'tick');
    await results(page).last().scrollIntoViewIfNeeded();
    await page.getByText('The newest 100 messages').waitFor();
    await results(page).last().scrollIntoViewIfNeeded();
    await page.getByText('120 messages').waitFor();
    assert.match((await results(page).last().textContent()) ?? '', /tick 0$/);
    await results(page).getByRole('button').last().focus();
    await page.keyboard.press('ArrowUp');
    await page.locator(':focus').getByText('tick', { exact: true }).waitFor();
  });

  test('has filters that write its words', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    const one = await somebody(t, ben);
    const other = await somebody(t);
    await one.send(anna, 'pancakes by ben');
    await other.send(anna, 'pancakes by another');
    await goTo(page, ben);
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    const field = page.getByLabel('Search for');
    assert.equal(await field.inputValue(), `with:${ben} `);
    await field.press('End');
    await field.pressSequentially('pancakes');
    await search(page, await field.inputValue());
    assert.equal(await results(page).count(), 1);
    assert.ok(await page.getByLabel(`Only with ${ben}`).isChecked());
    await page.getByLabel(`Only with ${ben}`).uncheck();
    assert.equal(await field.inputValue(), 'pancakes');
    await search(page, 'pancakes');
    assert.equal(await results(page).count(), 2);
    await page.getByLabel('Written by').fill(ben);
    await page.getByLabel('From', { exact: true }).fill('2026-01-31');
    assert.equal(await field.inputValue(), `pancakes from:${ben} after:2026-01-31 `);
    await page.getByLabel('Before').fill('2020-01-31');
    await field.press('Enter');
    await page.getByText('Nothing found.').waitFor();
    await page.getByLabel('Before').fill('');
    await page.getByLabel('With a person, or in a room').press('Enter');
    await results(page).first().waitFor();
    assert.equal(await results(page).count(), 1);
  });

  test('says what is wrong, and why guests find nothing', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.registered(newName());
    await page.keyboard.press('/');
    await page.getByLabel('Search for').fill('before:tomorrow');
    await page.keyboard.press('Enter');
    assert.match((await page.getByRole('alert').textContent()) ?? '', /cannot be searched for/);
    const guest = await people.guest(newName());
    await guest.keyboard.press('/');
    await guest.getByText('Only registered people can search').waitFor();
    await guest.getByRole('button', { name: 'Register this name' }).click();
    await dialog(guest, 'Settings').waitFor();
  });
});

describe('the quick switcher', () => {
  function option(page: Page, name: string | RegExp) {
    return page.getByRole('option', { name });
  }

  test('goes to people, rooms and commands by a few letters', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const client = await somebody(t, ben);
    await client.create('#gardening');
    const page = await people.registered(anna);
    await page.keyboard.press('Control+k');
    const field = dialog(page, 'Go to').getByRole('combobox');
    await field.fill(ben.slice(-3));
    await option(page, ben).waitFor();
    await field.fill(ben);
    await page.keyboard.press('Enter');
    await composer(page).waitFor();
    await atPlace(page, `#in=${ben}`);
    assert.ok(await composer(page).evaluate((field) => field.matches(':focus')));
    await page.keyboard.press('Control+k');
    await field.fill('gard');
    await option(page, '#gardening public room, 1 member').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '#gardening' }).waitFor();
    await page.keyboard.press('Control+k');
    await field.fill('dark');
    await page.keyboard.press('Enter');
    await page.locator('html[data-theme="dark"]').waitFor();
    await page.keyboard.press('Control+k');
    await field.fill('sunflowers');
    await option(page, 'Search for “sunflowers”').click();
    assert.equal(await page.getByLabel('Search for').inputValue(), 'sunflowers');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await field.press('Control+k');
    await dialog(page, 'Go to').waitFor({ state: 'detached' });
    assert.deepEqual(people.faults, []);
  });

  test('has what is unread first, and moves with the arrow keys', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const anna = newName();
    const page = await people.registered(anna);
    const [one, two] = [newName(), newName()];
    const other = await somebody(t, one);
    await other.send(anna, 'first');
    await goTo(page, one);
    await (await somebody(t, two)).send(anna, 'second');
    await page.getByRole('link', { name: `${two} 1 unread` }).waitFor();
    await page.keyboard.press('Control+k');
    const first = page.getByRole('option').first();
    assert.match((await first.textContent()) ?? '', new RegExp(`${two}.*1 unread message`));
    await page.keyboard.press('ArrowDown');
    assert.equal(await first.getAttribute('aria-selected'), 'false');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await atPlace(page, `#in=${two}`);
  });
});

describe('the keys of the web client', () => {
  test('are shown by ?, and never taken from who types', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    await people.guest(ben);
    const page = await people.guest(anna);
    await page.getByRole('main').getByRole('button', { name: ben }).click();
    await composer(page).pressSequentially('what? and/or');
    assert.equal(await composer(page).inputValue(), 'what? and/or');
    await leaveFields(page);
    await page.keyboard.press('?');
    const shown = dialog(page, 'Keyboard shortcuts');
    await shown.getByText('Go to a conversation').waitFor();
    // The dialog keeps its keys.
    await page.keyboard.press('/');
    await page.keyboard.press('Control+k');
    assert.equal(await page.getByRole('dialog').count(), 1);
    await shown.getByLabel(/^Shortcuts of a single character/).uncheck();
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'detached' });
    await leaveFields(page);
    await page.keyboard.press('?');
    await page.keyboard.press('Control+,');
    await dialog(page, 'Settings').waitFor();
    assert.equal(await page.getByRole('dialog').count(), 1);
  });

  test('lead from conversation to conversation, and to what is unread', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const anna = newName();
    const page = await people.registered(anna);
    const names = [newName(), newName(), newName()];
    for (const name of names) {
      await (await somebody(t, name)).send(anna, `hello from ${name}`);
      await page.getByRole('link', { name: `${name} 1 unread` }).waitFor();
    }
    const [third = '', second = '', first = ''] = names;
    await goTo(page, first);
    await page.keyboard.press('Alt+ArrowDown');
    await atPlace(page, `#in=${second}`);
    // It is read when it is there, which takes a moment.
    await page.getByRole('link', { name: `${second} 1 unread` }).waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+ArrowUp');
    await atPlace(page, `#in=${first}`);
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await atPlace(page, `#in=${third}`);
    await page.keyboard.press('Alt+ArrowDown');
    await atPlace(page, `#in=${first}`);
  });

  test('Escape marks as read, and one goes on writing', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    const client = await somebody(t, ben);
    await client.send(anna, 'hello');
    await page.getByRole('link', { name: `${ben} 1 unread` }).waitFor();
    await goTo(page, ben);
    await page.getByText('New messages').waitFor();
    await leaveFields(page);
    await page.keyboard.press('Escape');
    await page.getByText('New messages').waitFor({ state: 'detached' });
    assert.ok(await composer(page).evaluate((field) => field.matches(':focus')));
  });
});

describe('a link', () => {
  /** Two who talk, and a link to the first of many messages. */
  async function talk(t: TestContext) {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    const client = await somebody(t, ben);
    const id = await client.send(anna, 'the very first');
    for (let sent = 0; sent < 120; sent++) await client.send(anna, `later ${sent}`);
    return { people, page, anna, ben, path: `/#message-${id}` };
  }

  async function isThere(page: Page, ben: string): Promise<void> {
    await page.locator(':focus').getByText('the very first').waitFor();
    await atPlace(page, `#in=${ben}`);
  }

  test('leads to a message', async (t) => {
    const { people, page, ben, path } = await talk(t);
    await isThere(await people.tab(page.context(), path), ben);
    assert.deepEqual(people.faults, []);
  });

  test('waits until somebody is logged in', async (t) => {
    const { people, anna, ben, path } = await talk(t);
    const page = await people.open({}, path);
    await page.getByLabel('Your name').fill(anna);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByLabel(`Password for ${anna}`).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await isThere(page, ben);
  });

  test('in a message stays on the page', async (t) => {
    const { page, ben, path } = await talk(t);
    await goTo(page, ben);
    const link = new URL(path, page.url()).href;
    await say(page, `look at ${link}`);
    await page.getByRole('link', { name: link }).click();
    await isThere(page, ben);
    assert.equal(page.context().pages().length, 1);
  });

  test('is copied, also from a page whose browser gives it no clipboard', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    for (const isSecure of [true, false]) {
      const page = await people.open();
      if (isSecure) await page.context().grantPermissions(['clipboard-write']);
      // As of a page that came by http from elsewhere.
      else
        await page.evaluate('Object.defineProperty(window, "isSecureContext", { value: false })');
      const name = newName();
      await registerHere(page, name);
      const client = await somebody(t);
      const id = await client.send(name, 'remember this');
      await goTo(page, client.name ?? '');
      await message(page, 'remember this').hover();
      await page.getByRole('button', { name: 'Copy link' }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      await composer(page).focus();
      await page.keyboard.press('Control+v');
      const { origin } = new URL(page.url());
      assert.equal(await composer(page).inputValue(), `${origin}/#message-${id}`);
      await page.context().close();
    }
    assert.deepEqual(people.faults, []);
  });

  test('to nothing says so', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.open({}, '/#message-999999');
    await comeIn(page, newName());
    const shown = dialog(page, 'This link leads nowhere');
    assert.equal(await shown.getByRole('alert').textContent(), 'That is for registered people.');
    await shown.getByRole('button', { name: 'Close' }).last().click();
    await shown.waitFor({ state: 'detached' });
    assert.equal(hash(page), '');
  });

  test('to a room opens it', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    await (await somebody(t)).create('#kitchen');
    const page = await people.open({}, '/#in=%23kitchen');
    await page.getByLabel('Your name').fill(newName());
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByRole('heading', { name: '#kitchen' }).waitFor();
  });
});

describe("the browser's back button", () => {
  test('goes back to the conversation before', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const anna = newName();
    const names = [newName(), newName()];
    for (const name of names) await people.guest(name);
    const page = await people.guest(anna);
    const [one = '', two = ''] = names;
    await page.getByRole('main').getByRole('button', { name: one }).click();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(two);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: two }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: one }).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: two }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: two }).waitFor();
    await page.goBack();
    await page.goBack();
    await greeted(page, anna);
    assert.equal(hash(page), '');
  });

  test('leads to the list on a phone, as the one on the page does', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    await somebody(t, anna);
    await (await somebody(t, ben)).send(anna, 'hello');
    const page = await people.open({ viewport: { width: 390, height: 844 } });
    await page.getByLabel('Your name').fill(anna);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByLabel(`Password for ${anna}`).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    const list = page.getByRole('link', { name: ben });
    const length = await page.evaluate('history.length');
    for (let times = 0; times < 3; times++) {
      await goTo(page, ben);
      await list.waitFor({ state: 'hidden' });
      if (times === 0) await page.goBack();
      else await page.getByRole('button', { name: 'Back to the list' }).click();
      await list.waitFor();
      await atPlace(page, '');
    }
    assert.equal(await page.evaluate('history.length'), Number(length) + 1);
  });
});

describe('of a message', () => {
  test('what it said before, and who reacted, can be seen', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    const client = await somebody(t, ben);
    const id = await client.send(anna, 'lunch at one');
    await client.edit(Number(id), 'lunch at two');
    await client.react(Number(id), '👍');
    await goTo(page, ben);
    await message(page, 'lunch at two').getByRole('button', { name: '(edited)' }).click();
    const edits = dialog(page, 'What this message said').getByRole('listitem');
    await edits.filter({ hasText: 'now' }).getByText('lunch at two').waitFor();
    await edits.filter({ hasText: 'at first' }).getByText('lunch at one').waitFor();
    await page.keyboard.press('Escape');
    await message(page, 'lunch at two').hover();
    await page.getByRole('button', { name: 'Who reacted' }).click();
    const reacted = dialog(page, 'Who reacted');
    await reacted.getByText('👍').waitFor();
    await reacted.getByRole('button', { name: ben }).waitFor();
    assert.deepEqual(people.faults, []);
  });
});
