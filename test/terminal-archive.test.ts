/**
 * After a long absence, on a real terminal: missed messages, and every page of the archive, by the commands that it
 * suggests.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect } from '../src/client/node.ts';
import { PASSWORD, QUICK_PASSWORDS } from './support/people.ts';
import { ServerProcess } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';

/** More than is shown of what was missed, and more than two pages. */
const COUNT = 130;
const GROUP = 7;
const ALL = Array.from({ length: COUNT }, (_, i) => i + 1);

let server: ServerProcess;
before(async () => {
  server = await ServerProcess.start(...QUICK_PASSWORDS);
  const url = `chinwag://127.0.0.1:${server.port}`;
  await using ann = await connect(url);
  await ann.register('ann', PASSWORD);
  await using ben = await connect(url);
  await ben.register('ben', PASSWORD);
  await ben.logout();
  // Several at once, which then have the same time.
  for (let i = 0; i < COUNT; i += GROUP) {
    const group = ALL.slice(i, i + GROUP);
    await Promise.all(group.map((number) => ann.send('ben', `apple ${number}`)));
  }
});
after(() => server[Symbol.asyncDispose]());

/** The terminal of ben, who logs in for the first time since. */
async function back(): Promise<TmuxTerminal> {
  const size = { columns: 90, rows: 120 };
  const terminal = TmuxTerminal.chinwag(server.port, size, {}, '--no-remember');
  try {
    await terminal.shows('\n>');
    terminal.enter('login ben');
    await terminal.shows('\nPassword for ben:');
    terminal.enter(PASSWORD);
    await terminal.shows(/\nPassword for ben:\nSuccess\n(.*\n)*ben>$/);
    return terminal;
  } catch (error) {
    terminal[Symbol.dispose]();
    throw error;
  }
}

function numbers(screen: string): number[] {
  return [...screen.matchAll(/: apple (\d+)$/gm)].map(([, number]) => Number(number));
}

test('what was missed and is too much for a screen; the rest is a history away', async () => {
  using terminal = await back();
  await terminal.shows(/\* not shown: ann 30; history ann shows the newest\nben>$/);
  assert.match(terminal.screen, /\* ann: 130 unread\n/);
  assert.deepEqual(numbers(terminal.screen), ALL.slice(0, 100));

  const pages: number[][] = [];
  for (let line: string | undefined = 'history ann'; line !== undefined; ) {
    const screen = await terminal.answer(line);
    pages.unshift(numbers(screen));
    [, line] = /^\* more: (history ann before \d+)$/m.exec(screen) ?? [];
  }
  assert.deepEqual(pages.flat(), ALL);
  assert.equal(pages.length, 3);

  // The index follows.
  await terminal.answers('search apple', new RegExp(`: apple ${COUNT}$`, 'm'));
  // Newest first; one page may begin with the last of the one before, where these share their time.
  const found = new Set<number>();
  let asked = 0;
  for (let line: string | undefined = 'search apple'; line !== undefined; ) {
    const screen = await terminal.answer(line);
    asked++;
    for (const number of numbers(screen)) found.add(number);
    const [, filter] = /^\* more: the same with (before:\S+)$/m.exec(screen) ?? [];
    line = filter === undefined ? undefined : `search apple ${filter}`;
  }
  assert.deepEqual([...found], ALL.toReversed());
  assert.equal(asked, 3);
  // What was shown is marked read before long.
  await terminal.answers('unread', /^\* nothing is unread$/m);
});
