/**
 * Every screen of the web client, in light and dark colours, without a finding of axe. `npm run soak -- long` also runs
 * it on a phone; what differs there is in web-phone.test.ts.
 */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { connect } from '../src/client/node.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { SCALE } from './support/scale.ts';
import { ServerProcess } from './support/server-process.ts';
import { closeBrowser, composer, goTo, message, WebPeople } from './support/web-page.ts';

const axe = (createRequire(import.meta.url)('axe-core') as { source: string }).source;

/** What ben said first, which is quoted below. */
const soup = (page: Page) => message(page, 'and code').first();

/** Where a picture of each screen is wanted, to be looked at. */
const pictures = process.env.WEB_PICTURES;

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const EVERYTHING = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that may find something in the dark where they found nothing in the light. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

async function violations(page: Page, rules: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const found: Violation[] = await page.evaluate(`axe.run({
    runOnly: ${JSON.stringify(rules)},
  }).then(({ violations }) => violations.map(({ id, nodes }) => ({
    id, nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
  })))`);
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`),
  );
}

/** By name: how one gets there from the room that is open, and back. */
const dialogs: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'find-rooms': async (page) => {
    await page.keyboard.press('Escape');
    await open(page, 'find-rooms');
    await page.getByRole('button', { name: 'Open #lunch' }).waitFor();
  },
  'create-room': (page) => open(page, 'create-room'),
  'new-message': (page) => open(page, 'new-message'),
  settings: (page) => open(page, 'settings'),
  'settings-browser': async (page) => {
    await open(page, 'settings');
    await page.getByRole('tab', { name: 'This browser' }).click();
  },
  'settings-devices': async (page) => {
    await open(page, 'settings');
    await page.getByRole('tab', { name: 'Devices' }).click();
    await page.getByText('this one').waitFor();
  },
  'settings-others': async (page) => {
    await open(page, 'settings');
    await page.getByRole('tab', { name: 'Others' }).click();
  },
  search: async (page) => {
    await open(page, 'search');
    await page.getByLabel('Search for').fill('soup');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('tomato').waitFor();
  },
  switcher: async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  shortcuts: (page) => open(page, 'shortcuts'),
  room: async (page) => {
    await page.getByRole('button', { name: 'About #lunch' }).click();
    await page.getByRole('dialog').getByRole('button', { name: /^ben/ }).click();
    await page.getByRole('button', { name: 'Ban' }).waitFor();
  },
  'room-pins': async (page) => {
    await page.getByRole('button', { name: 'About #lunch' }).click();
    await page.getByRole('tab', { name: 'Pinned' }).click();
    await page.getByRole('button', { name: 'Go to the message' }).waitFor();
  },
  'room-bans': async (page) => {
    await page.getByRole('button', { name: 'About #lunch' }).click();
    await page.getByRole('tab', { name: 'Bans' }).click();
    await page.getByRole('dialog').getByText('eve').first().waitFor();
  },
  confirm: async (page) => {
    await page.getByRole('button', { name: 'About #lunch' }).click();
    await page.getByRole('button', { name: 'Leave the room' }).click();
  },
  person: async (page) => {
    await soup(page).getByRole('button', { name: 'ben' }).click();
    await page.getByRole('button', { name: 'Write to ben' }).waitFor();
  },
  reactions: async (page) => {
    await soup(page).focus();
    await page.getByRole('button', { name: 'Who reacted' }).click();
    await page.getByRole('dialog').getByText('anna').waitFor();
  },
  edits: async (page) => {
    await page.getByRole('button', { name: '(edited)' }).click();
    await page.getByRole('dialog').getByText('which soup').waitFor();
  },
};

/** Through the buttons that are there on every width. */
async function open(page: Page, kind: string): Promise<void> {
  const keys: Record<string, string> = { search: '/', shortcuts: '?', settings: 'Control+,' };
  const key = keys[kind];
  const labels: Record<string, string> = {
    'find-rooms': 'Find a room',
    'create-room': 'Find a room',
    'new-message': 'New message',
  };
  if (key !== undefined) {
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press(key);
  } else {
    const back = page.getByRole('button', { name: 'Back to the list' });
    if (await back.isVisible()) await back.click();
    const label = labels[kind] ?? '';
    await page.getByRole('navigation').getByRole('button', { name: label }).click();
    if (kind === 'create-room') await page.getByRole('button', { name: 'Make a room' }).click();
  }
  await page.getByRole('dialog').waitFor();
}

describe('every screen', () => {
  let server: ServerProcess;

  before(async () => {
    server = await ServerProcess.start(...QUICK_PASSWORDS);
    const url = `chinwag://127.0.0.1:${server.port}`;
    const anna = await connect(url, { messages: 'ignore' });
    await anna.register('anna', PASSWORD);
    await anna.create('#lunch', { topic: 'What is for lunch' });
    const ben = await connect(url, { messages: 'ignore' });
    await ben.register('ben', PASSWORD);
    await ben.join('#lunch');
    const said = await ben.send('#lunch', 'tomato soup, see https://example.org/ and `code`');
    const asked = await anna.send('#lunch', 'which soup?', { reply: said ?? 0 });
    await anna.edit(asked ?? 0, 'what soup, @ben?');
    await anna.react(said ?? 0, '👍');
    await anna.pin(said ?? 0);
    await anna.ban('#lunch', 'eve');
    await ben.send('anna', 'a word in private');
    anna.close();
    ben.close();
  });
  after(async () => {
    await server.stop();
    await closeBrowser();
  });

  const looks: Readonly<Record<string, BrowserContextOptions>> = {
    desktop: {},
    ...(SCALE > 1 && { phone: { viewport: { width: 390, height: 844 }, hasTouch: true } }),
  };

  for (const [look, options] of Object.entries(looks)) {
    test(`is for everybody: ${look}`, async (t) => {
      const people = await WebPeople.arrive(t, server.port);
      const wrong: string[] = [];
      const check = async (page: Page, name: string) => {
        for (const colorScheme of ['dark', 'light'] as const) {
          await page.emulateMedia({ colorScheme });
          const rules = colorScheme === 'light' ? EVERYTHING : COLOURS;
          for (const one of await violations(page, rules)) {
            wrong.push(`${name}, ${colorScheme}: ${one}`);
          }
          if (pictures === undefined) continue;
          mkdirSync(pictures, { recursive: true });
          await page.screenshot({ path: join(pictures, `${look}-${colorScheme}-${name}.png`) });
        }
      };
      const stranger = await people.open(options);
      await stranger.getByLabel('Your name').waitFor();
      await check(stranger, 'welcome');
      await stranger.getByRole('button', { name: /^Register this name/ }).click();
      await check(stranger, 'register');
      await stranger.getByRole('button', { name: 'Come in as a guest' }).click();
      await stranger.getByLabel('Your name').fill('ben');
      await stranger.getByRole('button', { name: 'Come in' }).click();
      await stranger.getByLabel('Password for ben').waitFor();
      await check(stranger, 'password');

      const page = await people.back('anna', options);
      await check(page, 'hello');
      const back = page.getByRole('button', { name: 'Back to the list' });
      for (const [name, go] of Object.entries(dialogs)) {
        if (!(await composer(page).isVisible())) await goTo(page, '#lunch');
        await soup(page).waitFor();
        await go(page);
        await check(page, name);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
      if (!(await composer(page).isVisible())) await goTo(page, '#lunch');
      await soup(page).focus();
      await check(page, 'message-actions');
      await page.getByRole('button', { name: 'React', exact: true }).click();
      await page.getByLabel('grinning face', { exact: true }).first().waitFor();
      await check(page, 'emoji');
      await page.keyboard.press('Escape');
      await composer(page).fill('hello @be');
      await page.getByRole('option', { name: 'ben' }).waitFor();
      await check(page, 'completion');
      if (await back.isVisible()) await back.click();
      await check(page, 'list');
      assert.deepEqual(wrong, []);
      assert.deepEqual(people.faults, []);
    });
  }
});
