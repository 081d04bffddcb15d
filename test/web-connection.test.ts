/** The web client shows the state of its connection, and reaches the server through whatever is in between. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import {
  closeBrowser,
  comeIn,
  goTo,
  greeted,
  message,
  noteToSelf,
  say,
  texts,
  WebPeople,
  writeTo,
} from './support/web-page.ts';

after(closeBrowser);

test('a page that begins where no WebSocket gets through says so, and logs in once when one does', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const anna = newName();
  const page = await people.registered(anna);
  const logins = () => server.log.filter(({ msg }) => msg === 'logged in').length;
  const before = logins();
  relay.webSockets = false;
  await page.reload();
  await page.getByText('lets no WebSocket through').waitFor();
  await until(
    () => relay.refused >= 3,
    () => 'attempts',
  );
  relay.webSockets = true;
  // Rather than after the pause.
  await page.getByRole('button', { name: 'Try now' }).click();
  await greeted(page, anna);
  await noteToSelf(page, anna, 'a note to myself');
  assert.equal(logins() - before, 1);
  assert.deepEqual(people.faults, []);
});

/** What is told beside the field. */
function waiting(page: Page, text: string) {
  return page.locator('.waiting-line').filter({ hasText: text });
}

async function tell(page: Page, event: 'offline' | 'online'): Promise<void> {
  await page.evaluate(`dispatchEvent(new Event('${event}'))`);
}

test('a page whose connection swallows everything says what waits, and connects anew when it has asked', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const near = await WebPeople.arrive(t, server.port);
  const far = await WebPeople.arrive(t, relay.port);
  const [anna, ben] = [newName(), newName()];
  const one = await far.registered(anna);
  const two = await near.registered(ben);
  await writeTo(two, anna);
  await say(two, 'before');
  await message(two, 'before').getByText("on the server's disk").waitFor();
  await goTo(one, ben);
  await say(one, 'the answer');
  await message(two, 'the answer').waitFor();

  relay.swallow();
  await say(two, 'swallowed');
  await message(two, 'swallowed').getByText("on the server's disk").waitFor();
  await say(one, 'swallowed as well');
  await say(one, 'and so is this');
  await waiting(one, '2 messages wait for the server’s answer.').waitFor();
  // Any reason to ask will do, and is quicker than to wait for the library to.
  await tell(one, 'online');
  await message(one, 'and so is this').getByText("on the server's disk").waitFor();
  await message(two, 'and so is this').waitFor();
  await waiting(one, 'wait').waitFor({ state: 'detached' });
  const said = ['before', 'the answer', 'swallowed', 'swallowed as well', 'and so is this'];
  for (const page of [one, two]) assert.deepEqual(await texts(page), said);
});

test('a page that its browser says is offline says so at once, and what is written waits', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const anna = newName();
  const page = await people.registered(anna);
  await noteToSelf(page, anna, 'before');
  relay.hold();
  await tell(page, 'offline');
  await page.getByText('This device is offline.').waitFor();
  await say(page, 'meanwhile');
  await message(page, 'meanwhile').getByText('waiting for the connection').waitFor();
  await waiting(page, '1 message waits for the connection.').waitFor();
  relay.letGo();
  await tell(page, 'online');
  await message(page, 'meanwhile').getByText("on the server's disk").waitFor();
  await page.getByText('This device is offline.').waitFor({ state: 'detached' });
  assert.deepEqual(await texts(page), ['before', 'meanwhile']);
  assert.deepEqual(people.faults, []);
});

test('a panel that does not come with the page is there before it is opened, with or without a connection', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  const people = await WebPeople.arrive(t, server.port);
  // It would have everything at once.
  const page = await people.open({ serviceWorkers: 'block' });
  const fetched: string[] = [];
  page.on('requestfinished', (request) => fetched.push(new URL(request.url()).pathname));
  const has = (part: string) => fetched.some((path) => path.startsWith(`/assets/${part}-`));
  assert.equal(has('settings'), false);
  await comeIn(page, newName());
  await until(
    () => ['settings', 'room-panel', 'emoji-picker'].every(has),
    () => fetched.join(' '),
  );
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('dialog', { name: 'Settings' }).waitFor();
});
