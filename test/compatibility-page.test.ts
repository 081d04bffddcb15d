/**
 * An earlier web page with the current server, as a browser's cache may hold it, and the current page with an earlier
 * server.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { connect } from '../src/client/node.ts';
import { EarlierPackage } from './support/compatibility/earlier-package.ts';
import { newName, PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { until } from './support/until.ts';
import {
  closeBrowser,
  comeIn,
  goTo,
  logOut,
  message,
  registerHere,
  say,
  WebPeople,
} from './support/web-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'chinwag-compatibility-'));
const earlier = new EarlierPackage();

after(async () => {
  await closeBrowser();
  earlier[Symbol.dispose]();
  rmSync(base, { recursive: true });
});

/** The program of now in a checkout that has the page of then. */
function pageOfThen(): string {
  const checkout = join(base, 'checkout');
  for (const part of ['bin', 'src'])
    cpSync(join(root, part), join(checkout, part), { recursive: true });
  cpSync(join(root, 'package.json'), join(checkout, 'package.json'));
  cpSync(earlier.page, join(checkout, 'dist', 'web'), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(checkout, 'node_modules'));
  return join(checkout, 'bin', 'chinwag.mjs');
}

/** The program of then, whose page is that of now. */
function pageOfNow(): string {
  const installed = join(base, 'installed');
  cpSync(earlier.folder, installed, { recursive: true });
  const page = join(installed, 'package', 'dist', 'web');
  rmSync(page, { recursive: true });
  cpSync(join(root, 'dist', 'web'), page, { recursive: true });
  return join(installed, 'package', 'bin', 'chinwag.mjs');
}

describe('the page', { concurrency: true }, () => {
  for (const [what, program] of Object.entries({
    'of then at the server of now': pageOfThen,
    'of now at the server of then': pageOfNow,
  })) {
    test(what, async (t) => {
      await using server = await ServerProcess.launch(QUICK_PASSWORDS, {
        program: program(),
      }).listening();
      const people = await WebPeople.arrive(t, server.port);
      const [anna, ben] = [newName(), newName()];
      const received: string[] = [];
      await using other = await connect(`chinwag://127.0.0.1:${server.port}`, {
        onMessage: ({ from, to, text }) => received.push(`${from} ${to} ${text}`),
      });
      await other.register(ben, PASSWORD);
      await other.create('#loft', { topic: 'where it is warm' });
      await other.send('#loft', 'said before');

      // Comes in as a guest, becomes somebody, and comes back with the password.
      const page = await people.open();
      await comeIn(page, anna);
      await logOut(page, anna);
      await registerHere(page, anna);
      const again = await people.back(anna);

      // Sends and receives.
      await other.send(anna, 'see you in the CAFÉ at noon');
      await goTo(again, ben);
      await message(again, 'see you in the CAFÉ').waitFor();
      await say(again, 'and at one?');
      await until(
        () => received.includes(`${anna} ${ben} and at one?`),
        () => received.join(),
      );
      await message(again, 'and at one?').getByText("on the server's disk").waitFor();
      await goTo(page, ben);
      await message(page, 'and at one?').waitFor();

      // Opens a room.
      await page.getByRole('navigation').getByRole('button', { name: 'Find a room' }).click();
      await page.getByRole('searchbox').fill('loft');
      await page.getByRole('button', { name: 'Join #loft' }).click();
      await message(page, 'said before').waitFor();
      await say(page, 'hello in there');
      await until(
        () => received.includes(`${anna} #loft hello in there`),
        () => received.join(),
      );

      // Finds what was said. The index may be behind for a moment.
      await until(
        async () => (await other.search('cafe')).messages.length > 0,
        () => 'the index',
      );
      await page.getByRole('button', { name: 'Search' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'Search messages' });
      await dialog.getByLabel('Search for').fill('cafe');
      await dialog.getByLabel('Search for').press('Enter');
      const results = page.getByRole('list', { name: /^What was found/ }).getByRole('listitem');
      await results.getByText('see you in the').waitFor();

      assert.deepEqual(people.faults, []);
    });
  }
});
