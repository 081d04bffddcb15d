/** Several tabs of one browser: they run side by side, each with its own state, and end together. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import {
  closeBrowser,
  comeIn,
  composer,
  greeted,
  logOut,
  message,
  texts,
  WebPeople,
  writeTo,
} from './support/web-page.ts';

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
});
after(async () => {
  await closeBrowser();
  await server.stop();
});

async function friend(name: string) {
  const client = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await client.register(name, PASSWORD);
  return client;
}

/** Keys of what the browser keeps for the page. */
async function kept(page: Page): Promise<string[]> {
  return (await page.evaluate(
    `Object.keys(localStorage).filter((key) => key.startsWith('chinwag.'))`,
  )) as string[];
}

test('two tabs of one person both have everything, and drafts of their own', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  await using other = await friend(ben);
  const one = await people.registered(anna);
  const two = await people.tab(one.context());
  await greeted(two, anna);
  for (const page of [one, two]) await writeTo(page, ben);
  await other.send(anna, 'to both');
  for (const page of [one, two]) await message(page, 'to both').waitFor();
  await composer(one).fill('begun in the first');
  await composer(two).fill('begun in the second');
  await composer(two).press('Enter');
  await message(one, 'begun in the second').waitFor();
  assert.equal(await composer(one).inputValue(), 'begun in the first');
  assert.equal(await composer(two).inputValue(), '');
  for (const page of [one, two]) await page.reload();
  for (const page of [one, two]) await message(page, 'begun in the second').waitFor();
  assert.equal(await composer(one).inputValue(), 'begun in the first');
  assert.equal(await composer(two).inputValue(), '');
  await composer(one).press('Enter');
  await message(two, 'begun in the first').waitFor();
  const said = ['to both', 'begun in the second', 'begun in the first'];
  for (const page of [one, two]) assert.deepEqual(await texts(page), said);
  // What one that is closed had is there for the next.
  await composer(two).fill('left behind');
  await two.close();
  const third = await people.tab(one.context());
  await greeted(third, anna);
  await writeTo(third, ben);
  assert.equal(await composer(third).inputValue(), 'left behind');
  assert.deepEqual(people.faults, []);
});

test('a person who logs out is logged out in all tabs, and the browser is nobody’s device', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  const one = await people.registered(anna);
  const two = await people.tab(one.context());
  await greeted(two, anna);
  await writeTo(two, ben);
  await composer(two).fill('nobody is to read this');
  await logOut(one, anna);
  await two.getByText('You logged out in another tab.').waitFor();
  await two.getByLabel('Your name').waitFor();
  assert.equal(await two.getByText(anna).count(), 0);
  // Tabs leave signs of themselves, and preferences stay.
  assert.deepEqual(
    (await kept(two)).filter((key) => /who|draft|caller/.test(key)),
    [],
  );
  await two.reload();
  await two.getByLabel('Your name').waitFor();
  await using again = await connect(`chinwag://127.0.0.1:${server.port}`);
  await again.login(anna, { password: PASSWORD });
  assert.deepEqual(await again.sessions(), []);
});

test('a tab goes on where another has changed the password, with all that was written', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  await using other = await friend(ben);
  const one = await people.registered(anna);
  const two = await people.tab(one.context());
  await greeted(two, anna);
  await writeTo(two, ben);
  await composer(two).fill('half a sentence');
  const back = two.waitForEvent('websocket');
  await one.getByRole('button', { name: `Settings of ${anna}` }).click();
  await one.getByLabel('Current password').fill(PASSWORD);
  await one.getByLabel('New password').fill('quite another');
  await one.getByLabel('The same again').fill('quite another');
  await one.getByRole('button', { name: 'Change the password' }).click();
  await back;
  await composer(two).press('Enter');
  await message(two, 'half a sentence').getByText("on the server's disk").waitFor();
  const { messages } = await other.history(anna);
  assert.deepEqual(
    messages.map(({ text }) => text),
    ['half a sentence'],
  );
});

test('a tab in which somebody else logs in ends those of the one before', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  await using _ben = await friend(ben);
  const one = await people.open();
  const two = await people.tab(one.context());
  await one.getByLabel('Your name').waitFor();
  await two.getByLabel('Your name').waitFor();
  await (await friend(anna)).close();
  for (const [page, name] of [
    [one, anna],
    [two, ben],
  ] as const) {
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Come in' }).click();
    await page.getByLabel(`Password for ${name}`).fill(PASSWORD);
    await page.getByRole('button', { name: 'Log in' }).click();
    await greeted(page, name);
  }
  await one.getByText(`In another tab of this browser, ${ben} has logged in.`).waitFor();
  await one.reload();
  await greeted(one, ben);
  await greeted(two, ben);
});

test('a guest is so in one tab, and stays who they are when it is loaded again', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const [gus, ida] = [newName(), newName()];
  const one = await people.guest(gus);
  const two = await people.tab(one.context());
  await two.getByText('That name is taken.').waitFor();
  await comeIn(two, ida);
  await one.reload();
  await greeted(one, gus);
  await two.reload();
  await greeted(two, ida);
});

test('what is preferred in one tab is so in all', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const anna = newName();
  const one = await people.registered(anna);
  const two = await people.tab(one.context());
  await greeted(two, anna);
  await one.getByRole('button', { name: `Settings of ${anna}` }).click();
  await one.getByRole('tab', { name: 'This browser' }).click();
  await one.getByLabel('Dark').check();
  await two.locator('html[data-theme="dark"]').waitFor({ state: 'attached' });
});
