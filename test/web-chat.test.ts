/** The web client between people: two browsers, and a person on `nc`. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { ExtendedClient } from './support/extended-client.ts';
import { LineClient } from './support/line-client.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import {
  closeBrowser,
  comeIn,
  composer,
  goTo,
  message,
  messages,
  registerHere,
  say,
  WebPeople,
} from './support/web-page.ts';

describe('the web client', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  test('lets in with a name, and writes to who is here', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.guest(anna);
    const two = await people.guest(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'hello over there');
    await goTo(one, ben);
    await message(one, 'hello over there').waitFor();
    await say(one, 'and hello back');
    await message(two, 'and hello back').waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('shows who comes while nothing else is shown', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.open();
    await page.clock.install();
    await comeIn(page, anna);
    await page.getByRole('heading', { name: 'Here now' }).waitFor();
    using line = await LineClient.login(server.port, ben);
    const here = page.getByRole('main').getByRole('button', { name: ben });
    assert.equal(await here.count(), 0);
    await page.clock.fastForward(5000);
    await here.waitFor();
    line.say('logout');
    assert.equal(await line.next(), 'Success');
    await page.clock.fastForward(5000);
    await here.waitFor({ state: 'detached' });
    assert.deepEqual(people.faults, []);
  });

  test('says whether those are here that one writes with, also where no room is shared', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.open();
    await page.clock.install();
    await comeIn(page, anna);
    using line = await LineClient.login(server.port, ben);
    line.say(`sendto ${anna} are you there?`);
    assert.equal(await line.next(), 'Success');
    const inList = page.getByRole('navigation').getByRole('link', { name: ben });
    await inList.getByText('here', { exact: true }).waitFor();
    await inList.click();
    await page.getByRole('main').getByText('here', { exact: true }).first().waitFor();
    line.say('logout');
    assert.equal(await line.next(), 'Success');
    await page.clock.fastForward(15_000);
    await inList.getByText('offline', { exact: true }).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('hears at once who of them comes and goes', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const page = await people.registered(anna);
    using other = await ExtendedClient.hello(server.port);
    assert.equal((await other.ask('register', { name: ben, password: PASSWORD })).result, 'ok');
    await other.ask('sendto', { to: anna }, 'are you there?');
    const inList = page.getByRole('navigation').getByRole('link', { name: ben });
    await inList.waitFor();
    await page.clock.install();
    await page.reload();
    await inList.getByText('here', { exact: true }).waitFor();
    await other.ask('logout', {});
    await inList.getByText('offline', { exact: true }).waitFor();
    await other.ask('login', { name: ben, password: PASSWORD });
    await inList.getByText('here', { exact: true }).waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('says to those who hear it what comes, each once, the first of a conversation too', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    using line = await LineClient.login(server.port, ben);
    const page = await people.guest(anna);
    await page.getByRole('main').getByRole('button', { name: ben }).click();
    await composer(page).waitFor();
    const heard = page.getByRole('log').locator('p');
    line.say(`sendto ${anna} the first`);
    await heard.getByText(`${ben}: the first`).waitFor();
    await say(page, 'an answer');
    await message(page, 'an answer').waitFor();
    line.say(`sendto ${anna} the second`);
    await heard.getByText(`${ben}: the second`).waitFor();
    assert.equal(await heard.count(), 2);
  });

  test('says what is wrong with a name', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const name = newName();
    await people.guest(name);
    const page = await people.open();
    await page.getByLabel('Your name').fill(name);
    await page.getByRole('button', { name: 'Come in' }).click();
    assert.equal(await page.getByRole('alert').textContent(), 'That name is taken.');
    await comeIn(page, newName());
  });

  test('keeps what registered people say, shows that it is stored, and comes back by itself', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.open();
    await registerHere(one, anna);
    const two = await people.open();
    await registerHere(two, ben);
    await one.reload();
    await one.getByRole('main').getByRole('button', { name: ben }).click();
    await say(one, 'is this kept?');
    await message(one, 'is this kept?').getByText("on the server's disk").waitFor();
    await goTo(two, anna);
    await message(two, 'is this kept?').waitFor();
    await two.reload();
    await goTo(two, anna);
    await message(two, 'is this kept?').waitFor();
    const cookies = await two.context().cookies();
    assert.deepEqual(
      cookies.map(({ httpOnly, sameSite }) => ({ httpOnly, sameSite })),
      [{ httpOnly: true, sameSite: 'Strict' }],
    );
    assert.equal(await two.evaluate('document.cookie'), '');
  });

  test('counts what is unread, draws a line where reading stopped, and tells the other device', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const other = await people.back(anna);
    const two = await people.registered(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'first');
    await say(two, 'second');
    for (const page of [one, other]) {
      await page.getByRole('link', { name: `${ben} 2 unread messages` }).waitFor();
    }
    await goTo(one, ben);
    await one.getByText('New messages').waitFor();
    await message(one, 'second').waitFor();
    await other.getByRole('link', { name: /unread/ }).waitFor({ state: 'detached' });
  });

  test('answers, corrects, takes back and reacts', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ben] = [newName(), newName()];
    const one = await people.registered(anna);
    const two = await people.registered(ben);
    await two.getByRole('main').getByRole('button', { name: anna }).click();
    await say(two, 'lunch at one?');
    await goTo(one, ben);
    await message(one, 'lunch at one?').hover();
    await one.getByRole('button', { name: 'Reply' }).click();
    await say(one, 'at two');
    await message(two, 'at two').getByText(`In reply to ${ben}`).waitFor();
    await composer(one).press('ArrowUp');
    await one.getByText('Editing your message').waitFor();
    await say(one, 'at three');
    await message(two, 'at three').getByText('(edited)').waitFor();
    await message(two, 'at three').hover();
    await two.getByRole('button', { name: 'React 👍' }).click();
    await message(one, 'at three').getByRole('button', { name: '👍, 1 person' }).waitFor();
    await message(one, 'at three').hover();
    await one.getByRole('button', { name: 'Take back' }).click();
    await one.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await messages(two).getByText('This message was taken back.').waitFor();
    assert.equal(await two.getByText('at three').count(), 0);
  });

  test('talks with somebody on nc in a room', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const [anna, ned] = [newName(), newName()];
    using line = await LineClient.login(server.port, ned);
    line.say(`create #${ned}`);
    await until(
      () => line.heard.includes('Success'),
      () => `the room, and not ${line.heard}`,
    );
    const one = await people.guest(anna);
    await one.getByRole('main').getByRole('button', { name: 'Find a room' }).click();
    await one.getByRole('searchbox').fill(ned);
    await one.getByRole('button', { name: `Join #${ned}` }).click();
    await say(one, `hello, @${ned}`);
    await until(
      () => line.heard.includes(`#${ned}: ${anna}: hello, @${ned}`),
      () => `what was said in the room, and not ${line.heard}`,
    );
    line.say(`sendto #${ned} hello from a terminal, @${anna}`);
    await message(one, 'hello from a terminal').waitFor();
  });
});
