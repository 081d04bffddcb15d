/** Export and import compared: random contents, and all kinds of invalid lines. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { StoreSettings } from '../store/settings.ts';
import { checkData } from '../store/transfer/check.ts';
import { exportChunks } from './export-chunks.ts';
import { LINE_BYTES_MAX } from './export-lines.ts';
import { importLines } from './import-lines.ts';
import { numberedLines } from './line-source.ts';

const SETTINGS: StoreSettings = {
  durability: 'relaxed',
  keepMessagesMs: Infinity,
  keepAuditMs: Infinity,
  keepEdits: true,
};

/** A folder that is removed at the end of a `using` block. */
class Folder implements Disposable {
  readonly base = mkdtempSync(join(tmpdir(), 'chinwag-import-'));
  readonly data = join(this.base, 'data');
  readonly #file = join(this.base, 'lines');

  import(text: string | Uint8Array) {
    writeFileSync(this.#file, text);
    return importLines(this.data, SETTINGS, numberedLines(this.#file, LINE_BYTES_MAX));
  }

  export(name = ''): string {
    return [...exportChunks(this.data, name)].join('');
  }

  check(): string[] {
    return [...checkData(this.data, { accounts: 0, messages: 0, conversations: 0, devices: 0 })];
  }

  [Symbol.dispose](): void {
    rmSync(this.base, { recursive: true, force: true });
  }
}

function text(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Contents of a folder: people, some of them removed; their messages, in order; their read markers. */
const contents = fc
  .record({
    people: fc.uniqueArray(fc.nat(30), { minLength: 1, maxLength: 6 }),
    gone: fc.uniqueArray(fc.integer({ min: 40, max: 45 }), { maxLength: 2 }),
    operator: fc.boolean(),
    said: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        idStep: fc.integer({ min: 1, max: 5 }),
        msStep: fc.nat(1e9),
        text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      }),
      { maxLength: 25 },
    ),
    readTo: fc.nat(),
    reserved: fc.uniqueArray(fc.integer({ min: 50, max: 60 }), { maxLength: 2 }),
  })
  .map(({ people, gone, operator, said, readTo, reserved }) => {
    const persons = people.sort((a, b) => a - b).map((n) => ({ id: n + 1, name: `person-${n}字` }));
    const all = [...persons, ...gone.map((n) => ({ id: n, name: null }))];
    let id = 0;
    let at = 1.6e12;
    const messages = said.map((one) => {
      id += one.idStep;
      at += one.msStep;
      const from = persons[one.from % persons.length] as (typeof persons)[0];
      const to = all[one.to % all.length] as (typeof all)[0];
      return {
        kind: 'message',
        id,
        at: new Date(at).toISOString(),
        from: from.id,
        fromName: from.name,
        to: to.id,
        toName: to.name,
        text: one.text,
      };
    });
    const place = messages.length === 0 ? 0 : Number(messages[readTo % messages.length]?.id);
    const accounts = persons.map((person, i) => ({
      kind: 'account',
      ...person,
      registered: new Date(1.5e12 + i).toISOString(),
      operator: operator && i === 0,
      received: place,
    }));
    const [last] = messages.slice(-1);
    const read =
      last === undefined
        ? []
        : [{ kind: 'read', account: last.from, with: last.to, upTo: Number(place) }];
    const waiting =
      last === undefined || last.toName === null
        ? []
        : [{ kind: 'waiting', to: last.to, from: last.from, count: 1 + (readTo % 3) }];
    const reservations = reserved
      .sort((a, b) => a - b)
      .map((n) => ({ kind: 'reservation', name: `old-${n}`, until: '2199-01-01T00:00:00.000Z' }));
    const counts = { accounts: accounts.length, messages: messages.length };
    return {
      name: persons[0]?.name ?? '',
      text: text([
        { kind: 'chinwag-export', version: 1, person: null },
        ...accounts,
        ...reservations,
        ...messages,
        ...read,
        ...waiting,
        { kind: 'end', ...counts },
      ]),
    };
  });

test('exported data can be imported elsewhere, and exported again', async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (one) => {
      using folder = new Folder();
      await folder.import(one.text);
      assert.equal(folder.export(), one.text);
      assert.deepEqual(folder.check(), []);
      using other = new Folder();
      await other.import(folder.export(one.name));
      assert.equal(other.export(one.name), folder.export(one.name));
      assert.deepEqual(other.check(), []);
    }),
    { numRuns: 40 },
  );
});

test('in a folder that was used before, ids are shifted, and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (one) => {
      using folder = new Folder();
      const before = {
        kind: 'account',
        id: 9,
        name: 'earlier',
        registered: '2001-01-01T00:00:00Z',
      };
      await folder.import(
        text([
          { kind: 'chinwag-export', version: 1, person: null },
          { ...before, operator: false, received: 0 },
          { kind: 'end', accounts: 1, messages: 0 },
        ]),
      );
      const said = one.text.includes('"message"');
      if (said) {
        await assert.rejects(folder.import(one.text), /older than what the data folder/);
        return;
      }
      await folder.import(one.text);
      const ids = (exported: string) => exported.replace(/"id":\d+/g, '').split('\n');
      const moved = ids(folder.export());
      for (const line of ids(one.text).slice(1, -2)) assert.ok(moved.includes(line), line);
      assert.deepEqual(folder.check(), []);
    }),
    { numRuns: 20 },
  );
});

