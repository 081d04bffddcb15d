/** Rooms, and edited and deleted messages, in an export and an import. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import {
  account,
  block,
  deleted,
  edited,
  left,
  member,
  message,
  openStore,
  pin,
  reaction,
  room,
  SETTINGS,
  temporaryFolder,
  texts,
} from '../../test/support/store/stores.ts';
import { FOREVER } from '../chat/records.ts';
import { checkData } from '../store/transfer/check.ts';
import { exportChunks } from './export-chunks.ts';
import { LINE_BYTES_MAX } from './export-lines.ts';
import { importLines } from './import-lines.ts';
import { numberedLines } from './line-source.ts';

/** People who talk in one room, and between two people. */
async function populate(folder: string): Promise<void> {
  const one = await openStore(folder);
  for (let id = 1; id <= 3; id++) await one.stored(account(id));
  await one.stored(room(1, [1]));
  await one.stored(room(2, [3]));
  await one.stored(member(1, 2));
  await one.stored(member(1, 3));
  await one.stored(left(1, 3));
  const muted = {
    room: 1,
    account: 2,
    role: 'moderator',
    voice: true,
    mutedUntil: FOREVER,
  } as const;
  await one.stored({ kind: 'member', member: muted, audit: null });
  const ban = { room: 1, account: null, name: 'Mallory', address: '192.0.2.1', until: FOREVER };
  await one.stored({ kind: 'ban', ban, audit: null });
  await one.stored({ kind: 'room-invitation', room: 2, account: 1 });
  await one.stored(block(2, 3));
  const first = await one.stored(message(1, -1, 'lunhc', { more: { mentions: [2] } }));
  await one.stored(
    message(0, -1, 'a guest’s', { more: { guest: 'Zoe', reply: first, as: 'notice' } }),
  );
  await one.stored(edited(first, 1, 'lunch', [2]));
  const gone = await one.stored(message(2, -1, 'taken back'));
  await one.stored(edited(gone, 2, 'taken back too'));
  await one.stored(deleted(gone, 2));
  await one.stored(message(1, 2, 'of two', { more: { as: 'action' } }));
  await one.stored(message(3, 2, 'not seen', { more: { hidden: true } }));
  await one.stored(message(3, -2, 'alone'));
  await one.stored(reaction(first, 2, '👍'));
  await one.stored(pin(1, first));
  await one.append({ kind: 'read', account: 1, peer: -1, upTo: first });
  await one.store.erased();
  await one.close();
}

function exported(folder: string, name = ''): string {
  return [...exportChunks(folder, name)].join('');
}

function imported(folder: string, text: string) {
  const base = mkdtempSync(join(tmpdir(), 'chinwag-export-'));
  const file = join(base, 'lines');
  writeFileSync(file, text);
  const lines = numberedLines(file, LINE_BYTES_MAX);
  return importLines(folder, SETTINGS, lines).finally(() => rmSync(base, { recursive: true }));
}

function found(folder: string): string[] {
  return [...checkData(folder, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
}

function kinds(text: string): string[] {
  return text
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { kind: string }).kind);
}

