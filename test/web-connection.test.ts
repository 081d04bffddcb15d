/** The web client says how its connection is, and comes to the server whatever is between them. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { newName, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { closeBrowser, greeted, message, say, WebPeople } from './support/web-page.ts';

after(closeBrowser);

/** Opens a conversation with `name`, whom the page may not know. */
async function writeTo(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: `Write to ${name}` }).waitFor();
}

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
  await greeted(page, anna);
  await writeTo(page, anna);
  await say(page, 'a note to myself');
  await message(page, 'a note to myself').getByText("on the server's disk").waitFor();
  assert.equal(logins() - before, 1);
  assert.deepEqual(people.faults, []);
});