test('an expired reservation keeps nobody from the name, in the file or in the folder', async () => {
  using folder = new Folder();
  const account = { kind: 'account', id: 1, name: 'alice', registered: '2001-01-01T00:00:00.000Z' };
  const lines = (...reservations: readonly [name: string, until: number][]) =>
    text([
      { kind: 'chinwag-export', version: 1, person: null },
      { ...account, operator: false, received: 0 },
      ...reservations.map(([name, until]) => ({
        kind: 'reservation',
        name,
        until: new Date(until).toISOString(),
      })),
      { kind: 'end', accounts: 1, messages: 0 },
    ]);
  const later = Date.now() + 3_600_000;
  const over = Date.now() - 1;
  await assert.rejects(
    folder.import(lines(['Alice', later])),
    /^OwnerError: line 3: Alice: alice is registered or reserved already$/,
  );
  await folder.import(lines(['Alice', over], ['bob', over], ['Bob', over], ['bob', later]));
  const [, , reservation, end] = folder.export().split('\n');
  assert.deepEqual(
    JSON.parse(reservation ?? ''),
    JSON.parse(lines(['bob', later]).split('\n')[2] ?? ''),
  );
  assert.match(end ?? '', /"end"/);

  using other = new Folder();
  await other.import(lines(['bob', later]).replace('alice', 'carol'));
  const database = new DatabaseSync(join(other.data, 'chinwag.db'));
  database.prepare('UPDATE reservations SET until = ?').run(over);
  database.close();
  assert.doesNotMatch(other.export(), /"reservation"/, 'nor is it in an export');
  await other.import(lines(['bob', later]));
  assert.match(other.export(), /"bob"/);
});

describe('an invalid line is reported with its number, and nothing is imported', () => {
  const header = '{"kind":"chinwag-export","version":1,"person":null}';
  const alice =
    '{"kind":"account","id":1,"name":"alice","registered":"2026-01-01T00:00:00.000Z","operator":false,"received":0}';
  const bob = alice.replace('"id":1', '"id":2').replace('alice', 'bob');
  const message =
    '{"kind":"message","id":5,"at":"2026-01-02T00:00:00.000Z","from":1,"fromName":"alice","to":2,"toName":"bob","text":"hi"}';
  const end = '{"kind":"end","accounts":2,"messages":1}';
  const good = [header, alice, bob, message, end];

  const bad: [string, readonly string[], RegExp][] = [
    ['nothing', [], /^line 1: the end of the export is missing/],
    ['something else', ['hello'], /^line 1: not JSON$/],
    ['no header', [alice], /^line 1: this is not the beginning of an export of chinwag$/],
    ['a newer format', [header.replace(':1', ':2')], /^line 1: version 2 of the format; /],
    ['an end that is missing', good.slice(0, -1), /^line 5: .*it was cut off$/],
    ['a line that is missing', good.toSpliced(3, 1), /^line 4: 2 accounts and 1 messages should/],
    ['a line too many', [...good, alice], /^line 6: there is something after the end$/],
    ['a cut line', good.with(3, message.slice(0, 40)), /^line 4: not JSON$/],
    ['an unknown kind', good.with(3, '{"kind":"x"}'), /^line 4: kind: /],
    ['an unknown member', good.with(1, alice.replace('{', '{"more":1,')), /^line 2: .*more/],
    [
      'a bad name',
      good.with(1, alice.replace('alice', 'a b')),
      /^line 2: a b cannot be a registered/,
    ],
    [
      'a name twice',
      good.with(2, bob.replace('bob', 'ALICE')),
      /^line 3: ALICE: alice is registered/,
    ],
    ['an id twice', good.with(2, bob.replace('"id":2', '"id":1')), /^line 3: id: not larger/],
    ['no such day', good.with(3, message.replace('-02T', '-32T')), /^line 4: at: not a time/],
    [
      'the future',
      good.with(3, message.replace('2026-01-02', '9026-01-02')),
      /^line 4: at: in the f/,
    ],
    [
      'a stranger',
      good.with(3, message.replace('"to":2', '"to":3')),
      /^line 4: there is no account 3/,
    ],
    [
      'another’s name',
      good.with(3, message.replace('"bob"', '"eve"')),
      /^line 4: account 2 is bob/,
    ],
    ['no text', good.with(3, message.replace('"hi"', '""')), /^line 4: text: an empty text$/],
    ['half a character', good.with(3, message.replace('"hi"', '"\\ud83c"')), /^line 4: text: half/],
    [
      'a text too long',
      good.with(3, message.replace('"hi"', `"${'x'.repeat(65_536)}"`)),
      /^line 4: text: more than 65535 characters$/,
    ],
    [
      'a password that asks for too much work',
      good.with(
        1,
        alice.replace(
          '}',
          ',"password":"$argon2id$v=19$m=4194304,t=9,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"}',
        ),
      ),
      /^line 2: password: not a record/,
    ],
    ['a line without an end', good.with(3, 'x'.repeat(1_100_000)), /^line 4: too long$/],
  ];

  for (const [what, lines, problem] of bad) {
    test(what, async () => {
      using folder = new Folder();
      const before = existsSync(folder.data) ? folder.export() : null;
      await assert.rejects(folder.import(lines.map((line) => `${line}\n`).join('')), (error) => {
        assert.match((error as Error).message, problem);
        return true;
      });
      assert.equal(before, null);
      assert.equal(folder.export().split('\n').length, 3);
      assert.deepEqual(folder.check(), []);
      // The folder is free again, and accepts valid lines.
      assert.deepEqual(await folder.import(`${good.join('\n')}\n`), {
        accounts: 2,
        messages: 1,
        nameOnly: 0,
      });
    });
  }

  test('bytes that are not UTF-8', async () => {
    using folder = new Folder();
    const bytes = Buffer.from(`${header}\n\xff\n`, 'latin1');
    await assert.rejects(folder.import(bytes), /^OwnerError: line 2: not UTF-8$/);
  });
});
