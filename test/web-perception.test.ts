/** Things a page must not do unasked, and how it sounds and looks to people who cannot see its colours. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type ChatClient, connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, message, messages, say, WebPeople } from './support/web-page.ts';

let server: ServerProcess;
let owner: ChatClient;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
  owner = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await owner.register('alice', PASSWORD);
  await owner.create('#lunch');
  await owner.create('#tea');
});
after(async () => {
  owner.close();
  await server.stop();
  await closeBrowser();
});

async function enter(page: Page, room: string): Promise<void> {
  await page.evaluate(`location.hash = '#in=' + encodeURIComponent(${JSON.stringify(room)})`);
  await page.getByRole('button', { name: `Join ${room}` }).click();
  await composer(page).waitFor();
}

test('a message of which nobody would see anything is not sent, and one that comes is shown as such', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const page = await people.registered(newName());
  await enter(page, '#lunch');
  for (const unseen of ['\u200b\u2060', '\u3164', '\u2800 \u2800', '\u202e', '\u0301', '\ufe0f']) {
    await say(page, unseen);
    await page
      .getByRole('alert')
      .getByText('nothing in this message that anybody could see')
      .waitFor();
    assert.equal(await composer(page).inputValue(), unseen);
    await composer(page).fill('');
    await page.getByRole('alert').waitFor({ state: 'detached' });
  }
  await say(page, '👩‍👩‍👧 ❤️ 1️⃣');
  await message(page, '👩‍👩‍👧 ❤️ 1️⃣').getByText("on the server's disk").waitFor();
  await owner.send('#lunch', '\u3164');
  await page.getByText('There is nothing in this message to see.').waitFor();
  assert.equal(await messages(page).count(), 2);
  assert.deepEqual(people.faults, []);
});

/** Drops on the element that `on` selects what `data` says, as a browser tells it: was it left to the browser? */
function dropped(page: Page, on: string, data: Record<string, string>): Promise<boolean> {
  return page.evaluate(`(() => {
    const given = new DataTransfer();
    for (const [type, text] of Object.entries(${JSON.stringify(data)})) {
      if (type === 'file') given.items.add(new File(['x'], text, { type: 'image/png' }));
      else given.setData(type, text);
    }
    const options = { bubbles: true, cancelable: true, dataTransfer: given };
    const target = document.querySelector(${JSON.stringify(on)});
    const over = target.dispatchEvent(new DragEvent('dragover', options));
    return target.dispatchEvent(new DragEvent('drop', options)) || over;
  })()`);
}

test('what is dropped or pasted opens nothing: text goes to the field, files are said to be none of it', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const page = await people.registered(newName());
  await enter(page, '#lunch');
  await composer(page).fill('look: ');
  const link = { 'text/uri-list': '# a comment\r\nhttps://example.org/a\r\n' };
  assert.equal(await dropped(page, '.messages', link), false);
  assert.equal(await composer(page).inputValue(), 'look: https://example.org/a');
  assert.equal(await dropped(page, '.sidebar', { 'text/plain': ' and more' }), false);
  assert.equal(await composer(page).inputValue(), 'look: https://example.org/a and more');
  assert.equal(await dropped(page, '#composer', { 'text/plain': 'x' }), true, 'it is a field');
  const told = page.getByRole('dialog', { name: 'Files cannot be sent here yet' });
  for (const place of ['.messages', '#composer', '.sidebar']) {
    assert.equal(await dropped(page, place, { file: 'cat.png' }), false, place);
    await told.waitFor();
    await page.keyboard.press('Escape');
    await told.waitFor({ state: 'detached' });
  }
  const pasted = await page.evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(['x'], 'cat.png', { type: 'image/png' }));
    const options = { bubbles: true, cancelable: true, clipboardData };
    return document.querySelector('#composer').dispatchEvent(new ClipboardEvent('paste', options));
  })()`);
  assert.equal(pasted, false);
  await told.waitFor();
  assert.deepEqual(people.faults, []);
});

test('each message is heard with who wrote it, and what is done in a room is heard as well', async (t) => {
  const people = await WebPeople.arrive(t, server.port);
  const ben = newName();
  const page = await people.registered(ben);
  await enter(page, '#tea');
  for (const text of ['the first', 'the second']) await owner.send('#tea', text);
  for (const text of ['the first', 'the second']) {
    assert.match(await message(page, text).ariaSnapshot(), /\balice\b/);
  }
  await owner.mute('#tea', ben, { seconds: 600, why: 'loud' });
  await page
    .getByRole('log')
    .getByText(/^alice muted you until .*: loud$/)
    .waitFor();
  assert.deepEqual(people.faults, []);
});

describe('where the system chooses the colours', () => {
  /** A little of what is seen of an element: beside its text, or at its lower edge. */
  const look = async (page: Page, selector: string, where: 'beside' | 'below'): Promise<string> => {
    const box = await page.locator(selector).first().boundingBox();
    assert.ok(box !== null, selector);
    const { x, y, width, height } = box;
    const [left, top] =
      where === 'beside' ? [x + 4, y + height / 2] : [x + width / 2, y + height - 2];
    const clip = { x: Math.round(left), y: Math.round(top), width: 1, height: 1 };
    return (await page.screenshot({ clip })).toString('base64');
  };

  test('what is open, chosen, unread or pressed is marked all the same', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.registered(newName(), { forcedColors: 'active' });
    await enter(page, '#tea');
    await enter(page, '#lunch');
    const differ = async (one: string, other: string, where: 'beside' | 'below' = 'beside') => {
      const [marked, plain] = [await look(page, one, where), await look(page, other, where)];
      assert.notEqual(marked, plain, `${one} from ${other}`);
    };
    await differ('.conversation-link[aria-current]', '.conversation-link:not([aria-current])');
    const id = await owner.send('#lunch', 'soup');
    await message(page, 'soup').waitFor();
    await owner.react(id as number, '👍');
    await owner.react(id as number, '🎉');
    await page.getByRole('button', { name: '👍, 1 person' }).click();
    await page.getByRole('button', { name: '👍, 2 people', pressed: true }).waitFor();
    await page.mouse.move(0, 0);
    await differ('.reaction[aria-pressed="true"]', '.reaction[aria-pressed="false"]');
    await page.getByRole('button', { name: 'About #lunch' }).click();
    await page.getByRole('tab', { name: 'Members', selected: true }).waitFor();
    await differ('[role=tab][aria-selected="true"]', '[role=tab][aria-selected="false"]', 'below');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { selected: true }).waitFor();
    await differ('[role=option][aria-selected="true"]', '[role=option][aria-selected="false"]');
    assert.deepEqual(people.faults, []);
  });
});
