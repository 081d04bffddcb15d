/** A wrong clock: what the server postpones, how the owner answers it, and how stored times are corrected. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { done, logIn, OwnedData } from './support/owner.ts';

const YEAR_MS = 365 * 24 * 60 * 60 * 1000;

async function withMessages(data: OwnedData): Promise<void> {
  await using server = await data.serve();
  await data.register('alice', 'bob');
  using alice = await logIn(server.port, 'alice');
  await done(alice, 'sendto bob lunch');
  await done(alice, 'sendto bob dinner');
  await server.stop();
}

/** The clock was ahead by so much when everything was stored. */
function shift(data: OwnedData, ms: number): void {
  const database = new DatabaseSync(join(data.folder, 'chinwag.db'));
  database.exec(`UPDATE log SET at = at + ${ms}; UPDATE state SET newest_at = newest_at + ${ms}`);
  database.close();
}

test('a start that would erase most of everything by its clock says so, and erases when its owner does', async () => {
  using data = new OwnedData();
  await withMessages(data);
  // As if the clock was two years ahead now.
  shift(data, -2 * YEAR_MS);
  await using server = await data.serve('--keep-messages', '365d');
  await server.logged(({ msg }) => /by the clock .* 2 of 2 messages are older/.test(msg));
  const held = await data.output(['retention']);
  assert.match(
    held,
    /^2 of 2 messages and 0 of 0 entries .* by the clock, which says \d.*: held back;/,
  );
  assert.match(await data.output(['check']), /^OK: 2 accounts, 2 messages/);
  assert.match(await data.output(['retention', '--erase']), /: they are being erased\n$/);
  assert.equal(await data.output(['retention']), 'nothing is held back\n');
  await server.stop();
  assert.match(await data.output(['check']), /^OK: 2 accounts, 0 messages/);
});

test('what is stamped later than now is told by the start and by check, and mended beside a server or without one', async () => {
  using data = new OwnedData();
  await withMessages(data);
  shift(data, YEAR_MS);
  assert.match((await data.run(['check'])).stdout, /entries are later than now, .*mend-times/);
  {
    await using server = await data.serve();
    await server.logged(({ msg }) => /the clock is behind .*mend-times/.test(msg));
    assert.match(
      await data.output(['mend-times']),
      /^later than now.* of .* entries,.*--yes mends/,
    );
    assert.match(await data.output(['mend-times', '--yes']), /^mended: /);
    assert.equal(await data.output(['mend-times']), 'nothing is stamped later than now\n');
    await server.stop();
  }
  assert.match(await data.output(['check']), /^OK: 2 accounts, 2 messages/);
  shift(data, YEAR_MS);
  assert.match(await data.output(['mend-times', '--yes']), /^mended: /);
  assert.match(await data.output(['check']), /^OK: 2 accounts, 2 messages/);
});
