/** Accounts and people in the web client: inviting, blocking, moderating from a name, audit, unregistering. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ChatClient, connect } from '../src/client/node.ts';
import { LineClient } from './support/line-client.ts';
import { OwnedData } from './support/owner.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, goTo, message, WebPeople } from './support/web-page.ts';

after(closeBrowser);

async function settings(page: Page, part?: string): Promise<void> {
  await page.getByRole('button', { name: /^Settings of / }).click();
  if (part !== undefined) await page.getByRole('tab', { name: part }).click();
}

/** Somebody who is registered, without a page, until the end of the test. */
async function registered(t: TestContext, port: number, name: string): Promise<ChatClient> {
  const client = await connect(`chinwag://127.0.0.1:${port}`, { messages: 'ignore' });
  t.after(() => client.close());
  await client.register(name, PASSWORD);
  return client;
}

describe('one can', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(() => server.stop());

  test('be away, which every device knows, also when it is opened anew', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    const one = await people.registered(name);
    const two = await people.back(name);
    await settings(one);
    await one.getByLabel('What others are told').fill('at lunch');
    await one.getByRole('button', { name: 'I am away' }).click();
    await one.getByText('You are away.').waitFor();
    await two.reload();
    await two.getByRole('button', { name: `Settings of ${name}, away` }).click();
    await two.getByText('at lunch').waitFor();
    await two.getByRole('button', { name: 'I am here again' }).click();
    await two.getByRole('button', { name: 'I am away' }).waitFor();
    await one.reload();
    await one.getByRole('button', { name: `Settings of ${name}`, exact: true }).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('stop hearing somebody, and see and end that in the settings', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    const elsewhere = await registered(t, server.port, name);
    await registered(t, server.port, other);
    const page = await people.back(name);
    await settings(page, 'Others');
    await page.getByText('Nobody. To block somebody').waitFor();
    await elsewhere.block(other);
    await page.getByRole('button', { name: `Hear ${other} again` }).click();
    await page.getByText('Nobody. To block somebody').waitFor();
    assert.deepEqual(await elsewhere.blocks(), []);
    await page.getByRole('button', { name: 'Leave them out' }).click();
    await page.getByText('They are left out.').waitFor();
    await page.getByRole('button', { name: 'Show them' }).click();
    await page.getByText('They are shown.').waitFor();
  });

  test('invite somebody from their name to a room, and to a server only where it wants that', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    const room = `#${name}`;
    const owner = await registered(t, server.port, name);
    await owner.create(room, { access: 'private' });
    const guest = await people.registered(other);
    const page = await people.back(name);
    await page.getByRole('main').getByRole('button', { name: other }).click();
    await page.getByRole('button', { name: `About ${other}` }).click();
    await page.getByLabel('Invite to a room').selectOption(room);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByText(`${other} is invited.`).waitFor();
    await guest.getByText(`${name} invites you to ${room}`).waitFor();
    await page.keyboard.press('Escape');
    await settings(page, 'Devices');
    await page.getByRole('button', { name: 'Make an invitation code' }).click();
    await page.getByRole('alert').filter({ hasText: 'has no invitation codes' }).waitFor();
  });

  test('look after a room from the name of whoever wrote there, also when they have left', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    const room = `#${name}`;
    const owner = await registered(t, server.port, name);
    await owner.create(room);
    const member = await registered(t, server.port, other);
    await member.join(room);
    await member.send(room, 'too loud');
    const page = await people.back(name);
    await goTo(page, room);
    await message(page, 'too loud').getByRole('button', { name: other }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('For how long').selectOption({ label: 'for good' });
    await dialog.getByRole('button', { name: 'Mute' }).click();
    await dialog.getByText('muted for good').waitFor();
    await dialog.getByRole('button', { name: 'Let speak again' }).click();
    await dialog.getByRole('button', { name: 'Mute' }).waitFor();
    await member.leave(room);
    await page.keyboard.press('Escape');
    await message(page, 'too loud').getByRole('button', { name: other }).click();
    await dialog.getByText('Not in this room any more.').waitFor();
    assert.equal(await dialog.getByRole('button', { name: 'Put out' }).count(), 0);
    await dialog.getByRole('button', { name: 'Ban' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: `About ${room}` }).click();
    await page.getByRole('tab', { name: 'Bans' }).click();
    await page.getByRole('button', { name: `Let ${other} in again` }).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('see what does not go, and leave only with the password', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, other] = [newName(), newName()];
    await registered(t, server.port, other);
    const page = await people.registered(name);
    await settings(page);
    await page.getByLabel('New name').fill(other);
    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByRole('alert').filter({ hasText: 'That name is taken.' }).waitFor();
    await page.getByText('Every text that you wrote is erased').waitFor();
    await page.getByLabel('Your password, to be sure').fill('not this one');
    await page.getByLabel('Your password, to be sure').press('Enter');
    await page.getByRole('alert').filter({ hasText: 'That password is wrong.' }).waitFor();
    await page.getByLabel('Your password, to be sure').fill(PASSWORD);
    await page.getByLabel('Your password, to be sure').press('Enter');
    await page.getByLabel('Your name').waitFor();
    await page.reload();
    await page.getByLabel('Your name').waitFor();
    assert.deepEqual(await page.context().cookies(), []);
  });

  test('take another name as a guest, and sees those of others, in what was said too', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [name, next, other, another] = [newName(), newName(), newName(), newName()];
    const page = await people.guest(name);
    using line = await LineClient.login(server.port, other);
    line.say(`sendto ${name} hello`);
    assert.equal(await line.next(), 'Success');
    await goTo(page, other);
    await message(page, 'hello').waitFor();
    await settings(page);
    await page.getByLabel('New name').fill(next);
    await page.getByRole('button', { name: 'Change the name' }).click();
    await page.getByRole('button', { name: `Settings of ${next}` }).waitFor();
    assert.equal(await line.next(), `${next}: * ${name} is called ${next} now`);
    await page.keyboard.press('Escape');
    line.say(`rename ${another}`);
    assert.equal(await line.next(), 'Success');
    await page.getByText(`${other} is called ${another} now`).first().waitFor();
    await composer(page)
      .and(page.getByLabel(`Write to ${another}`))
      .waitFor();
    await composer(page).fill('welcome');
    await composer(page).press('Enter');
    assert.equal(await line.next(), `${next}: welcome`);
    line.say(`sendto ${next} thanks`);
    await message(page, 'thanks').waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('not be notified where the browser does not allow it, and is told so', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.guest(newName());
    await settings(page, 'This browser');
    // A browser without a window allows nobody.
    await page.getByLabel('Notify me').click();
    await page.getByRole('alert').filter({ hasText: 'The browser does not allow it' }).waitFor();
    assert.equal(await page.getByLabel('Notify me').isChecked(), false);
    await page.getByLabel('With a sound').check();
    await page.reload();
    await settings(page, 'This browser');
    assert.equal(await page.getByLabel('With a sound').isChecked(), true);
    assert.equal(await page.getByLabel('Notify me').isChecked(), false);
  });
});

