/** Faults: the disk is full, fails, or is away for a while; a thread has a bug. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import {
  account,
  ids,
  message,
  newFaults,
  type Opened,
  openStore,
  temporaryFolder,
  texts,
} from '../../../test/support/store/stores.ts';
import { until } from '../../../test/support/until.ts';
import type { Outcome } from '../../chat/storage.ts';

const CORRUPT = 11;
const FULL = 13;
const IOERR_FSYNC = 1034;

describe('when commits fail', () => {
  for (const code of [FULL, IOERR_FSYNC]) {
    test(`appends fail in their order, and stored messages are the acknowledged ones (${code})`, async (t) => {
      await failAtRandom(t, code);
    });
  }

  test('the operator is told once, and once when it works again', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    faults[0] = FULL;
    for (let i = 0; i < 3; i++) assert.deepEqual(await one.append(message(1, 2, 'x')), FAILED);
    faults[0] = 0;
    for (let i = 0; i < 3; i++) await one.stored(message(1, 2, 'y'));
    assert.deepEqual(one.lines, [
      'failed: messages cannot be stored: the disk is full',
      'messages are stored again',
    ]);
  });

  test('storage probes while nobody writes, until it works', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    faults[0] = FULL;
    assert.deepEqual(await one.append(message(1, 2, 'x')), FAILED);
    assert.equal(one.store.trouble, 'messages cannot be stored: the disk is full');
    faults[0] = 0;
    await until(
      () => one.store.trouble === null,
      () => 'the store to work again',
    );
  });

  test('damage is told once, with what to do, and does not pass', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    for (const code of [CORRUPT, 0, CORRUPT]) {
      faults[0] = code;
      await one.append(message(1, 2, 'x'));
    }
    assert.deepEqual(one.lines, [
      'failed: messages cannot be stored: damaged; stop the server; chinwag check says what is wrong, and chinwag restore brings a backup back',
    ]);
    assert.ok(one.store.damaged);
    assert.equal(one.store.trouble, 'messages cannot be stored: damaged');
    faults[0] = 0;
  });

  test('stored messages can be read', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    await one.stored(message(1, 2, 'there'));
    faults[0] = IOERR_FSYNC;
    assert.deepEqual(await one.append(message(1, 2, 'lost')), FAILED);
    assert.deepEqual(texts(await one.history(1, 2)), ['there']);
    assert.deepEqual(texts(await one.search(1, ['there'])), ['there']);
  });

  test('positions are kept until they can be stored', async (t) => {
    const faults = newFaults();
    const folder = temporaryFolder(t);
    const one = await openStore(folder, {}, { faults });
    await one.stored(account(1));
    faults[0] = FULL;
    one.store.note({ kind: 'received', account: 1, device: 0, upTo: 17 });
    await one.store.flush();
    faults[0] = 0;
    await one.close();
    const { store } = await openStore(folder);
    assert.equal(store.stored.accounts[0]?.cursor, 17);
  });

  test('a key that failed is free', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    faults[0] = FULL;
    assert.deepEqual(await one.append(message(1, 2, 'x', { key: 'k' })), FAILED);
    faults[0] = 0;
    await one.stored(message(1, 2, 'x', { key: 'k' }));
  });
});

describe('a database that may not grow', () => {
  test('stores again when it may', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    await one.stored(message(1, 2, 'first'));
    faults[1] = 60;
    const stored = await fill(one);
    assert.match(one.lines[0] ?? '', /the disk is full/);
    faults[1] = 0;
    const last = await one.stored(message(1, 2, 'last'));
    assert.deepEqual(ids(await one.history(1, 2, { limit: 2 })), [stored.at(-1), last]);
  });
});

describe('a file system of six megabytes', () => {
  test('is filled, refuses, and stores again when there is room', async (t) => {
    const folder = temporaryFolder(t);
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', disk]);
    if (status !== 0) {
      t.skip('needs the right to mount a file system');
      return;
    }
    let one: Opened | null = null;
    try {
      // Freeing it makes room for the search index, which comes later, and for another start.
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(4_000_000));
      one = await openStore(join(disk, 'data'));
      const stored = await fill(one);
      assert.ok(one.lines.some((line) => /messages cannot be stored: the disk is full/.test(line)));
      rmSync(join(disk, 'ballast'));
      const last = await one.stored(message(1, 2, 'last'));
      assert.deepEqual(ids(await one.history(1, 2, { limit: 2 })), [stored.at(-1), last]);
      assert.ok(one.lines.includes('messages are stored again'));
      await one.close();
      one = await openStore(join(disk, 'data'));
      assert.deepEqual(ids(await one.history(1, 2, { limit: 1 })), [last]);
    } finally {
      await one?.close();
      spawnSync('umount', [disk]);
    }
  });
});

describe('a thread with a bug', () => {
  test('that writes is replaced, and its batches fail', async (t) => {
    const faults = newFaults();
    const one = await openStore(temporaryFolder(t), {}, { faults });
    const before = await one.stored(message(1, 2, 'before'));
    faults[0] = -1;
    const outcomes = await Promise.all([
      one.append(message(1, 2, 'x')),
      one.append(message(1, 2, 'y')),
    ]);
    assert.deepEqual(outcomes, [FAILED, FAILED]);
    faults[0] = 0;
    const after = await until(
      () => one.lines.some((line) => /a bug ended/.test(line)),
      () => one.lines.join('\n'),
    ).then(() => one.stored(message(1, 2, 'after')));
    assert.deepEqual(ids(await one.history(1, 2)), [before, after]);
  });
});

const FAILED: Outcome = { kind: 'failed' };

/**
 * Stores messages until one fails.
 * @returns the ids of the stored ones
 */
async function fill(one: Opened): Promise<number[]> {
  const stored: number[] = [];
  for (;;) {
    const outcome = await one.append(message(1, 2, 'x'.repeat(20_000)));
    if (outcome.kind !== 'durable') return stored;
    stored.push(outcome.id);
    assert.ok(stored.length < 10_000, 'it is never full');
  }
}

async function failAtRandom(t: TestContext, code: number): Promise<void> {
  const faults = newFaults();
  const one = await openStore(temporaryFolder(t), {}, { faults });
  const outcomes: [number, Outcome][] = [];
  let appended = 0;
  for (let round = 0; round < 200; round++) {
    faults[0] = round % 7 === 3 ? code : 0;
    for (let i = 0; i < (round * 37) % 90; i++) {
      const number = appended++;
      one.store.append(message(1, 2, `${number}`), (outcome) => outcomes.push([number, outcome]));
    }
    if (round % 3 === 0) await turn();
    if (round % 11 === 0) await one.store.flush();
  }
  faults[0] = 0;
  await one.store.flush();
  assert.deepEqual(
    outcomes.map(([number]) => number),
    [...Array(appended).keys()],
  );
  const durable = outcomes.flatMap(([number, outcome]) =>
    outcome.kind === 'durable' ? [[outcome.id, `${number}`]] : [],
  );
  assert.ok(durable.length > 0 && durable.length < appended, `${durable.length} of ${appended}`);
  const stored: (number | string)[][] = [];
  for (let more = true, after = 0; more; ) {
    const page = await one.history(1, 2, { after: { id: after }, limit: 1000 });
    assert.ok(page);
    for (const { id, text } of page.messages) stored.push([id, new TextDecoder().decode(text)]);
    after = page.messages.at(-1)?.id ?? 0;
    more = page.more;
  }
  assert.deepEqual(stored, durable);
}
