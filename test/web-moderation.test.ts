/** Room rules in the web client: people are told before they try in vain, and acts of moderation are visible. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ChatClient, connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, message, notice, say, WebPeople } from './support/web-page.ts';

/** Looks after rooms without a page. */
async function keeper(server: ServerProcess): Promise<ChatClient> {
  const client = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await client.register(newName(), PASSWORD);
  return client;
}

async function enter(page: Page, room: string): Promise<void> {
  await page.evaluate(`location.hash = '#in=' + encodeURIComponent(${JSON.stringify(room)})`);
  await page.getByRole('button', { name: `Join ${room}` }).click();
  await composer(page).waitFor();
}

const send = (page: Page) => page.getByRole('button', { name: 'Send', exact: true });

describe('in a room', () => {
  let server: ServerProcess;
  let owner: ChatClient;
  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
    owner = await keeper(server);
  });
  after(async () => {
    owner.close();
    await server.stop();
    await closeBrowser();
  });

  test('a ban from the panel of a person is seen where it was done, and taken back there', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const room = `#${newName()}`;
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await owner.create(room);
    await enter(one, room);
    await owner.role(room, anna, 'moderator');
    await enter(two, room);
    await say(two, 'spam');
    const head = one.locator('header').getByText('3 members');
    await head.waitFor();
    await message(one, 'spam').getByRole('button', { name: ben }).click();
    const panel = one.getByRole('dialog');
    await panel.getByLabel('Why').fill('enough');
    await panel.getByRole('button', { name: 'Ban', exact: true }).click();
    await panel.getByText(/^banned until /).waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Ban', exact: true }).count(), 0);
    await notice(one, new RegExp(`^You banned ${ben} until .*: enough$`)).waitFor();
    await one.locator('header').getByText('2 members').waitFor();
    // Who was put out is told by whom and until when.
    await notice(two, new RegExp(`^${anna} banned you until .*: enough$`)).waitFor();
    await two.getByText(`You are not in ${room}.`).waitFor();

    await panel.getByRole('button', { name: `Let ${ben} in again` }).click();
    await notice(one, `You let ${ben} in again`).waitFor();
    await panel.getByRole('button', { name: 'Ban', exact: true }).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('who is muted is told so beside the field, until when, and when it is over', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const ben = newName();
    const room = `#${newName()}`;
    const page = await people.registered(ben);
    await owner.create(room);
    await owner.send(room, 'silence, please');
    await enter(page, room);
    await owner.mute(room, ben, { seconds: 3600, why: 'loud' });
    const note = page.getByText(/^You are muted here until /);
    await note.waitFor();
    await composer(page).fill('may I?');
    assert.ok(await send(page).isDisabled());
    await composer(page).press('Enter');
    await page.getByText('Not sent. You are muted here until').waitFor();
    assert.equal(await composer(page).inputValue(), 'may I?');
    const described = await composer(page).getAttribute('aria-describedby');
    assert.match((await page.locator(`[id="${described}"]`).textContent()) ?? '', /muted/);
    await message(page, 'silence, please').hover();
    await page.getByRole('toolbar').waitFor();
    for (const what of ['React', 'Reply']) {
      assert.equal(await page.getByRole('button', { name: what, exact: true }).count(), 0, what);
    }
    // It is known to a page that was not there when it was said.
    await page.reload();
    await note.waitFor();
    assert.equal(await composer(page).inputValue(), 'may I?');
    await owner.unmute(room, ben);
    await page.getByText('You can write here again.').waitFor();
    await composer(page).press('Enter');
    await message(page, 'may I?').waitFor();

    await owner.mute(room, ben, { seconds: 2 });
    await note.waitFor();
    await page.getByText('You can write here again.').waitFor();
    await say(page, 'at last');
    await message(page, 'at last').getByText("on the server's disk").waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('slow mode counts down beside the field, where what was written stays', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const ben = newName();
    const room = `#${newName()}`;
    const page = await people.registered(ben);
    await owner.create(room);
    await owner.slow(room, 3600);
    await enter(page, room);
    await say(page, 'one');
    await message(page, 'one').getByText("on the server's disk").waitFor();
    await page.getByText('Slow mode: 1 hour between two messages.').waitFor();
    await page.getByText('You can write again in 60 minutes.').waitFor();
    // What was said may be corrected meanwhile.
    await composer(page).press('ArrowUp');
    await page.getByText('Slow mode: 1 hour').waitFor({ state: 'detached' });
    assert.equal(await page.getByText('You can write here again.').count(), 0);
    await say(page, 'one, corrected');
    await message(page, 'one, corrected').waitFor();
    await say(page, 'two');
    await page.getByText('Not sent. Slow mode').waitFor();
    assert.equal(await composer(page).inputValue(), 'two');
    assert.equal(await message(page, 'two').count(), 0);
    // Others are not slowed down by what they have not done, and it ends where it is ended.
    await owner.slow(room, 0);
    await page.getByText('You can write here again.').waitFor();
    await composer(page).press('Enter');
    await message(page, 'two').getByText("on the server's disk").waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('in a moderated room the field says why one cannot write, and a voice opens it', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const ben = newName();
    const room = `#${newName()}`;
    const page = await people.registered(ben);
    await owner.create(room);
    await owner.setRoom(room, { moderated: true });
    await enter(page, room);
    await page.getByText('only owners, moderators and members with a voice write here').waitFor();
    await composer(page).fill('may I?');
    await composer(page).press('Enter');
    await page.getByText('Not sent. This room is moderated').waitFor();
    assert.equal(await composer(page).inputValue(), 'may I?');
    await owner.voice(room, ben);
    await page.getByText('You can write here again.').waitFor();
    await composer(page).press('Enter');
    await message(page, 'may I?').getByText("on the server's disk").waitFor();
    await page.locator('bdi', { hasText: 'gave you a voice' }).waitFor();
    // Its owner made a moderator of somebody, who has the switches.
    await owner.role(room, ben, 'moderator');
    await page.getByRole('button', { name: `About ${room}` }).click();
    await page.locator('summary', { hasText: 'Rules' }).click();
    const moderated = page.getByLabel('Moderated');
    assert.equal(await moderated.isChecked(), true);
    assert.equal(await page.getByLabel('By invitation').count(), 0);
    await moderated.click();
    await page.locator('bdi', { hasText: 'You set the room: not moderated' }).waitFor();
    assert.equal((await owner.who(room)).flags, null);
    assert.deepEqual(people.faults, []);
  });

  test('what the server refuses as too early goes back to the field, with what it answers', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const room = `#${newName()}`;
    const page = await people.registered(newName());
    await owner.create(room, { kept: false });
    await owner.slow(room, 3600);
    await enter(page, room);
    await say(page, 'one');
    await page.getByText('You can write again in').waitFor();
    // A page that begins now knows nothing of that: nothing is kept here.
    await page.reload();
    await composer(page).waitFor();
    await owner.send(room, 'any questions?');
    await message(page, 'any questions?').hover();
    await page.getByRole('button', { name: 'Reply', exact: true }).click();
    await say(page, 'two');
    await page.getByText(/You can write again in \d+ minutes/).waitFor();
    assert.equal(await composer(page).inputValue(), 'two');
    await page.getByText('Replying to').waitFor();
    assert.equal(await message(page, 'two').count(), 0);
    assert.equal(await page.getByRole('alert').count(), 0);
    assert.deepEqual(people.faults, []);
  });
});
