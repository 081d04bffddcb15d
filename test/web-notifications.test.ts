/** Notifications of the web client, from a message to the system's notice and back. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import { closeBrowser, message, WebPeople } from './support/web-page.ts';

after(closeBrowser);

test('somebody who wants it is notified of what is not looked at', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  const people = await WebPeople.arrive(t, server.port, { whole: true });
  const [name, other] = [newName(), newName()];
  const page = await people.registered(name);
  await page.context().grantPermissions(['notifications']);
  const warnings: string[] = [];
  page.on('console', (said) => warnings.push(said.text()));
  const shown = async () =>
    (await page.evaluate(`navigator.serviceWorker.ready
      .then((worker) => worker.getNotifications())
      .then((all) => all.map(({ title, body }) => title + ': ' + body))`)) as string[];
  const friend = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => friend.close());
  await friend.register(other, PASSWORD);
  const link = page.getByRole('navigation').getByRole('link', { name: other });
  await friend.send(name, 'not wanted yet');
  await link.getByText('1 unread message').waitFor();
  assert.deepEqual(await shown(), []);
  await page.getByRole('button', { name: `Settings of ${name}` }).click();
  await page.getByRole('tab', { name: 'This browser' }).click();
  await page.getByLabel('Notify me').check();
  await page.keyboard.press('Escape');
  await friend.send(name, 'look here');
  await link.getByText('2 unread messages').waitFor();
  let saidAt = performance.now();
  await until(
    async () => {
      if ((await shown()).join() === `${other}: look here`) return true;
      // A system may refuse a notification now and then; whoever writes again is told of again, in its place.
      if (performance.now() - saidAt > 2000) {
        saidAt = performance.now();
        await friend.send(name, 'look here');
      }
      return false;
    },
    () => `a notification; the page said ${JSON.stringify(warnings)}`,
  );
  await link.click();
  await until(
    async () => (await shown()).length === 0,
    () => 'the notification to go',
  );
  await friend.send(name, 'seen as it comes');
  await message(page, 'seen as it comes').waitFor();
  assert.deepEqual(await shown(), []);
  assert.deepEqual(people.faults, []);
});
