/**
 * A killed process proves nothing about the disk, because the system still writes its data. So this test looks at the
 * system calls: acknowledged data were synced before, and are found in what was synced.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { openStore, temporaryFolder } from '../../../test/support/store/stores.ts';

/** Stores messages, several at a time, and reports each; ends without closing anything. */
const SCRIPT = `
  import { Store } from ${JSON.stringify(new URL('../store.ts', import.meta.url).href)};
  import { writeSync } from 'node:fs';
  const [folder, durability] = process.argv.slice(1);
  const log = { failed() {}, note() {} };
  const store = await Store.open(folder, { durability, keepMessagesMs: Infinity, keepAuditMs: Infinity }, log);
  for (let round = 0; round < 20; round++) {
    const stored = Array.from({ length: 1 + round * 3 }, (_, i) => new Promise((resolve) => {
      const text = new TextEncoder().encode('message ' + round + '.' + i);
      store.append({ kind: 'message', from: 1 + i, to: 2, key: null, waits: false, text }, resolve);
    }));
    const ids = (await Promise.all(stored)).map(({ id }) => id);
    writeSync(1, 'acknowledged ' + Math.max(...ids) + '\\n');
  }
  process.kill(process.pid, 'SIGKILL');
`;

interface Acknowledged {
  /** Up to this entry. */
  readonly id: number;
  /** Had everything written to the write-ahead log been synced by then? */
  readonly synced: boolean;
  /** The length of that log at its last sync. */
  readonly length: number;
}

describe('an acknowledged message', () => {
  test('was synced, and is there when nothing else is left', async (t) => {
    const folder = temporaryFolder(t);
    const acknowledged = traced(t, folder, 'full');
    if (acknowledged === null) return;
    assert.equal(acknowledged.length, 20);
    for (const { id, synced } of acknowledged) assert.ok(synced, `entry ${id}`);
    for (const { id, length } of [acknowledged[4], acknowledged[11], acknowledged[19]].filter(
      (one) => one !== undefined,
    )) {
      const copy = temporaryFolder(t);
      for (const name of ['chinwag.db', 'chinwag.db-wal']) {
        cpSync(join(folder, name), join(copy, name));
      }
      truncateSync(join(copy, 'chinwag.db-wal'), length);
      const one = await openStore(copy);
      const next = await one.append({
        kind: 'message',
        from: 1,
        to: 2,
        key: null,
        waits: false,
        text: new Uint8Array(1),
      });
      // Entries are numbered without gaps, and the last acknowledged one is there.
      assert.ok(next.kind === 'durable' && next.id > id, `entry ${id} was lost`);
    }
  });

  test('is not synced each time when durability is relaxed', (t) => {
    const acknowledged = traced(t, temporaryFolder(t), 'relaxed');
    if (acknowledged === null) return;
    assert.ok(acknowledged.some(({ synced }) => !synced));
  });
});

/** The acknowledgements of SCRIPT; null where system calls cannot be traced, and the test is skipped. */
function traced(t: TestContext, folder: string, durability: string): Acknowledged[] | null {
  const file = join(temporaryFolder(t), 'calls');
  const calls = ['-e', 'trace=pwrite64,fsync,fdatasync,write'];
  const node = [process.execPath, '--input-type=module', '-e', SCRIPT, folder, durability];
  const { error } = spawnSync('strace', ['-f', '-y', '-o', file, ...calls, ...node]);
  let lines: string[] = [];
  try {
    lines = readFileSync(file, 'utf8').split('\n');
  } catch {
    // The trace did not even begin.
  }
  if (error || !lines.some((line) => line.includes('pwrite64'))) {
    t.skip('needs strace, and the right to trace');
    return null;
  }
  const acknowledged: Acknowledged[] = [];
  /** Unfinished syncs, by thread. */
  const begun = new Map<string, number>();
  let written = 0;
  let length = 0;
  for (const line of lines) {
    const [thread = ''] = line.split(' ', 1);
    const write = /pwrite64\(\d+<[^>]*chinwag\.db-wal>.*, (\d+), (\d+)(?:\)| <unfinished)/.exec(
      line,
    );
    if (write !== null) written = Math.max(written, Number(write[1]) + Number(write[2]));
    else if (/sync\(\d+<[^>]*chinwag\.db-wal>/.test(line)) {
      if (line.includes('<unfinished')) begun.set(thread, written);
      else length = written;
    } else if (/<\.\.\. f(?:data)?sync resumed>/.test(line)) {
      length = Math.max(length, begun.get(thread) ?? 0);
      begun.delete(thread);
    }
    const id = /write\(1<.*"acknowledged (\d+)/.exec(line)?.[1];
    if (id !== undefined) acknowledged.push({ id: Number(id), synced: length === written, length });
  }
  return acknowledged;
}
