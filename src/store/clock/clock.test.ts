/** Storage under a wrong clock: nothing is lost because of it, and wrong times can be mended. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, type TestContext, test } from 'node:test';
import {
  account,
  clockAhead,
  deleted,
  message,
  type Opened,
  openStore,
  room,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { until } from '../../../test/support/until.ts';
import { checkData } from '../transfer/check.ts';

const DAY = 24 * 60 * 60 * 1000;
const YEAR = 365 * DAY;
const KEPT_A_YEAR = { keepMessagesMs: YEAR };

async function withTwo(t: TestContext, ahead: number): Promise<string> {
  const folder = temporaryFolder(t);
  const one = await openStore(folder, {}, { clockAhead: clockAhead(ahead) });
  for (const id of [1, 2]) await one.stored(account(id));
  await one.close();
  return folder;
}

function opened(folder: string, ahead: number, settings = KEPT_A_YEAR): Promise<Opened> {
  return openStore(folder, settings, { clockAhead: clockAhead(ahead) });
}

/** The texts of the conversation of 1 and 2. */
async function said(one: Opened): Promise<string[] | null> {
  await one.store.erased();
  return texts(await one.history(1, 2));
}

function found(folder: string): string[] {
  return [...checkData(folder, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
}

describe('messages of which the clock would expire most', () => {
  test('are held back at the start, as long as the clock is wrong', async (t) => {
    const folder = await withTwo(t, 0);
    let one = await opened(folder, 0);
    for (const text of ['one', 'two', 'three']) await one.stored(message(1, 2, text));
    await one.close();

    one = await opened(folder, 2 * YEAR);
    assert.match(
      one.lines.join('\n'),
      /^failed: by the clock \(2\d{3}-.*\) 3 of 3 messages are older/m,
    );
    assert.deepEqual(await said(one), ['one', 'two', 'three']);
    // Further messages do not make the clock any more right.
    for (const text of ['four', 'five', 'six', 'seven']) await one.stored(message(1, 2, text));
    await one.close();
    one = await opened(folder, 2 * YEAR);
    assert.match(one.lines.join('\n'), /3 of 3 messages are older/);
    assert.equal((await said(one))?.length, 7);
    await one.close();

    one = await opened(folder, 0);
    assert.match(one.lines.join('\n'), /^nothing is held back any more/m);
    assert.equal((await said(one))?.length, 7);
    await one.close();
  });

  test('are erased when the owner confirms the clock, and stay so', async (t) => {
    const folder = await withTwo(t, -2 * YEAR);
    let one = await openStore(folder, {}, { clockAhead: clockAhead(-2 * YEAR) });
    for (const text of ['one', 'two']) await one.stored(message(1, 2, text));
    await one.close();
    one = await opened(folder, 0);
    assert.deepEqual(await said(one), ['one', 'two']);
    const held = await one.store.retention(false);
    assert.deepEqual([held?.messages, held?.of], [2, 2]);
    assert.equal((await one.store.retention(true))?.messages, 2);
    assert.deepEqual(await said(one), []);
    assert.equal(await one.store.retention(false), null);
    await one.close();
    one = await opened(folder, 0);
    assert.deepEqual(one.lines, []);
    await one.close();
    assert.deepEqual(found(folder), []);
  });

  test('are held back when the clock is set forward while the server runs', async (t) => {
    const folder = await withTwo(t, 0);
    const ahead = clockAhead(0);
    const one = await openStore(folder, KEPT_A_YEAR, { clockAhead: ahead });
    const first = await one.stored(message(1, 2, 'one'));
    await one.stored(message(1, 2, 'two'));
    ahead[0] = 2 * YEAR;
    // Wakes the eraser.
    await one.stored(deleted(first, 1));
    const isHeld = () => one.lines.some((line) => line.startsWith('failed: by the clock'));
    await until(isHeld, () => one.lines.join());
    assert.deepEqual(await said(one), ['', 'two']);
    await one.close();
  });

  test('are not held back where few expire, and their number is logged', async (t) => {
    const folder = await withTwo(t, -2 * YEAR);
    let one = await openStore(folder, {}, { clockAhead: clockAhead(-2 * YEAR) });
    for (const text of ['one', 'two']) await one.stored(message(1, 2, text));
    await one.close();
    one = await openStore(folder, {}, { clockAhead: clockAhead(-8 * DAY) });
    for (const text of ['three', 'four', 'five']) await one.stored(message(1, 2, text));
    await one.close();
    one = await opened(folder, 0);
    assert.match(one.lines.join('\n'), /^what is too old is erased 2 0$/m);
    assert.deepEqual(await said(one), ['three', 'four', 'five']);
    await one.close();
  });

  test('expire as usual after a night, whatever share they are', async (t) => {
    const folder = await withTwo(t, -DAY);
    let one = await openStore(folder, {}, { clockAhead: clockAhead(-DAY) });
    await one.stored(message(1, 2, 'one'));
    await one.close();
    one = await opened(folder, 0, { keepMessagesMs: DAY / 24 });
    assert.deepEqual(await said(one), []);
    await one.close();
  });

  test('stay where the clock is behind', async (t) => {
    const folder = await withTwo(t, 0);
    const one = await opened(folder, -20 * YEAR);
    await one.stored(message(1, 2, 'one'));
    assert.deepEqual(await said(one), ['one']);
    assert.match(one.lines.join('\n'), /^the clock is behind the newest message.*mend-times/m);
    await one.close();
  });
});

describe('entries of the audit log', () => {
  async function done(folder: string, ahead: number, count: number): Promise<void> {
    const one = await openStore(folder, {}, { clockAhead: clockAhead(ahead) });
    for (let i = 0; i < count; i++) {
      const common = { by: 1, byName: 'person1', room: 0, roomName: '', whom: 'person2' };
      const audit = { ...common, what: 'kick', detail: `because ${ahead}` };
      await one.stored({ kind: 'audit', audit });
    }
    await one.close();
  }

  test('are erased when they expire, and leave no trace in the file', async (t) => {
    const folder = await withTwo(t, -2 * YEAR);
    await done(folder, -2 * YEAR, 2);
    await done(folder, 0, 3);
    const one = await openStore(folder, { keepAuditMs: YEAR });
    assert.match(one.lines.join('\n'), /^what is too old is erased 0 2$/m);
    assert.equal((await one.audit())?.length, 3);
    assert.deepEqual(await said(one), []);
    await one.close();
    const bytes = readFileSync(join(folder, 'chinwag.db'), 'latin1');
    assert.ok(!bytes.includes(`because ${-2 * YEAR}`));
    assert.deepEqual(found(folder), []);
  });

  test('are held back like messages', async (t) => {
    const folder = await withTwo(t, 0);
    await done(folder, 0, 2);
    let one = await openStore(folder, { keepAuditMs: YEAR }, { clockAhead: clockAhead(2 * YEAR) });
    assert.match(one.lines.join('\n'), /2 of 2 entries of the audit log older than --keep-audit/);
    await one.store.erased();
    assert.equal((await one.audit())?.length, 2);
    assert.equal((await one.store.retention(true))?.audits, 2);
    await one.store.erased();
    assert.deepEqual(await one.audit(), []);
    await one.close();
    one = await openStore(folder);
    assert.deepEqual(await one.audit(), []);
    await one.close();
  });
});

test('bans, codes and reservations that only a clock far ahead expires are there when it is right', async (t) => {
  const folder = await withTwo(t, 0);
  let one = await openStore(folder);
  const later = Date.now() + 30 * DAY;
  await one.stored(room(1, [1]));
  const ban = { room: 1, account: 2, name: 'person2', address: null, until: later };
  await one.stored({ kind: 'ban', ban, audit: null });
  const invitation = { code: 'code', by: 1, expiresAt: later };
  await one.stored({ kind: 'invitation', invitation });
  await one.close();
  one = await openStore(folder, {}, { clockAhead: clockAhead(2 * YEAR) });
  assert.match(one.lines.join('\n'), /^the clock is far ahead of the newest entry/m);
  await one.close();
  one = await openStore(folder);
  const { bans, invitations } = one.store.stored;
  assert.deepEqual([bans.length, invitations.length], [1, 1]);
  await one.close();
});

describe('entries with times in the future', () => {
  /** Two messages with right times, two from a clock two years ahead, and one after it was set right. */
  async function dragged(t: TestContext): Promise<Opened> {
    const folder = await withTwo(t, -DAY);
    let one = await openStore(folder, {}, { clockAhead: clockAhead(-DAY) });
    for (const text of ['one', 'two']) await one.stored(message(1, 2, text));
    await one.close();
    one = await openStore(folder, {}, { clockAhead: clockAhead(2 * YEAR) });
    for (const text of ['three', 'four']) await one.stored(message(1, 2, text));
    await one.close();
    one = await openStore(folder);
    await one.stored(message(1, 2, 'five'));
    return one;
  }

  async function times(one: Opened): Promise<number[]> {
    return (await one.history(1, 2))?.messages.map(({ at }) => at) ?? [];
  }

  function assertRight(all: readonly number[]): void {
    const now = Date.now();
    for (const [i, at] of all.entries()) {
      // Of many at a time, the last are ahead by a millisecond each.
      assert.ok(at <= now + all.length && at > (all[i - 1] ?? 0), all.join(' '));
    }
  }

  test('rise after they were mended, however little time there is for them', async (t) => {
    const folder = await withTwo(t, -DAY);
    for (const ahead of [-DAY, YEAR, 2 * YEAR, 3 * YEAR]) {
      const one = await openStore(folder, {}, { clockAhead: clockAhead(ahead) });
      for (let i = 0; i < 3; i++) await one.stored(message(1, 2, `${ahead} ${i}`));
      await one.stored(message(2, 2, `${ahead}`));
      await one.close();
    }
    const one = await openStore(folder);
    await one.store.future(true);
    const mended = await times(one);
    assertRight(mended);
    assert.ok((mended.at(-1) as number) <= Date.now());
    await one.stored(message(1, 2, 'now'));
    assertRight(await times(one));
    await one.close();
    assert.deepEqual(found(folder), []);
  });

  test('are found by check, and mended while the server runs', async (t) => {
    const one = await dragged(t);
    const before = await times(one);
    assert.ok((before[4] ?? 0) > Date.now() + YEAR);
    assert.match(found(one.folder).join('\n'), /: 3 entries are later than now, .*mend-times/);
    const future = await one.store.future(false);
    assert.deepEqual([future?.entries, future?.of], [3, 7]);
    assert.deepEqual(await times(one), before);

    const under = Array.from({ length: 20 }, (_, i) => one.stored(message(1, 2, `under way ${i}`)));
    const mended = one.store.future(true);
    const after = Array.from({ length: 20 }, (_, i) => one.stored(message(1, 2, `after ${i}`)));
    await Promise.all([...under, mended, ...after]);
    const all = await times(one);
    assert.equal(all.length, 45);
    assertRight(all);
    assert.deepEqual(all.slice(0, 2), before.slice(0, 2));
    // Search by time finds it too.
    const at = all[2] as number;
    const page = await one.history(1, 2, { after: { at }, limit: 1 });
    assert.deepEqual(texts(page), [['one', 'two', 'three'][all.indexOf(at)]]);
    await one.close();
    assert.deepEqual(found(one.folder), []);
    const again = await openStore(one.folder);
    assert.deepEqual(again.lines, []);
    await again.close();
  });

  test('stay as they were where mending fails, with an error, and the server goes on', async (t) => {
    const one = await dragged(t);
    const before = await times(one);
    const other = new DatabaseSync(join(one.folder, 'chinwag.db'));
    other.exec('BEGIN IMMEDIATE');
    const refused = { name: 'StoreError', message: 'in use by another program' };
    await assert.rejects(one.store.future(true), refused);
    other.exec('ROLLBACK');
    other.close();
    assert.deepEqual(await times(one), before);
    assert.equal((await one.store.future(true))?.entries, 3);
    assertRight(await times(one));
    await one.close();
  });

  test('end now where all entries are such', async (t) => {
    const folder = await withTwo(t, YEAR);
    const one = await openStore(folder);
    await one.stored(message(1, 2, 'one'));
    assert.equal((await one.store.future(true))?.entries, 3);
    assertRight(await times(one));
    await one.close();
    const database = new DatabaseSync(join(folder, 'chinwag.db'), { readOnly: true });
    const { newest } = database
      .prepare('SELECT max(max(created_at), (SELECT newest_at FROM state)) AS newest FROM accounts')
      .get() as { newest: number };
    database.close();
    assert.ok(newest <= Date.now());
    assert.deepEqual(found(folder), []);
  });
});