test('an operator sees what moderators did, by room', async (t) => {
  using data = new OwnedData();
  await using server = await data.serve();
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  const moderator = await registered(t, server.port, anna);
  const member = await registered(t, server.port, ben);
  for (const room of ['#lunch', '#tea']) {
    await moderator.create(room);
    await member.join(room);
    await moderator.kick(room, ben, `not in ${room}`);
  }
  const asked = await moderator.send('#tea', 'which tea?');
  await moderator.pin(asked ?? 0);
  await data.output(['account', 'operator', anna, 'on']);
  const page = await people.back(anna);
  await settings(page);
  await page.getByRole('button', { name: 'What moderators did' }).click();
  const acts = page.getByRole('dialog').getByRole('listitem');
  await acts
    .filter({ hasText: `${anna} put ${ben} out` })
    .filter({ hasText: '#lunch' })
    .waitFor();
  await page.getByLabel('Only in this room').fill('tea');
  await page.keyboard.press('Enter');
  await acts.filter({ hasText: '#lunch' }).waitFor({ state: 'detached' });
  await acts.filter({ hasText: 'not in #tea' }).waitFor();
  await page.getByRole('link', { name: 'Go to the message' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await message(page, 'which tea?').waitFor();
  assert.deepEqual(people.faults, []);
});

test('a guest needs an invitation where the server wants one, and keeps the name with it', async (t) => {
  using data = new OwnedData();
  const [host, name] = [newName(), newName()];
  await data.output(['account', 'add', host], `${PASSWORD}\n`);
  await using server = await data.serve('--registration', 'invite');
  const people = await WebPeople.arrive(t, server.port);
  const inviter = await people.back(host);
  await inviter.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await settings(inviter, 'Devices');
  await inviter.getByRole('button', { name: 'Make an invitation code' }).click();
  await inviter.getByText('Good for one person, until').waitFor();
  await inviter.getByRole('button', { name: 'Copy' }).click();
  await inviter.getByText('It is copied.').waitFor();
  const code = await inviter.evaluate<string>('navigator.clipboard.readText()');
  const page = await people.guest(name);
  await page.getByRole('button', { name: `Settings of ${name}, guest` }).waitFor();
  await settings(page);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByLabel('The same again').fill(PASSWORD);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByRole('alert').filter({ hasText: 'you need an invitation code' }).waitFor();
  await page.getByLabel('Invitation code').fill(code);
  await page.getByLabel('Invitation code').press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: `Settings of ${name}`, exact: true }).waitFor();
  await settings(page, 'Devices');
  await page.getByText('this one').waitFor();
});
