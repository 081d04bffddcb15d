/** The owner's commands on a terminal: passwords are asked for twice, without echo; a removal asks for the name. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OwnedData, PASSWORD } from './support/owner.ts';
import { CHINWAG } from './support/server-process.ts';
import { TmuxTerminal } from './support/tmux.ts';
import { until } from './support/until.ts';

function terminal(data: OwnedData, ...args: string[]): TmuxTerminal {
  const command = [process.execPath, CHINWAG, ...args, '--data', data.folder];
  return new TmuxTerminal(command, { columns: 80, rows: 20 }, {});
}

async function shows(pane: TmuxTerminal, expected: RegExp): Promise<void> {
  await until(
    () => expected.test(pane.screen),
    () => `${expected} on the screen:\n${pane.screen}`,
  );
}

test('a password is typed twice, and not seen', async () => {
  using data = new OwnedData();
  using pane = terminal(data, 'account', 'add', 'alice');
  await shows(pane, /^New password for alice:$/m);
  pane.enter(PASSWORD);
  await shows(pane, /^The same again:$/m);
  pane.type(`${PASSWORD}x`);
  pane.press('BSpace', 'Enter');
  await shows(pane, /^alice is registered \(account 1\)\n\[0\]\$/m);
  assert.ok(!pane.history.includes(PASSWORD));
});

test('two that differ change nothing, and Ctrl-C leaves', async () => {
  using data = new OwnedData();
  await data.register('alice');
  using pane = terminal(data, 'account', 'reset-password', 'alice');
  await shows(pane, /^New password for alice:$/m);
  pane.enter('one-password');
  await shows(pane, /^The same again:$/m);
  pane.enter('two-password');
  await shows(pane, /^chinwag: these two were not the same, and nothing was changed\n\[1\]\$/m);
  using other = terminal(data, 'account', 'reset-password', 'alice');
  await shows(other, /^New password for alice:$/m);
  other.press('C-c');
  await shows(other, /^\[130\]\$/m);
  using last = terminal(data, 'account', 'reset-password', 'alice');
  await shows(last, /^New password for alice:$/m);
  last.press('C-d');
  await shows(last, /^chinwag: nothing was typed, and nothing was changed\n\[1\]\$/m);
});

test('a removal asks for the name once more', async () => {
  using data = new OwnedData();
  await data.register('alice');
  using pane = terminal(data, 'account', 'remove', 'alice');
  await shows(pane, /^This cannot be undone\. The name once more:$/m);
  pane.enter('bob');
  await shows(pane, /^chinwag: this was another name, and nothing was changed\n\[1\]\$/m);
  using again = terminal(data, 'account', 'remove', 'alice');
  await shows(again, /The name once more:$/m);
  again.enter('alice');
  await shows(again, /^alice is removed\n\[0\]\$/m);
});
