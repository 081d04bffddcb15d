/** Rooms in the web client: creating, finding, inviting, moderating; two browsers and their users. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import {
  closeBrowser,
  composer,
  goTo,
  message,
  notice,
  say,
  WebPeople,
} from './support/web-page.ts';

/** Makes a room and is in it. */
async function make(page: Page, name: string, isPrivate = false): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
  await page.getByRole('button', { name: 'Make a room' }).click();
  await page.getByLabel('Name of the room').fill(name);
  if (isPrivate) await page.getByLabel('Private').check();
  await page.getByRole('button', { name: 'Make it' }).click();
  await page.getByRole('heading', { name: `#${name}` }).waitFor();
}

async function joinRoom(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
  await page.getByRole('searchbox').fill(name);
  await page.getByRole('button', { name: `Join #${name}` }).click();
  await page.getByRole('heading', { name: `#${name}` }).waitFor();
}

/** Opens what can be done with `member` of the room that is open. */
async function choose(page: Page, room: string, member: string): Promise<void> {
  await page.getByRole('button', { name: `About #${room}` }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${member}`) })
    .click();
}

describe('rooms', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  test('are joined where one looks at them, and show then what was said', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'loft');
    await say(one, 'up here');
    await message(one, 'up here').getByText("on the server's disk").waitFor();

    await two.keyboard.press('Control+k');
    await two.getByRole('combobox').fill('loft');
    await two.getByRole('option', { name: '#loft' }).waitFor();
    await two.keyboard.press('Enter');
    const outside = two.getByText('You are not in #loft.');
    await outside.and(two.locator(':focus')).waitFor();
    assert.equal(await two.getByRole('alert').count(), 0);
    assert.equal(await message(two, 'up here').count(), 0);
    await two.keyboard.press('Tab');
    await two.keyboard.press('Tab');
    await two.keyboard.press('Enter');
    await message(two, 'up here').waitFor();

    // What is said while one is not in it is there when one is back, wherever one came back.
    const elsewhere = await connect(`chinwag://127.0.0.1:${server.port}`);
    t.after(() => elsewhere.close());
    await elsewhere.login(ben, { password: PASSWORD });
    await elsewhere.leave('#loft');
    await outside.waitFor();
    await say(one, 'he is gone');
    await message(one, 'he is gone').getByText("on the server's disk").waitFor();
    await elsewhere.join('#loft');
    await message(two, 'he is gone').waitFor();
    await composer(two).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('owners give a room another name, and everybody in it goes on under that', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'shed');
    await joinRoom(two, 'shed');
    await say(two, 'is anybody here?');
    await message(one, 'is anybody here').waitFor();
    await one.getByRole('button', { name: 'About #shed' }).click();
    await one.getByLabel('New name of the room').fill('a b');
    await one.getByRole('button', { name: 'Rename the room' }).click();
    await one.getByRole('alert').filter({ hasText: 'A room cannot be called so' }).waitFor();
    await one.getByLabel('New name of the room').fill('workshop');
    await one.getByRole('button', { name: 'Rename the room' }).click();
    await one.getByRole('dialog', { name: 'About #workshop' }).waitFor();
    await one.keyboard.press('Escape');
    await notice(one, 'You renamed the room: #shed is called #workshop now').waitFor();
    await notice(two, `${anna} renamed the room: #shed is called #workshop now`).waitFor();
    for (const page of [one, two]) {
      await page.getByRole('navigation').getByRole('link', { name: '#workshop' }).waitFor();
      assert.equal(await page.getByRole('navigation').getByText('#shed').count(), 0);
      assert.match(page.url(), /#in=%23workshop$/);
    }
    await say(two, 'and here?');
    await message(one, 'and here?').waitFor();
    await two.reload();
    await message(two, 'and here?').waitFor();
    await message(two, 'is anybody here').waitFor();
    await two.getByRole('button', { name: 'About #workshop' }).click();
    assert.equal(await two.getByLabel('New name of the room').count(), 0);
    assert.deepEqual(people.faults, []);
  });

  test('are made, found, joined, talked in, left and removed', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'garden');
    await joinRoom(two, 'garden');
    await say(two, `is anybody here, @${anna}?`);
    await message(one, 'is anybody here').waitFor();
    await one.getByRole('button', { name: 'About #garden' }).click();
    await one.getByRole('textbox', { name: 'Topic' }).fill('Beans');
    await one.getByRole('button', { name: 'Set topic' }).click();
    await notice(two, `${anna} set the topic: Beans`).waitFor();
    await one.getByLabel('Slow mode').selectOption('1 minute');
    await notice(two, /set slow mode: 1 minute/).waitFor();
    await one.keyboard.press('Escape');
    await two.getByRole('button', { name: 'About #garden' }).click();
    await two.getByRole('button', { name: 'Leave the room' }).click();
    await two.getByRole('dialog').getByRole('button', { name: 'Leave the room' }).click();
    await two
      .getByRole('navigation')
      .getByRole('link', { name: '#garden' })
      .waitFor({ state: 'detached' });
    await one.getByRole('button', { name: 'About #garden' }).click();
    await one.getByRole('button', { name: 'Remove the room' }).click();
    const sure = one.getByRole('dialog', { name: 'Remove #garden?' });
    const remove = sure.getByRole('button', { name: 'Remove the room' });
    assert.ok(await remove.isDisabled());
    await sure.getByLabel('To be sure, type #garden').fill('#garden');
    await remove.click();
    await one
      .getByRole('navigation')
      .getByRole('link', { name: '#garden' })
      .waitFor({ state: 'detached' });
    assert.deepEqual(people.faults, []);
  });

  test('that are private are entered by invitation alone', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'cellar', true);
    await two.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
    await two.getByRole('searchbox').fill('cellar');
    await two.getByText('There is no such room.').waitFor();
    await two.keyboard.press('Escape');
    await two.keyboard.press('Escape');
    await one.getByRole('button', { name: 'About #cellar' }).click();
    await one.getByLabel('Invite somebody').fill(ben);
    await one.getByRole('button', { name: 'Invite', exact: true }).click();
    await one.getByText(`${ben} is invited.`).waitFor();
    await two.getByText(`${anna} invites you to #cellar`).waitFor();
    await two.getByRole('button', { name: 'Join', exact: true }).click();
    await composer(two).waitFor();
    await say(two, 'it is dark in here');
    await one.keyboard.press('Escape');
    await message(one, 'it is dark in here').waitFor();
  });

  test('are looked after: roles, mutes, pins, removed messages, and being put out', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'hall');
    await joinRoom(two, 'hall');
    await say(two, 'loud words');
    await message(one, 'loud words').hover();
    await one.getByRole('button', { name: 'Pin', exact: true }).click();
    await notice(two, `${anna} pinned a message`).waitFor();
    await one.getByRole('button', { name: 'About #hall' }).click();
    await one.getByRole('tab', { name: 'Pinned' }).click();
    await one.getByRole('dialog').getByText('loud words').waitFor();
    await one.keyboard.press('Escape');

    await choose(one, 'hall', ben);
    await one.getByLabel('Why').fill('too loud');
    await one.getByRole('button', { name: 'Mute' }).click();
    await notice(two, /muted you until .*: too loud/).waitFor();
    await say(two, 'may I?');
    await two.getByText('Not sent. You are muted here until').waitFor();
    await one.getByRole('button', { name: 'Let speak again' }).click();
    await notice(two, 'lets you speak again').waitFor();
    await one.getByLabel('Role').selectOption('moderator');
    await notice(two, 'made you moderator').waitFor();
    await two.getByRole('button', { name: 'About #hall' }).click();
    await two.getByRole('tab', { name: 'Bans' }).waitFor();
    await two.keyboard.press('Escape');
    await one.keyboard.press('Escape');

    await message(one, 'loud words').hover();
    await one.getByRole('button', { name: 'Remove', exact: true }).click();
    await one.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await two.getByText('This message was taken back.').waitFor();
    await choose(one, 'hall', ben);
    await one.getByRole('button', { name: 'Ban', exact: true }).click();
    await two.getByText('You are not in #hall.').waitFor();
    await two.getByRole('button', { name: 'Join #hall' }).click();
    await two.getByText('You are banned from this room. Try again in 10 minutes.').waitFor();
    await one.getByRole('tab', { name: 'Bans' }).click();
    await one.getByRole('button', { name: `Let ${ben} in again` }).click();
    await one.getByText('Nobody is banned.').waitFor();
    await two.getByRole('button', { name: 'Join #hall' }).click();
    await composer(two).waitFor();
  });

  test('show what others do in them as it happens, and offer only what one may', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben, cleo] = [newName(), newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    const three = await people.guest(cleo);
    await make(one, 'porch');
    await joinRoom(two, 'porch');
    await joinRoom(three, 'porch');
    const member = (page: Page, name: string) =>
      page.getByRole('dialog').getByRole('listitem').filter({ hasText: name });

    // A member looks on.
    await choose(two, 'porch', anna);
    await two.getByRole('button', { name: 'About this person' }).waitFor();
    for (const what of ['Mute', 'Put out', 'Ban']) {
      assert.equal(await two.getByRole('button', { name: what, exact: true }).count(), 0);
    }
    assert.equal(await two.getByLabel('Role').count(), 0);
    assert.equal(await two.getByLabel('Slow mode').count(), 0);
    assert.equal(await two.getByRole('tab', { name: 'Bans' }).count(), 0);
    await member(two, cleo).filter({ hasText: 'guest' }).waitFor();

    await choose(one, 'porch', cleo);
    await one.getByLabel('For how long').selectOption('1 hour');
    await one.getByRole('button', { name: 'Mute' }).click();
    await member(two, cleo).filter({ hasText: 'muted until' }).waitFor();
    await one.getByRole('button', { name: 'Let speak again' }).click();
    await member(two, cleo).filter({ hasText: 'muted' }).waitFor({ state: 'detached' });
    await one.getByLabel('Why').fill('not now');
    await one.getByRole('button', { name: 'Put out' }).click();
    await member(two, cleo).waitFor({ state: 'detached' });
    await member(one, cleo).waitFor({ state: 'detached' });
    await notice(three, `${anna} put you out: not now`).waitFor();
    // Who was put out may come back, and others see it.
    await three.getByRole('button', { name: 'Join #porch' }).click();
    await member(two, cleo).waitFor();

    // A moderator sees what there is to be done at once, without opening it anew.
    await one.getByRole('button', { name: new RegExp(`^${ben}`) }).click();
    await one.getByLabel('Role').selectOption('moderator');
    await two.getByRole('tab', { name: 'Bans' }).click();
    await two.getByText('Nobody is banned.').waitFor();
    await two.getByLabel('Slow mode').waitFor();
    await one.getByRole('button', { name: new RegExp(`^${cleo}`) }).click();
    await one.getByLabel('For how long').selectOption('for good');
    await one.getByRole('button', { name: 'Ban', exact: true }).click();
    await two.getByRole('button', { name: `Let ${cleo} in again` }).click();
    await two.getByText(`${cleo} may come in again.`).waitFor();
    await notice(one, `${ben} lets ${cleo} in again`).waitFor();
    await two.getByRole('tab', { name: 'Members' }).click();
    await two.getByRole('button', { name: new RegExp(`^${anna}`) }).click();
    await two.getByRole('button', { name: 'About this person' }).waitFor();
    assert.equal(await two.getByRole('button', { name: 'Mute' }).count(), 0);
    await one.getByRole('button', { name: new RegExp(`^${ben}`) }).click();
    await one.getByLabel('Role').selectOption('member');
    await two.getByRole('tab', { name: 'Bans' }).waitFor({ state: 'detached' });
    assert.deepEqual(people.faults, []);
  });

  test('keep what is pinned in sight, with a way to it', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await make(one, 'wall');
    await joinRoom(two, 'wall');
    await one.getByRole('button', { name: 'About #wall' }).click();
    await one.getByRole('tab', { name: 'Pinned' }).click();
    await one.getByText('Nothing is pinned.').waitFor();
    await one.keyboard.press('Escape');
    await say(one, 'the rules');
    await two.getByRole('button', { name: 'About #wall' }).click();
    await two.getByRole('tab', { name: 'Pinned' }).click();
    await message(one, 'the rules').hover();
    await one.getByRole('button', { name: 'Pin', exact: true }).click();
    await two.getByRole('dialog').getByText('the rules').waitFor();
    assert.equal(await two.getByRole('button', { name: 'Unpin' }).count(), 0);
    await two.getByRole('button', { name: 'Go to the message' }).click();
    await two.getByRole('dialog').waitFor({ state: 'detached' });
    await message(two, 'the rules').waitFor();
    await one.getByRole('button', { name: 'About #wall' }).click();
    await one.getByRole('tab', { name: 'Pinned' }).click();
    await one.getByRole('dialog').getByRole('button', { name: 'Unpin' }).click();
    await one.getByText('Nothing is pinned.').waitFor();
    await notice(two, `${anna} unpinned a message`).waitFor();
  });

  test('cannot be called anything', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.registered(newName());
    await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
    await page.getByRole('button', { name: 'Make a room' }).click();
    await page.getByLabel('Name of the room').fill('a name with spaces');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('A room cannot be called so').waitFor();
    await page.getByLabel('Name of the room').fill('#attic');
    await page.getByLabel('Keep what is said').uncheck();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '#attic' }).waitFor();
    await page.getByRole('button', { name: 'About #attic' }).click();
    await page.getByText('What is said is not kept').waitFor();
    assert.equal(await page.getByRole('tab', { name: 'Pinned' }).count(), 0);
  });

  test('of several people without a name are groups', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben, cleo] = [newName(), newName(), newName()];
    const two = await people.registered(ben);
    const three = await people.registered(cleo);
    const one = await people.registered(anna);
    await one.getByRole('navigation').getByRole('button', { name: 'New message' }).click();
    await one.getByLabel('To').fill(`${ben}, ${cleo}`);
    await one.getByRole('button', { name: 'Begin' }).click();
    await say(one, 'just the three of us');
    for (const page of [two, three]) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /^#~\d+/ })
        .click();
      await message(page, 'just the three of us').waitFor();
    }
  });

  test('people are found by a few letters, with the keyboard alone', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben, cleo] = [newName(), newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    const three = await people.registered(cleo);
    const to = one.getByRole('combobox', { name: 'To' });
    const openPanel = () =>
      one.getByRole('navigation').getByRole('button', { name: 'New message' }).press('Enter');
    await openPanel();
    await one.keyboard.type(ben.slice(0, -1));
    await one.getByRole('option', { name: ben }).waitFor();
    await one.keyboard.type(ben.slice(-1));
    await one.keyboard.press('Enter');
    await one.getByRole('dialog').waitFor({ state: 'detached' });
    await one.getByRole('heading', { name: ben }).waitFor();

    await openPanel();
    await one.getByLabel('Several people').press('Space');
    await to.press('ArrowDown');
    for (const name of [ben, cleo, anna]) {
      await to.fill(name);
      await to.press('Enter');
    }
    // Nobody is in their own list; a name that was typed stands for whoever has it.
    await one.getByRole('button', { name: `Without ${anna}` }).waitFor();
    await to.press('Backspace');
    await one.getByRole('button', { name: `Without ${anna}` }).waitFor({ state: 'detached' });
    await to.press('Enter');
    await one.getByRole('heading', { name: /^#~\d+/ }).waitFor();
    await say(one, 'is this everybody?');
    for (const page of [two, three]) {
      await page
        .getByRole('navigation')
        .getByRole('link', { name: /^#~\d+/ })
        .waitFor();
    }

    await make(one, 'larder', true);
    await one.getByRole('button', { name: 'About #larder' }).click();
    const invite = one.getByRole('combobox', { name: 'Invite somebody' });
    await invite.fill(cleo.slice(0, -1));
    await one.getByRole('option', { name: cleo }).waitFor();
    await invite.fill(cleo.toUpperCase());
    await invite.press('ArrowDown');
    await invite.press('Enter');
    assert.equal(await invite.inputValue(), cleo);
    await invite.press('Enter');
    await one.getByText(`${cleo} is invited.`).waitFor();
    await three.getByRole('button', { name: 'Dismiss the invitation to #larder' }).click();
    await three.getByText('invites you to #larder').waitFor({ state: 'detached' });
    await invite.fill('nobody-of-this-name');
    await invite.press('Enter');
    await one.getByRole('alert').getByText('Nobody of that name is here.').waitFor();
  });

  test('blocking somebody silences them, and they cannot tell', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'hello');
    await goTo(one, ben);
    await one.getByRole('button', { name: `About ${ben}` }).click();
    await one.getByRole('button', { name: 'Block', exact: true }).click();
    await one.getByText('You have blocked them.').waitFor();
    await say(two, 'can you hear me?');
    await message(two, 'can you hear me?').getByText("on the server's disk").waitFor();
    await one.getByRole('dialog').getByRole('button', { name: 'Unblock' }).click();
    await one.getByRole('button', { name: 'Block', exact: true }).waitFor();
    await one.keyboard.press('Escape');
    await say(two, 'and now?');
    await message(one, 'and now?').waitFor();
    assert.equal(await message(one, 'can you hear me?').count(), 0);
  });
});

