import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { layOut } from './prompt.ts';
import { Screen } from './screen.ts';

/** A screen on a terminal that writes down what it gets. */
function start(columns = 40) {
  const writes: string[] = [];
  const terminal = { columns, write: (text: string) => writes.push(text) > 0 };
  const typed = { line: '' };
  const screen = new Screen(terminal as never, (width) =>
    layOut('> ', (text) => text, typed.line, typed.line.length, width),
  );
  return { writes, terminal, typed, screen };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const ROW = '\r\x1b[?7l> \x1b7\x1b[K\x1b8\x1b[?7h';

describe('a screen', () => {
  test('draws once a turn, in one write, however much was printed', async () => {
    const { screen, writes } = start();
    screen.redraw();
    await turn();
    assert.deepEqual(writes.splice(0), [ROW]);
    for (let i = 0; i < 10_000; i++) screen.print(`message ${i}`);
    screen.redraw();
    await turn();
    assert.equal(writes.length, 1);
    const [write = ''] = writes;
    assert.ok(write.startsWith('\r\x1b[Jmessage 0\nmessage 1\n'));
    assert.ok(write.endsWith(`message 9999\n${ROW}`));
    assert.equal(write.split('\x1b[K').length, 2);
  });

  test('goes to the beginning of a row that the terminal has wrapped', async () => {
    const { screen, writes, terminal, typed } = start(40);
    typed.line = 'x'.repeat(30);
    screen.redraw();
    await turn();
    terminal.columns = 10;
    screen.resized();
    await turn();
    assert.match(writes[1] ?? '', /^\x1b\[3A\r\x1b\[J\r/);
  });

  test('leaves nothing of its row behind when it is closed, and prints on without it', async () => {
    const { screen, writes } = start();
    screen.redraw();
    await turn();
    screen.print('last words');
    screen.close();
    assert.ok(writes[1]?.endsWith('\r\x1b[Jlast words\n'));
    screen.print('and one more');
    await turn();
    assert.equal(writes[2], 'and one more\n');
  });
});
