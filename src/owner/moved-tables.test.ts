/** After an export and an import the tables are equal, column by column: see store/tables/column.ts. */
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Random } from '../../test/support/chat/random.ts';
import { populate } from '../../test/support/store/full-folder.ts';
import {
  left,
  member,
  message,
  openStore,
  reaction,
  SETTINGS,
  temporaryFolder,
} from '../../test/support/store/stores.ts';
import { movedRows } from '../../test/support/store/table-rows.ts';
import { checkData } from '../store/transfer/check.ts';
import { exportChunks } from './export-chunks.ts';
import { LINE_BYTES_MAX } from './export-lines.ts';
import { importLines } from './import-lines.ts';
import { numberedLines } from './line-source.ts';

async function imported(base: string, name: string, text: string): Promise<string> {
  const file = join(base, `${name}.jsonl`);
  writeFileSync(file, text);
  const folder = join(base, name);
  await importLines(folder, SETTINGS, numberedLines(file, LINE_BYTES_MAX));
  return folder;
}

function found(folder: string): string[] {
  return [...checkData(folder, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
}

for (const keepEdits of [true, false]) {
  test(`everything, with earlier texts ${keepEdits ? 'kept' : 'erased'}`, async (t) => {
    const seed = Number(process.env.TEST_SEED) || randomInt(1, 2 ** 31);
    t.diagnostic(`seed ${seed}`);
    const base = temporaryFolder(t);
    const folder = join(base, 'data');
    await populate(folder, new Random(seed), keepEdits);
    assert.deepEqual(found(folder), []);
    const before = movedRows(folder);
    for (const [table, rows] of Object.entries(before)) assert.ok(rows.length > 0, table);

    const text = [...exportChunks(folder, '')].join('');
    const copy = await imported(base, 'copy', text);
    assert.deepEqual(movedRows(copy), before);
    assert.deepEqual(found(copy), []);
    assert.equal([...exportChunks(copy, '')].join(''), text);

    // New ids do not collide with imported ones.
    const one = await openStore(copy);
    const id = await one.stored(message(1, 2, 'new'));
    for (const emoji of ['👍', '🎉', '❤️']) await one.stored(reaction(id, 2, emoji));
    assert.equal((await one.reactions(id))?.length, 3);
    await one.close();
  });
}

/** An export by an older program, which did not know hidden messages, keys, and mutes that outlast a departure. */
function older(text: string): string {
  return text
    .split('\n')
    .filter((line) => !line.startsWith('{"kind":"mute"'))
    .map((line) => {
      if (line === '') return line;
      const { key, ...one } = JSON.parse(line) as Record<string, unknown>;
      if (one.kind === 'reaction') delete one.id;
      if (one.kind === 'reaction' || one.kind === 'edit') delete one.hidden;
      return JSON.stringify(one);
    })
    .join('\n');
}

test('an older export is imported, and later reactions do not collide with imported ones', async (t) => {
  const base = temporaryFolder(t);
  const folder = join(base, 'data');
  await populate(folder, new Random(1), true);
  const text = [...exportChunks(folder, '')].join('');
  const copy = await imported(base, 'copy', older(text));
  assert.deepEqual(found(copy), []);
  const count = (rows: Record<string, string[]>) => rows.reactions?.length;
  assert.equal(count(movedRows(copy)), count(movedRows(folder)));
  const one = await openStore(copy);
  const id = await one.stored(message(1, 2, 'new'));
  for (const emoji of ['👍', '🎉', '❤️']) await one.stored(reaction(id, 2, emoji));
  assert.equal((await one.reactions(id))?.length, 3);
});

test('a repeated line of an import is reported with its number', async (t) => {
  const base = temporaryFolder(t);
  const folder = join(base, 'data');
  await populate(folder, new Random(1), true);
  const lines = [...exportChunks(folder, '')].join('').split('\n');
  for (const kind of ['member', 'mute', 'ban', 'block', 'waiting', 'pin', 'room-invitation']) {
    const at = lines.findIndex((line) => line.startsWith(`{"kind":"${kind}"`));
    const twice = lines.toSpliced(at, 0, lines[at] ?? '').join('\n');
    const expected = new RegExp(`^OwnerError: line ${at + 2}: this repeats an earlier line`);
    await assert.rejects(imported(base, kind, twice), expected, kind);
  }
});

test('an export of a person shows them nothing that is hidden from them', async (t) => {
  const base = temporaryFolder(t);
  const folder = join(base, 'data');
  await populate(folder, new Random(1), true);
  const one = await openStore(folder);
  await one.stored(member(2, 5));
  await one.stored(left(2, 5));
  await one.close();
  for (let id = 1; id <= 5; id++) {
    const text = [...exportChunks(folder, `person${id}`)].join('');
    assert.doesNotMatch(text, /"hidden"|"key"|"password"|"mute"|"ban"|"block"/);
    const copy = await imported(base, `copy${id}`, text);
    assert.deepEqual(found(copy), []);
  }
  const blocking = [...exportChunks(folder, 'person2')].join('');
  assert.match(blocking, /"text":"changed"/);
  assert.doesNotMatch(blocking, /unseen|🎈/u);
  assert.match([...exportChunks(folder, 'person1')].join(''), /unseen still/);
  // The topic of a private room is not shown to people who have left it.
  const gone = [...exportChunks(folder, 'person5')].join('');
  assert.match(gone, /"name":"#room2","topic":""/);
});