describe('many', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  test('rooms come as one scrolls, and are found by what is typed last', async (t) => {
    const COUNT = 100;
    const url = `chinwag://127.0.0.1:${server.port}`;
    const client = await connect(url, { messages: 'ignore' });
    t.after(() => client.close());
    await client.register('founder', PASSWORD);
    for (let at = 0; at < COUNT; at++) await client.create(`#r${String(at).padStart(3, '0')}`);
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.guest('looker');
    await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
    const rooms = page.getByRole('list', { name: 'Rooms' }).getByRole('listitem');
    await rooms.first().waitFor();
    assert.ok((await rooms.count()) < COUNT);
    const last = rooms.filter({ hasText: `r${String(COUNT - 1).padStart(3, '0')}` });
    while ((await last.count()) === 0) {
      await page.getByRole('dialog').hover();
      await page.mouse.wheel(0, 5000);
      await page.waitForTimeout(20);
    }
    assert.equal(await rooms.count(), COUNT);
    await page.getByRole('searchbox').pressSequentially('r04', { delay: 120 });
    await page.getByRole('searchbox').pressSequentially('2', { delay: 120 });
    await rooms.filter({ hasText: 'r041' }).waitFor({ state: 'detached' });
    await rooms.filter({ hasText: 'r042' }).waitFor();
    assert.equal(await rooms.count(), 1);
  });

  test('members come as one scrolls, and are found among those', async (t) => {
    const COUNT = 250;
    const url = `chinwag://127.0.0.1:${server.port}`;
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.registered('host');
    await make(page, 'square');
    const crowd = await Promise.all(
      Array.from({ length: COUNT }, async (_, at) => {
        const client = await connect(url, { messages: 'ignore' });
        await client.login(`m${String(at).padStart(3, '0')}`);
        await client.join('#square');
        return client;
      }),
    );
    t.after(() => {
      for (const client of crowd) client.close();
    });
    await page.getByRole('button', { name: 'About #square' }).click();
    const members = page.getByRole('list', { name: 'Members' }).getByRole('listitem');
    await members.nth(99).waitFor();
    assert.ok((await members.count()) <= COUNT);
    const last = members.filter({ hasText: `m${COUNT - 1}` });
    while ((await last.count()) === 0) {
      await page.getByRole('dialog').hover();
      await page.mouse.wheel(0, 5000);
      await page.waitForTimeout(20);
    }
    assert.equal(await members.count(), COUNT + 1);
    await page
      .getByText(`${COUNT + 1} members`)
      .first()
      .waitFor();
    await page.getByLabel('Find a member').fill('m24');
    await members.filter({ hasText: 'm100' }).waitFor({ state: 'detached' });
    assert.equal(await members.count(), 10);
    await page.getByRole('button', { name: /^m247/ }).click();
    await page.getByRole('button', { name: 'Mute' }).click();
    await members.filter({ hasText: /m247.*muted until/ }).waitFor();
    assert.deepEqual(people.faults, []);
  });
});
