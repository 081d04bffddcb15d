/**
 * The data of the hub's simulations, exported and imported: the tables are equal afterwards, check finds no problem in
 * either folder, and no file has traces of removed data. The seed of a run is printed; TEST_SEED repeats it, and
 * TEST_SCALE multiplies the number of runs (`npm run soak -- long`).
 */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { Random } from '../../test/support/chat/random.ts';
import { RandomLife } from '../../test/support/chat/random-life.ts';
import { RoomSimulation } from '../../test/support/chat/room-simulation.ts';
import type { Recorded } from '../../test/support/chat/simulated-storage.ts';
import { SETTINGS as LIFE_SETTINGS } from '../../test/support/chat/simulated-world.ts';
import { Simulation } from '../../test/support/chat/simulation.ts';
import { SCALE } from '../../test/support/scale.ts';
import { JournalFolder } from '../../test/support/store/journal.ts';
import { contents, openStore, SETTINGS, temporaryFolder } from '../../test/support/store/stores.ts';
import { movedRows, tablesOf } from '../../test/support/store/table-rows.ts';
import { DATABASE_FILE } from '../store/database/database.ts';
import { TABLES } from '../store/tables/tables.ts';
import { copyDatabase } from '../store/transfer/backup.ts';
import { checkData } from '../store/transfer/check.ts';
import { exportChunks } from './export-chunks.ts';
import { LINE_BYTES_MAX } from './export-lines.ts';
import { importLines } from './import-lines.ts';
import { numberedLines } from './line-source.ts';

const STEPS = 8000;
/** How many removed strings are looked for in every file. */
const LOOKED_FOR_MAX = 2000;

const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);

/** People who write to each other, register, are renamed, and are removed. */
function lives(of: number): readonly Recorded[] {
  const simulation = new Simulation({ ...LIFE_SETTINGS, registration: 'invite' }, of);
  const life = new RandomLife(simulation);
  for (let step = 0; step < STEPS; step++) {
    life.step();
    simulation.replaceGone();
  }
  return simulation.storage.journal;
}

/** People in rooms. */
function rooms(of: number): readonly Recorded[] {
  const simulation = new RoomSimulation(of);
  for (let step = 0; step < STEPS; step++) simulation.step();
  return simulation.storage.journal;
}

for (const [what, simulate] of Object.entries({ lives, rooms })) {
  for (let run = 0; run < SCALE; run++) {
    const keepEdits = (seed + run) % 2 === 0;
    test(`${what} are moved whole, and leave nothing where they go (run ${run + 1})`, async (t) => {
      t.diagnostic(`seed ${seed + run}`);
      await moveAndErase(t, simulate(seed + run), keepEdits);
    });
  }
}

async function moveAndErase(
  t: TestContext,
  journal: readonly Recorded[],
  keepEdits: boolean,
): Promise<void> {
  const base = temporaryFolder(t);
  const folder = join(base, 'data');
  const filled = new JournalFolder(new Random(seed), journal);
  const one = await filled.fill(folder, { keepEdits, durability: 'relaxed' }, journal);
  const gone = filled.gone.slice(0, LOOKED_FOR_MAX);
  t.diagnostic(`${journal.length} entries; ${gone.length} words are gone`);
  assert.ok(gone.length > 0);
  // No backup has removed data that are still to be erased.
  const early = join(base, 'early.db');
  copyDatabase(folder, early);
  assert.deepEqual(found(readFileSync(early), gone), []);
  await one.store.erased();
  await one.close();

  for (const [name, bytes] of contents(folder)) assert.deepEqual(found(bytes, gone), [], name);
  const tables = tablesOf(join(folder, DATABASE_FILE));
  checkNamesNobodyGone(tables, filled);
  const file = readFileSync(join(folder, DATABASE_FILE));
  const [kept = ''] = filled.kept;
  assert.deepEqual(found(file, [kept]), [kept], 'what is looked for can be found');
  const late = join(base, 'late.db');
  copyDatabase(folder, late);
  assert.deepEqual(tablesOf(late), tables);

  const copy = await movedFolder(base, folder);
  // The copy is usable. Its retention is a millisecond.
  const other = await openStore(copy, { keepMessagesMs: 1, keepAuditMs: 1 });
  await other.store.erased();
  await other.close();
  assert.deepEqual(wrongIn(copy), []);
  const rows = tablesOf(join(copy, DATABASE_FILE)).get('log') ?? [];
  assert.deepEqual(
    rows.filter((row) => row.text !== null),
    [],
  );
}

/** A folder with the data of `folder`, moved by an export and an import. */
async function movedFolder(base: string, folder: string): Promise<string> {
  assert.deepEqual(wrongIn(folder), []);
  const text = [...exportChunks(folder, '')].join('');
  const lines = join(base, 'all.jsonl');
  writeFileSync(lines, text);
  const copy = join(base, 'copy');
  await importLines(copy, SETTINGS, numberedLines(lines, LINE_BYTES_MAX));
  assert.deepEqual(movedRows(copy), movedRows(folder));
  assert.deepEqual(wrongIn(copy), []);
  assert.equal([...exportChunks(copy, '')].join(''), text);
  return copy;
}

function found(bytes: Buffer, words: readonly string[]): string[] {
  const text = bytes.toString('latin1');
  return words.filter((word) => text.includes(word));
}

function wrongIn(folder: string): string[] {
  return [...checkData(folder, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
}

/** No column names removed people or things, except those that declare it. */
function checkNamesNobodyGone(
  tables: ReturnType<typeof tablesOf>,
  { accountsGone, roomsGone }: JournalFolder,
): void {
  for (const { name: table, columns } of TABLES) {
    for (const [name, { names, gone }] of Object.entries(columns)) {
      if (gone !== 'row') continue;
      for (const row of tables.get(table) ?? []) {
        const value = Number(row[name]);
        const isGone =
          (names === 'account' && accountsGone.has(value)) ||
          (names === 'room' && roomsGone.has(value)) ||
          (names === 'minus room' && roomsGone.has(-value));
        assert.ok(!isGone, `${table}.${name} ${JSON.stringify(row)}`);
      }
    }
  }
}
