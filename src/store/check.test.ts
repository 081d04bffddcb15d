/** What is wrong in the tables is found, and told in a line. */
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { encodeText } from '../protocol/bytes.ts';
import { checkData } from './check.ts';
import { Import } from './import.ts';

const base = mkdtempSync(join(tmpdir(), 'chinwag-check-'));
after(() => rmSync(base, { recursive: true, force: true }));
const good = join(base, 'good');

/** All that is found in `folder`. */
function found(folder: string): string {
  const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
  return [...checkData(folder, counts)].map((line) => `${line}\n`).join('');
}

before(() => {
  using target = new Import(good, {
    durability: 'relaxed',
    keepMessagesMs: Infinity,
    keepEdits: true,
  });
  for (const [i, name] of ['alice', 'bob', 'carol'].entries()) {
    const fixed = { createdAt: 1, operator: false, notices: true, password: 'a record', place: 0 };
    target.add({ kind: 'account', id: i + 1, name, ...fixed });
  }
  for (const [i, text] of ['lunch at noon', 'dinner', 'notes'].entries()) {
    const to = [2, 3, 1][i] as number;
    const toName = ['bob', 'carol', 'alice'][i] as string;
    const sent = {
      id: i + 1,
      at: 1000 * i,
      from: 1,
      fromName: 'alice',
      to,
      toName,
      reply: null,
      hidden: false,
    };
    target.add({ kind: 'message', ...sent, text: encodeText(text) });
  }
  target.commit(1e6);
});

test('nothing is found where nothing is wrong', () => {
  assert.equal(found(good), '');
});

describe('in the tables', () => {
  const cases: [string, string, RegExp][] = [
    [
      'bytes',
      'UPDATE accounts SET stored_bytes = 1 WHERE id = 1',
      /^chinwag\.db: account 1 has 24 bytes stored, and 1 are counted\n$/,
    ],
    [
      'members',
      'DELETE FROM members WHERE account = 2',
      /^chinwag\.db: a conversation that one of its two does not find \(account, low, high\): 2 1 2\n$/,
    ],
    [
      'no one’s',
      'INSERT INTO members VALUES (9, 1, 9, 0)',
      /somebody who is gone \(account\): 9\n$/,
    ],
    [
      'waiting',
      'INSERT INTO waiting VALUES (9, 1, 1)',
      /wait for or from somebody who is gone .*: 9 1\n$/,
    ],
    [
      'times',
      'UPDATE log SET at = 1 WHERE id = (SELECT max(id) FROM log)',
      /entry \d+ is older than the one before\n$/,
    ],
    [
      'a text',
      "UPDATE log SET text = x'ff' WHERE text = CAST('dinner' AS BLOB)",
      /^chinwag\.db: message \d+ has no text\n/,
    ],
    [
      'authors',
      'UPDATE log SET author = 3 WHERE low = 1 AND high = 2',
      /message \d+ is neither of two people nor of a room\n/,
    ],
    [
      'ids',
      'UPDATE state SET next_entry = 1',
      /ids will be given twice \(entry, account, device, room\): 1 4 1 1\n/,
    ],
    [
      'names',
      "UPDATE accounts SET name = 'ALICE' WHERE id = 2",
      /accounts 1 and 2 have one name\n$/,
    ],
    [
      'secrets',
      'DELETE FROM secrets',
      /(chinwag\.db: the password of an account is missing \(account\): \d\n){3}/,
    ],
    ['left', "INSERT INTO secrets VALUES (99, 'x')", /a secret that is nobody’s \(secret\): 99\n$/],
    [
      'the gone',
      'DELETE FROM accounts WHERE id = 1',
      /texts of somebody who is gone \(account\): 1\n/,
    ],
  ];

  for (const [what, sql, expected] of cases) {
    test(what, () => {
      const folder = mkdtempSync(join(base, 'bad-'));
      const file = join(folder, 'chinwag.db');
      copyFileSync(join(good, 'chinwag.db'), file);
      chmodSync(file, 0o600);
      const database = new DatabaseSync(file);
      database.exec(sql);
      database.close();
      assert.match(found(folder), expected);
    });
  }
});
