/** The web client when the server or the network fails: it shows that, recovers, and loses or doubles nothing. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { Relay } from './support/relay.ts';
import { ServerProcess } from './support/server-process.ts';
import { temporaryFolder } from './support/store/stores.ts';
import {
  closeBrowser,
  composer,
  goTo,
  message,
  noteToSelf,
  say,
  texts,
  WebPeople,
} from './support/web-page.ts';

after(closeBrowser);

describe('a page whose connection is lost', () => {
  test('by a server that is killed says so, and sends what was written when it is back', async (t) => {
    const data = temporaryFolder(t);
    const first = await ServerProcess.start('--data', data, ...QUICK_PASSWORDS);
    const people = await WebPeople.arrive(t, first.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'before');
    await goTo(one, ben);
    await message(one, 'before').waitFor();

    await first.stop('SIGKILL');
    for (const page of [one, two]) await page.getByText('The connection is lost.').waitFor();
    await say(two, 'while it is gone');
    await say(two, 'and another');
    await message(two, 'and another').getByText('waiting for the connection').waitFor();

    await using second = await ServerProcess.start(
      '--data',
      data,
      ...QUICK_PASSWORDS,
      '--port',
      String(first.port),
    );
    assert.equal(second.port, first.port);
    await message(two, 'and another').getByText("on the server's disk").waitFor();
    await message(one, 'and another').waitFor();
    for (const page of [one, two]) {
      await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
      assert.deepEqual(await texts(page), ['before', 'while it is gone', 'and another']);
    }
    await say(one, 'after');
    await message(two, 'after').waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('keeps what was read where it is, and shows what was missed below', async (t) => {
    await using server = await ServerProcess.start(...QUICK_PASSWORDS);
    using relay = await Relay.to(server.port);
    const near = await WebPeople.arrive(t, server.port);
    const far = await WebPeople.arrive(t, relay.port);
    const [anna, ben] = [newName(), newName()];
    const one = await far.registered(anna);
    const two = await near.registered(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'first');
    await message(two, 'first').getByText("on the server's disk").waitFor();
    await goTo(one, ben);
    await message(one, 'first').waitFor();
    relay.closed = true;
    relay.cut();
    await one.getByText('The connection is lost.').waitFor();
    await say(two, 'second');
    await message(two, 'second').hover();
    await two.getByRole('button', { name: 'React 👍' }).click();
    // It moves what is above it, and the pointer would be on something else.
    await message(two, 'second').getByRole('button', { name: '👍, 1 person' }).waitFor();
    await message(two, 'first').hover();
    await message(two, 'first').getByRole('button', { name: 'Edit' }).click();
    await say(two, 'first, corrected');
    relay.closed = false;
    await message(one, 'second').getByRole('button', { name: '👍, 1 person' }).waitFor();
    assert.deepEqual(await texts(one), ['first, corrected', 'second']);
  });
});

test('a guest is told that it left its rooms with the connection, and which of them have ended', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const friend = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => friend.close());
  await friend.register(newName(), PASSWORD);
  await friend.create('#quay');
  const page = await people.guest(newName());
  const visitor = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => visitor.close());
  await visitor.login(newName());
  await visitor.create('#raft');
  for (const room of ['#quay', '#raft']) {
    await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
    await page.getByRole('searchbox').fill(room);
    await page.getByRole('button', { name: `Join ${room}` }).click();
    await page.getByRole('heading', { name: room }).waitFor();
  }
  await friend.send('#quay', 'before');
  await goTo(page, '#quay');
  await message(page, 'before').waitFor();
  relay.closed = true;
  relay.cut();
  await page.getByText('The connection is lost.').waitFor();
  await visitor.logout();
  relay.closed = false;
  await page.getByText('As a guest, you left #quay when the connection was lost.').waitFor();
  await page.getByRole('navigation').getByRole('link', { name: /#raft/ }).click();
  await page.getByText('There is no room #raft').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Join #raft' }).count(), 0);
  await page.getByRole('navigation').getByRole('link', { name: /#quay/ }).click();
  await page.getByRole('button', { name: 'Join #quay' }).click();
  await composer(page).waitFor();
  await friend.send('#quay', 'after');
  await message(page, 'after').waitFor();
  assert.deepEqual(people.faults, []);
});

test('what waits for a connection when the page ends is in the field of the next', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const anna = newName();
  const page = await people.registered(anna);
  await noteToSelf(page, anna, 'before');
  relay.closed = true;
  relay.cut();
  await page.getByText('The connection is lost.').waitFor();
  await say(page, 'one');
  await say(page, 'two');
  await message(page, 'two').getByText('waiting for the connection').waitFor();
  await composer(page).fill('and a draft');
  page.on('dialog', (dialog) => void dialog.accept());
  const address = page.url();
  await page.goto('about:blank');
  relay.closed = false;
  await page.goto(address);
  await message(page, 'before').waitFor();
  assert.equal(await composer(page).inputValue(), 'one\ntwo\nand a draft');
  await page.getByRole('button', { name: 'Send' }).click();
  await message(page, 'and a draft').getByText("on the server's disk").waitFor();
  await page.goto('about:blank');
  await page.goto(address);
  await message(page, 'and a draft').waitFor();
  assert.equal(await composer(page).inputValue(), '');
});

test('what is written far back, without a connection, is sent and seen when it is back', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const [anna, ben] = [newName(), newName()];
  const friend = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => friend.close());
  await friend.register(ben, PASSWORD);
  const page = await people.registered(anna);
  const ids = [];
  for (let at = 0; at < 120; at++) ids.push(await friend.send(anna, `message ${at}`));
  await page.evaluate(`location.hash = 'message-${ids[5]}'`);
  await message(page, 'message 5').first().waitFor();
  // What came as it was sent makes way for what was around then.
  await message(page, 'message 119').waitFor({ state: 'detached' });
  relay.closed = true;
  relay.cut();
  await page.getByText('The connection is lost.').waitFor();
  await say(page, 'written in the dark');
  await message(page, 'written in the dark').getByText('waiting').waitFor();
  // With the page it would be lost.
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  assert.equal(dialog.type(), 'beforeunload');
  await dialog.dismiss();
  relay.closed = false;
  // In its place, behind what others said before.
  await message(page, 'message 119').waitFor();
  await message(page, 'written in the dark').getByText('waiting').waitFor({ state: 'detached' });
  const said = await texts(page);
  assert.deepEqual(said.slice(-2), ['message 119', 'written in the dark']);
  const { messages } = await friend.history(anna, { limit: 1 });
  assert.equal(messages[0]?.text, 'written in the dark');
});

test('a correction that cannot be made now is still there', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  using relay = await Relay.to(server.port);
  const people = await WebPeople.arrive(t, relay.port);
  const page = await people.registered(newName());
  const friend = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  t.after(() => friend.close());
  const ben = newName();
  await friend.register(ben, PASSWORD);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(ben);
  await page.keyboard.press('Enter');
  await say(page, 'a msitake');
  await message(page, 'a msitake').getByText("on the server's disk").waitFor();
  await composer(page).press('ArrowUp');
  await page.getByText('Editing your message').waitFor();
  await composer(page).fill('a mistake');
  // Elsewhere, and back.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('somebody');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Write to somebody' }).fill('a draft');
  await goTo(page, ben);
  await page.getByText('Editing your message').waitFor();
  assert.equal(await composer(page).inputValue(), 'a mistake');
  relay.closed = true;
  relay.cut();
  await page.getByText('The connection is lost.').waitFor();
  await composer(page).press('Enter');
  await page.getByRole('main').getByRole('alert').waitFor();
  assert.equal(await composer(page).inputValue(), 'a mistake');
  relay.closed = false;
  await page.getByText('The connection is lost.').waitFor({ state: 'detached' });
  await composer(page).press('Enter');
  await message(page, 'a mistake').getByText('(edited)').waitFor();
  assert.equal(await composer(page).inputValue(), '');
  await goTo(page, 'somebody');
  assert.equal(await composer(page).inputValue(), 'a draft');
});

test('what is typed and not sent is there when the page is opened again, until one logs out', async (t) => {
  await using server = await ServerProcess.start(...QUICK_PASSWORDS);
  const people = await WebPeople.arrive(t, server.port);
  const [anna, ben] = [newName(), newName()];
  const one = await people.registered(anna);
  await people.guest(ben);
  await one.reload();
  await one.getByRole('main').getByRole('button', { name: ben }).click();
  await one.getByRole('textbox', { name: `Write to ${ben}` }).fill('not yet');
  await one.reload();
  // The address says which conversation is open.
  const field = one.getByRole('textbox', { name: `Write to ${ben}` });
  await field.waitFor();
  assert.equal(await field.inputValue(), 'not yet');
  await one.getByRole('button', { name: `Settings of ${anna}` }).click();
  await one.getByRole('button', { name: 'Log out', exact: true }).click();
  await one.getByLabel('Your name').waitFor();
  const kept = await one.evaluate(`Object.values(localStorage).join()`);
  assert.doesNotMatch(String(kept), /not yet/);
});
