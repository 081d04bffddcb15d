/** Long conversations and lists in the web client: the text being read stays in place, and the page stays small. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import {
  closeBrowser,
  composer,
  goTo,
  message,
  messages,
  say,
  WebPeople,
} from './support/web-page.ts';

/** More than is ever on the page, by far. */
const MESSAGES = 10_000;
const AT_ONCE = 500;
const ROOMS = 1000;

const PATIENCE_MS = 20_000;

after(closeBrowser);

/** Scrolls back, and answers which message is in sight then, and where. */
function scrollBack(page: Page, pixels: number): Promise<{ key: string; top: number }> {
  return page.evaluate(`(() => {
    const list = document.querySelector('.messages');
    list.scrollTop = Math.max(100, list.scrollTop - ${pixels});
    const edge = list.getBoundingClientRect().top;
    const item = [...list.querySelectorAll('[data-key]')]
      .find((one) => one.getBoundingClientRect().top > edge + 50);
    return { key: item.dataset.key, top: item.getBoundingClientRect().top };
  })()`);
}

/** Waits until there are messages before `first`, which was the first one, or there is no need for them. */
async function hasMore(page: Page, first: string | null): Promise<void> {
  const isThere = `document.querySelector('[data-id]').dataset.id !== '${first}' ||
    document.querySelector('.messages').scrollTop > 600`;
  // Not by what the browser would have to make a program of: the page's policy forbids that.
  const deadline = performance.now() + PATIENCE_MS;
  while (!(await page.evaluate(isThere))) {
    assert.ok(performance.now() < deadline, 'no more messages came');
    await sleep(20);
  }
}

function topOf(page: Page, key: string): Promise<number | null> {
  return page.evaluate(
    `document.querySelector('[data-key="${key}"]')?.getBoundingClientRect().top ?? null`,
  );
}

/** How far below the sight of the list its last message ends; the message `text`, if it is given. */
function below(page: Page, text = ''): Promise<number> {
  return page.evaluate(`(() => {
    const list = document.querySelector('.messages');
    const all = [...list.querySelectorAll('[data-id]')];
    const item = all.findLast((one) => one.textContent.includes(${JSON.stringify(text)}));
    const { bottom } = item.getBoundingClientRect();
    return Math.round(bottom - list.getBoundingClientRect().bottom);
  })()`);
}

/** Waits until the end of the conversation is in sight. */
async function atEnd(page: Page, why: string): Promise<void> {
  await until(
    async () => Math.abs((await below(page)) + END_PADDING) <= 1,
    () => `the end in sight: ${why}`,
  );
}

/** Below the last message, in pixels. */
const END_PADDING = 8;

const LONG = Array.from({ length: 80 }, (_, line) => `line ${line} of a long text`).join('\n');

const LAST = 'the last of ten thousand';