describe('an export of everything', () => {
  test('has rooms, and an import restores them', async (t) => {
    const folder = temporaryFolder(t);
    await populate(folder);
    const text = exported(folder);
    assert.doesNotMatch(text, /taken back/);
    const all = new Set(kinds(text));
    for (const kind of ['room', 'member', 'ban', 'room-invitation', 'block', 'edit', 'pin']) {
      assert.ok(all.has(kind), kind);
    }
    const copy = temporaryFolder(t);
    assert.deepEqual(await imported(copy, text), { accounts: 3, messages: 6, nameOnly: 0 });
    assert.equal(exported(copy), text);
    assert.deepEqual(found(copy), []);
    const one = await openStore(copy);
    const page = await one.history(2, -1);
    assert.deepEqual(texts(page), ['lunch', 'a guest’s', '']);
    assert.deepEqual(
      page?.messages.map(({ more }) => [more?.guest, more?.pinned, more?.deleted]),
      [
        [null, true, false],
        ['Zoe', false, false],
        [null, false, true],
      ],
    );
    assert.deepEqual(texts(await one.search(2, ['lunch'], { rooms: [1] })), ['lunch']);
    assert.deepEqual(texts(await one.history(2, 3)), []);
    assert.deepEqual(texts(await one.history(3, 2)), ['not seen']);
    const { rooms, members, bans, roomInvitations, blocks, nextRoom } = one.store.stored;
    assert.deepEqual(
      [rooms.length, members.length, bans.length, roomInvitations.length, blocks.length, nextRoom],
      [2, 3, 1, 1, 1, 3],
    );
    assert.equal(members[1]?.mutedUntil, FOREVER);
  });

  test('is imported after existing data', async (t) => {
    const folder = temporaryFolder(t);
    const other = await openStore(folder);
    await other.stored({
      kind: 'account',
      account: {
        id: 1,
        name: 'somebody',
        password: null,
        createdAt: 1,
        operator: false,
        notices: false,
      },
      invitation: null,
      reservation: null,
    });
    await other.stored({ kind: 'room-removed', room: 1, audit: null });
    await other.stored(room(4, [1]));
    await other.close();
    const source = temporaryFolder(t);
    await populate(source);
    const text = exported(source);
    await imported(folder, text);
    assert.deepEqual(found(folder), []);
    const one = await openStore(folder);
    assert.deepEqual(texts(await one.history(3, -5)), ['lunch', 'a guest’s', '']);
    const [first, second] = (await one.history(3, -5))?.messages ?? [];
    assert.equal(second?.more?.reply, first?.id);
    assert.deepEqual([first?.more?.as, second?.more?.as], [null, 'notice']);
    assert.equal((await one.history(2, 3))?.messages[0]?.more?.as, 'action');
    assert.equal(one.store.stored.accounts[0]?.notices, false);
    await one.close();
    await assert.rejects(imported(folder, text), /registered or reserved already/);
  });
});

describe('an export of a person', () => {
  test('has the rooms that they are in, and what they wrote there', async (t) => {
    const folder = temporaryFolder(t);
    await populate(folder);
    const text = exported(folder, 'person2');
    assert.doesNotMatch(text, /lun|a guest|not seen|alone|person3/);
    assert.deepEqual(kinds(text), [
      'chinwag-export',
      'account',
      'room',
      'member',
      'room-message',
      'message',
      'read',
      'end',
    ]);
    const copy = temporaryFolder(t);
    await imported(copy, text);
    assert.deepEqual(found(copy), []);
    assert.match(exported(folder, 'person3'), /not seen.*\n.*alone/);
  });
});

describe('an invalid line about rooms', () => {
  const at = '2026-01-31T09:30:00.000Z';
  const header = '{"kind":"chinwag-export","version":1,"person":null}';
  const alice = `{"kind":"account","id":1,"name":"alice","registered":"${at}","operator":false,"received":0}`;
  const place = (id: number, name: string) =>
    `{"kind":"room","id":${id},"name":"${name}","topic":"","access":"public","guests":true,"kept":true,"slow":0,"created":"${at}"}`;
  const said = `{"kind":"room-message","id":5,"at":"${at}","room":1,"from":1,"fromName":"alice","text":"x"}`;
  for (const [what, lines, expected] of [
    ['a name', [place(1, 'lunch')], /line 3: lunch cannot be the name of a room/],
    ['twice', [place(1, '#a'), place(1, '#b')], /line 4: there is a room 1 already/],
    ['one name', [place(1, '#a'), place(2, '#A')], /line 4: #A: #a is registered or reserved/],
    ['no room', [said], /line 3: there is no room 1/],
    ['late', [place(1, '#a'), said, place(2, '#b')], /line 5: rooms come before messages/],
    [
      'no member',
      [place(1, '#a'), '{"kind":"member","room":1,"account":2,"role":"owner"}'],
      /line 4: there is no account 2/,
    ],
    [
      'no message',
      [place(1, '#a'), `{"kind":"edit","id":6,"at":"${at}","message":5,"text":"y"}`],
      /line 4: there is no message 5/,
    ],
    [
      'pinned elsewhere',
      [place(1, '#a'), place(2, '#b'), said, '{"kind":"pin","room":2,"message":5}'],
      /line 6: there is no message 5 in room 2/,
    ],
    [
      'read what',
      [place(1, '#a'), said, '{"kind":"read","account":1,"upTo":5}'],
      /line 5: with or room/,
    ],
    [
      'a role',
      [place(1, '#a'), '{"kind":"member","room":1,"account":1,"role":"king"}'],
      /line 4: role: /,
    ],
  ] as const) {
    test(what, async (t) => {
      const folder = temporaryFolder(t);
      const text = [header, alice, ...lines].map((line) => `${line}\n`).join('');
      await assert.rejects(imported(folder, text), expected);
    });
  }
});
