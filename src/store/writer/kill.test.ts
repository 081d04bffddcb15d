/** The process is killed at any moment: acknowledged messages are there, once and in order; refused ones are not. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { type Opened, openStore, temporaryFolder } from '../../../test/support/store/stores.ts';

const KILLS = 5;

/**
 * Appends numbered messages as fast as it can, some with the key of an earlier one, some while commits fail, and prints
 * the outcome of each: its number and d, r or f.
 */
const SCRIPT = `
  import { Store } from ${JSON.stringify(new URL('../store.ts', import.meta.url).href)};
  import { writeSync } from 'node:fs';
  const [folder, run] = process.argv.slice(1);
  const faults = new Int32Array(new SharedArrayBuffer(8));
  const settings = { durability: 'full', keepMessagesMs: Infinity, keepAuditMs: Infinity };
  const log = { failed() {}, note() {} };
  const store = await Store.open(folder, settings, log, { faults });
  let next = 0;
  let lines = '';
  const turn = () => {
    if (lines !== '') writeSync(1, lines);
    lines = '';
    if (next > 3000) faults[0] = next % 1000 < 30 ? 10 : 0;
    for (let i = 0; i < 30; i++) {
      const number = next++;
      const text = new TextEncoder().encode(run + '-' + number + '.'.repeat(number % 500));
      const key = number % 10 === 9 ? run + '-' + (number - 5) : run + '-' + number;
      store.append(
        { kind: 'message', from: 1 + (number % 3), to: 4, key: number % 2 ? key : null, waits: false, text },
        ({ kind }) => (lines += number + ' ' + kind[0] + '\\n'),
      );
    }
    setImmediate(turn);
  };
  turn();
`;

test('a killed process loses nothing that it acknowledged', async (t) => {
  const folder = temporaryFolder(t);
  const acknowledged: string[] = [];
  const refused = new Set<string>();
  for (let run = 0; run < KILLS; run++) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT, folder, `${run}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    const moment = 500 + Math.floor(Math.random() * 4000);
    t.diagnostic(`killed after ${moment} answers`);
    let answers = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      const [number, kind] = line.split(' ');
      if (kind === 'd') acknowledged.push(`${run}-${number}`);
      else if (kind === 'f') refused.add(`${run}-${number}`);
      if (++answers === moment) child.kill('SIGKILL');
    }
    await closed;
  }
  const one = await openStore(folder);
  const stored = await everything(one);
  assert.ok(acknowledged.length > 500 * KILLS * 0.5, `${acknowledged.length} acknowledged`);
  const there = new Set(stored);
  assert.equal(there.size, stored.length, 'something is stored twice');
  const known = new Set(acknowledged);
  assert.deepEqual(
    stored.filter((each) => known.has(each)),
    acknowledged,
  );
  assert.deepEqual(
    stored.filter((each) => refused.has(each)),
    [],
  );
});

/** The stored messages of all conversations, in order of their ids. */
async function everything(one: Opened): Promise<string[]> {
  const messages: [number, string][] = [];
  for (const peer of [1, 2, 3]) {
    for (let after = 0, more = true; more; ) {
      const page = await one.history(4, peer, { after: { id: after }, limit: 1000 });
      assert.ok(page);
      for (const { id, text } of page.messages) {
        messages.push([id, new TextDecoder().decode(text).replace(/\.+$/, '')]);
      }
      after = page.messages.at(-1)?.id ?? after;
      more = page.more;
    }
  }
  return messages.sort(([a], [b]) => a - b).map(([, text]) => text);
}