describe('a conversation of ten thousand messages', () => {
  let server: ServerProcess;
  const [anna, ben] = ['anna', 'ben'];

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
    const url = `chinwag://127.0.0.1:${server.port}`;
    const one = await connect(url, { messages: 'ignore' });
    await one.register(anna, PASSWORD);
    const two = await connect(url, { messages: 'ignore' });
    await two.register(ben, PASSWORD);
    for (let sent = 0; sent < MESSAGES; sent += AT_ONCE) {
      const some = Array.from({ length: AT_ONCE }, (_, at) =>
        (at % 2 === 0 ? one : two).send(at % 2 === 0 ? ben : anna, `message ${sent + at}`),
      );
      await Promise.all(some);
    }
    // What two say at once has no order until it is stored; this comes after all of it.
    await two.send(anna, LAST);
    one.close();
    two.close();
  });
  after(() => server.stop());

  test('opens at its end, is read back to its beginning, and never jumps', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    await goTo(page, ben);
    await message(page, LAST).waitFor();
    let most = 0;
    for (let pages = 0; pages < 12; pages++) {
      const first = await page.locator('[data-id]').first().getAttribute('data-id');
      const { key, top } = await scrollBack(page, 2000);
      await hasMore(page, first);
      const after = await topOf(page, key);
      assert.ok(
        after !== null && Math.abs(after - top) <= 1,
        `${key} was at ${top}, is at ${after} (page ${pages})`,
      );
      most = Math.max(most, await messages(page).count());
    }
    assert.ok(most > 100 && most <= 650, `${most} messages on the page`);
    await say(page, 'the newest of all');
    await message(page, 'the newest of all').waitFor();
    assert.deepEqual(people.faults, []);
  });

  test('stays where it is read while others write, and leads to the newest', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    const other = await people.back(ben);
    await goTo(page, ben);
    await page.locator('[data-id]').last().waitFor();
    const { key, top } = await scrollBack(page, 1500);
    await goTo(other, anna);
    await say(other, 'something new');
    await page.getByRole('button', { name: '1 new message' }).waitFor();
    const now = (await topOf(page, key)) ?? Number.NaN;
    assert.ok(Math.abs(now - top) <= 1, `${key} was at ${top}, is at ${now}`);
    await page.getByRole('button', { name: '1 new message' }).click();
    await message(page, 'something new').waitFor();
    await page.getByRole('button', { name: /new message|newest/ }).waitFor({ state: 'detached' });
  });

  test('shows what one sends, wherever one reads and whatever is on its way', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    await goTo(page, ben);
    await page.locator('[data-id]').last().waitFor();
    for (const [round, place] of ['5', '2000', 'back', '7', '9900'].entries()) {
      if (place === 'back') await scrollBack(page, 100_000);
      else {
        await page.evaluate(`location.hash = 'message-${place}'`);
        await page.locator(`[data-id="${place}"]`).waitFor();
        // What comes after is asked for.
        await page.evaluate("document.querySelector('.messages').scrollTop = 1e6");
      }
      const text = `sent in round ${round}`;
      await say(page, text);
      await message(page, text).and(page.locator('[data-id]:not([data-id=""])')).waitFor();
      await atEnd(page, text);
      assert.ok((await below(page, text)) <= 0, text);
    }
    assert.deepEqual(people.faults, []);
  });

  test('stays at its end, whatever becomes higher or lower', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    const other = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
    t.after(() => other.close());
    await other.login(ben, { password: PASSWORD });
    await goTo(page, ben);
    const id = await other.send(anna, 'what is short');
    await message(page, 'what is short').waitFor();
    await other.edit(id ?? 0, 'what is short '.repeat(100));
    await message(page, 'short what is short').waitFor();
    await atEnd(page, 'a message that was corrected');
    await other.react(id ?? 0, '👍');
    await page.getByRole('button', { name: '👍, 1 person' }).waitFor();
    await atEnd(page, 'a reaction');
    await message(page, 'what is short').hover();
    await page.getByRole('button', { name: 'Reply' }).click();
    await composer(page).fill('line\n'.repeat(12));
    await atEnd(page, 'a field that grows');
    await page.setViewportSize({ width: 1200, height: 500 });
    await atEnd(page, 'a keyboard on the screen');
    await page.setViewportSize({ width: 600, height: 700 });
    await atEnd(page, 'a page that is narrower');
    await composer(page).press('Control+Enter');
    await atEnd(page, 'a field that is empty again');
    // A browser in which a field does not grow by itself.
    await page.evaluate(`(() => {
      CSS.supports = () => false;
      const style = new CSSStyleSheet();
      style.replaceSync('textarea { field-sizing: fixed !important }');
      document.adoptedStyleSheets = [style];
    })()`);
    await composer(page).fill('line\n'.repeat(8));
    for (const letter of 'typed') {
      await page.keyboard.type(letter);
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(drawn))');
    }
    await atEnd(page, 'a field that is made higher by the page');
    await composer(page).press('Control+Enter');
    await atEnd(page, 'a field that is made lower by the page');
    // What is answered is not hidden by a keyboard on the screen, far from the end either.
    await scrollBack(page, 2000);
    const key = await page.evaluate(`(() => {
      const list = document.querySelector('.messages');
      const { bottom } = list.getBoundingClientRect();
      return [...list.querySelectorAll('[data-id]')]
        .findLast((one) => one.getBoundingClientRect().bottom < bottom).dataset.key;
    })()`);
    const answered = page.locator(`[data-key="${key}"]`);
    await answered.hover();
    await answered.getByRole('button', { name: 'Reply', exact: true }).click();
    // A keyboard comes with the focus, and the list knows by the next picture what is answered.
    await composer(page).and(page.locator(':focus')).waitFor();
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
    );
    await page.setViewportSize({ width: 600, height: 400 });
    await until(
      () =>
        page.evaluate(`(() => {
          const list = document.querySelector('.messages').getBoundingClientRect();
          const { top, height } = document.querySelector('[data-key="${key}"]').getBoundingClientRect();
          return top >= list.top && top + Math.min(height, list.height) <= list.bottom + 1;
        })()`),
      () => 'the message that is answered in sight',
    );
    assert.deepEqual(people.faults, []);
  });

  test('opens a long message where it stands, and it stays open as one reads on', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    const other = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
    t.after(() => other.close());
    await other.login(ben, { password: PASSWORD });
    await goTo(page, ben);
    for (let sent = 0; sent < 8; sent++) await other.send(anna, 'many words '.repeat(130));
    await other.send(anna, LONG);
    const long = message(page, 'line 13 of a long text');
    await long.waitFor();
    await atEnd(page, 'the newest');
    const key = (await long.getAttribute('data-key')) ?? '';
    const top = (await topOf(page, key)) ?? 0;
    await long.getByRole('button', { name: 'Show all' }).click();
    await page.getByRole('button', { name: 'To the newest' }).waitFor();
    assert.ok(Math.abs(((await topOf(page, key)) ?? 0) - top) <= 1, 'it begins where it did');
    // On a page that is narrower, or wider again, what is before it has more lines, or fewer.
    const inList = `document.querySelector('[data-key="${key}"]').getBoundingClientRect().top -
      document.querySelector('.messages').getBoundingClientRect().top`;
    await page.evaluate(`document.querySelector('.messages').scrollTop += ${inList} + 5`);
    // The page is told of that with the next picture, and only then where it is.
    await page.evaluate(
      'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))',
    );
    for (const width of [500, 1200]) {
      await page.setViewportSize({ width, height: 800 });
      await until(
        async () => Math.abs(((await page.evaluate(inList)) as number) + 5) <= 3,
        () => `its beginning where it was, on a page ${width} pixels wide`,
      );
    }
    const less = long.getByRole('button', { name: 'Show less' });
    await less.scrollIntoViewIfNeeded();
    const before = (await less.boundingBox())?.y ?? 0;
    await less.click();
    const more = long.getByRole('button', { name: 'Show all' });
    await more.waitFor();
    const after = (await more.boundingBox())?.y ?? 0;
    assert.ok(Math.abs(after - before) <= 1, `the button was at ${before}, is at ${after}`);
    await more.click();
    await less.waitFor();
    await long.focus();
    for (let pages = 0; pages < 3; pages++) {
      const first = await page.locator('[data-id]').first().getAttribute('data-id');
      await scrollBack(page, 3000);
      await hasMore(page, first);
    }
    assert.equal(await less.count(), 1, 'it is open still');
    assert.equal(await long.evaluate((one) => one.matches(':focus')), true, 'it has the focus');
    assert.deepEqual(people.faults, []);
  });

  test('leads to where reading stopped, near and far', async (t) => {
    const people = await WebPeople.arrive(t, server.port);
    const page = await people.back(anna);
    await goTo(page, ben);
    await page.locator('[data-id]').last().waitFor();
    const other = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
    t.after(() => other.close());
    await other.login(ben, { password: PASSWORD });
    for (const [round, count] of [40, 150].entries()) {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('carl');
      await page.keyboard.press('Enter');
      await page.getByRole('textbox', { name: 'Write to carl' }).waitFor();
      const texts = Array.from(
        { length: count },
        (_, at) => `round ${round}, ${at + 1} of ${count}`,
      );
      await Promise.all(texts.map((text) => other.send(anna, text)));
      await page.getByRole('link', { name: `${ben} ${count} unread messages` }).click();
      await message(page, `round ${round}, ${count} of`).waitFor();
      const lead = page.getByRole('button', { name: `${count} new messages` });
      await lead.click();
      await lead.waitFor({ state: 'detached' });
      const line = page.getByText('New messages');
      await line.waitFor();
      await page.waitForFunction(`(() => {
        const { top } = document.querySelector('.new-line').getBoundingClientRect();
        return top > 0 && top < innerHeight;
      })()`);
      assert.match((await page.locator('.new-line + *').textContent()) ?? '', /\b1 of /);
      await page.getByRole('button', { name: 'To the newest' }).click();
      await message(page, `round ${round}, ${count} of`).waitFor();
    }
    assert.deepEqual(people.faults, []);
  });
});

test('a thousand rooms are in the list, and are found by scrolling', async (t) => {
  await using server = await ServerProcess.start(
    ...QUICK_PASSWORDS,
    '--max-rooms-per-person',
    String(ROOMS),
  );
  const name = newName();
  const client = await connect(`chinwag://127.0.0.1:${server.port}`, { messages: 'ignore' });
  await client.register(name, PASSWORD);
  for (let made = 0; made < ROOMS; made += 50) {
    await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        client.create(`#room${String(made + at).padStart(4, '0')}`),
      ),
    );
  }
  client.close();
  const people = await WebPeople.arrive(t, server.port);
  const page = await people.back(name);
  const list = page.getByRole('navigation');
  await list.getByRole('link', { name: '#room0999' }).waitFor();
  await list.getByRole('link', { name: '#room0999' }).click();
  await page.getByRole('heading', { name: '#room0999' }).waitFor();
  assert.equal(await list.getByRole('link').count(), ROOMS);
});
