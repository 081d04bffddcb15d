/**
 * Settings in the web client: keeping a name, devices, password, away, colours, leaving; by keyboard alone, and on a
 * phone.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { closeBrowser, comeIn, composer, message, WebPeople } from './support/web-page.ts';

async function settings(page: Page, part?: string): Promise<void> {
  await page.getByRole('button', { name: /^Settings of / }).click();
  if (part !== undefined) await page.getByRole('tab', { name: part }).click();
}

describe('one has', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  test('a name that a guest keeps, and another password later', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    const page = await people.guest(name);
    await settings(page);
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByLabel('The same again').fill('something else');
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByText('The two passwords are not the same.').waitFor();
    await page.getByLabel('The same again').fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await settings(page, 'Devices');
    await page.getByText('this one').waitFor();
    await page.getByRole('tab', { name: 'You' }).click();
    await page.getByLabel('Current password').fill('not this');
    await page.getByLabel('New password').fill('another horse');
    await page.getByLabel('The same again').fill('another horse');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('That password is wrong.').waitFor();
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('It is changed.').waitFor();
    await page.reload();
    await page.getByRole('button', { name: `Settings of ${name}` }).waitFor();
  });

  test('devices, which can be logged out', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    const one = await people.registered(name);
    const two = await people.back(name);
    await settings(two, 'Devices');
    const devices = two.getByRole('button', { name: /^Log out: / });
    await devices.first().click();
    await one.getByLabel(`Password for ${name}`).or(one.getByText('was put out')).first().waitFor();
    await until(
      async () => (await devices.count()) === 1,
      () => 'the device to be gone from the list',
    );
    await two.getByRole('tab', { name: 'You' }).click();
    await two.getByRole('button', { name: 'Log out', exact: true }).click();
    await two.getByLabel('Your name').waitFor();
    await two.reload();
    await two.getByLabel('Your name').waitFor();
    assert.deepEqual(await two.context().cookies(), []);
  });

  test('a way out that holds also where the page is closed at once', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    const page = await people.registered(name);
    const elsewhere = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
    t.after(() => elsewhere.close());
    await elsewhere.login(name, { password: PASSWORD });
    const [browser] = await elsewhere.sessions();
    assert.equal(browser?.online, true);
    await settings(page);
    const button = page.getByRole('button', { name: 'Log out', exact: true });
    await button.evaluate((element) => (element as unknown as { click(): void }).click());
    await page.close();
    await until(
      async () => (await elsewhere.sessions()).length === 0,
      () => 'the browser to be forgotten',
    );
  });

  test('a presence that others see, another name, and an end', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other, next] = [newName(), newName(), newName()];
    const one = await people.registered(name);
    const two = await people.registered(other);
    await settings(one);
    await one.getByLabel('What others are told').fill('back on Monday');
    await one.getByRole('button', { name: 'I am away' }).click();
    await one.getByText('You are away.').waitFor();
    await two.getByRole('main').getByRole('button', { name }).click();
    await two.getByText('back on Monday').waitFor();
    await one.getByLabel('New name').fill(next);
    await one.getByRole('button', { name: 'Change the name' }).click();
    await one.getByRole('button', { name: `Settings of ${next}`, includeHidden: true }).waitFor();
    await one.getByLabel('Your password, to be sure').fill(PASSWORD);
    await one.getByRole('button', { name: 'Delete the account' }).click();
    await one.getByLabel('Your name').waitFor();
    await comeIn(one, newName());
  });

  test('colours of one’s own choice, kept', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.guest(newName(), { colorScheme: 'light' });
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await paper();
    await settings(page, 'This browser');
    await page.getByLabel('dark', { exact: true }).check();
    const dark = await paper();
    assert.notEqual(dark, light);
    await page.reload();
    await page.getByRole('button', { name: /^Settings of / }).waitFor();
    assert.equal(await paper(), dark);
  });

  test('a keyboard, and needs no more', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    const friend = await people.guest(other);
    const page = await people.open();
    await page.getByLabel('Your name').waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `Hello, ${name}.` }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type(other);
    await page.getByRole('option', { name: other }).first().waitFor();
    await page.keyboard.press('Enter');
    await composer(page).waitFor();
    await page.keyboard.type('typed, not clicked');
    await page.keyboard.press('Enter');
    await friend.getByRole('navigation').getByRole('link', { name }).click();
    await message(friend, 'typed, not clicked').waitFor();
    await page.keyboard.press('ArrowUp');
    await page.getByText('Editing your message').waitFor();
    await page.keyboard.press('End');
    await page.keyboard.type(' at all');
    await page.keyboard.press('Enter');
    await message(friend, 'typed, not clicked at all').waitFor();
  });

  test('a phone, where the list and the conversation are one page each', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    await people.guest(other);
    const phone = { viewport: { width: 320, height: 600 }, hasTouch: true, isMobile: true };
    const page = await people.guest(name, phone);
    const write = async (text: string) => {
      await composer(page).fill(text);
      await page.getByRole('button', { name: 'Send' }).tap();
    };
    // Who is here is offered as long as there is no list of one's own.
    await page.getByRole('button', { name: other }).waitFor();
    await page.getByRole('button', { name: 'New message' }).tap();
    await page.getByRole('dialog').getByRole('option', { name: other }).tap();
    await write('from a small screen '.repeat(20));
    await message(page, 'from a small screen').waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    assert.ok((width as number) <= 320, `nothing is wider than the page: ${width}`);
    await message(page, 'from a small screen').locator('.markup').tap();
    await page.getByRole('button', { name: 'React 👍' }).tap();
    await page.getByRole('button', { name: '👍, 1 person' }).waitFor();
    await page.getByRole('button', { name: 'Reply' }).tap();
    await page.getByRole('toolbar').waitFor({ state: 'detached' });
    await write('and an answer');
    await message(page, 'and an answer').getByText('from a small screen').waitFor();
    await page.getByRole('button', { name: 'Back to the list' }).tap();
    await page.getByRole('link', { name: other }).waitFor();
    await page.getByRole('link', { name: other }).tap();
    await composer(page).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: other }).waitFor();
  });
});
