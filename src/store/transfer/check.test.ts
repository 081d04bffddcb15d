/** Problems in the tables are found, and each is reported in a line. */

import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { USUAL } from '../../chat/rooms/room-record.ts';
import { encodeText } from '../../protocol/bytes.ts';
import { checkData } from './check.ts';
import { Import } from './import.ts';

const base = mkdtempSync(join(tmpdir(), 'chinwag-check-'));
after(() => rmSync(base, { recursive: true, force: true }));
const good = join(base, 'good');

/** All problems found in `folder`. */
function found(folder: string): string {
  const counts = { accounts: 0, messages: 0, conversations: 0, devices: 0 };
  return [...checkData(folder, counts)].map((line) => `${line}\n`).join('');
}

/** Two rooms; the first has message 4, its reply 5, and the edit 6 of 5. */
function addRooms(target: Import): void {
  for (const id of [1, 2]) {
    const kept = id === 1;
    const fixed = { topic: '', access: 'public', guests: true, slow: 0, created: 1 } as const;
    target.add({ kind: 'room', id, name: `#room${id}`, kept, ...fixed, ...USUAL });
    target.add({ kind: 'member', room: id, account: 1, role: 'owner', voice: false, muted: 0 });
    target.add({ kind: 'member', room: id, account: 2, role: 'member', voice: false, muted: 0 });
  }
  const until = Number.MAX_SAFE_INTEGER;
  target.add({ kind: 'ban', room: 1, account: 3, name: 'carol', address: null, until });
  const said = {
    kind: 'room-message',
    room: 1,
    from: 2,
    fromName: 'bob',
    reply: null,
    as: null,
    key: null,
  } as const;
  target.add({ ...said, id: 4, at: 5000, text: encodeText('to @alice') });
  target.add({ ...said, id: 5, at: 6000, reply: 4, text: encodeText('first') });
  target.add({
    kind: 'edit',
    id: 6,
    at: 7000,
    message: 5,
    hidden: false,
    text: encodeText('then'),
  });
  target.add({ kind: 'reaction', id: 7, message: 5, account: 1, emoji: '👍', hidden: false });
  target.add({ kind: 'mention', message: 4, account: 1 });
  target.add({ kind: 'pin', room: 1, message: 5 });
}

before(() => {
  using target = new Import(good, {
    durability: 'relaxed',
    keepMessagesMs: Infinity,
    keepAuditMs: Infinity,
    keepEdits: true,
  });
  for (const [i, name] of ['alice', 'bob', 'carol'].entries()) {
    const fixed = {
      registered: 1,
      operator: false,
      notices: true,
      password: 'a record',
      received: 0,
    };
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
      as: null,
      key: null,
      hidden: false,
    };
    target.add({ kind: 'message', ...sent, text: encodeText(text) });
  }
  addRooms(target);
  target.commit(1e6);
});

test('check finds no problem in sound data', () => {
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
      'bytes of guests',
      'UPDATE state SET guest_bytes = 7',
      /^chinwag\.db: guests have \d+ bytes stored, and 7 are counted\n$/,
    ],
    [
      'members',
      'DELETE FROM members WHERE account = 2',
      /^chinwag\.db: a conversation that one of its two does not find \(account, low, high\): 2 1 2\n/m,
    ],
    [
      'no one’s',
      'INSERT INTO members VALUES (9, 1, 9, 0, 0)',
      /somebody who is gone \(account\): 9\n/,
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
      /ids will be given twice \(entry, account, device, room\): 1 4 1 3\n/,
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
    [
      'rooms’ names',
      "UPDATE rooms SET name = '#ROOM1' WHERE id = 2",
      /rooms 1 and 2 have one name\n$/,
    ],
    [
      'rooms',
      'DELETE FROM rooms WHERE id = 1',
      /texts of a room that is gone \(room\): 1\n(?:.*\n)*.*in a room that is \(account, room\): 1 1\n/,
    ],
    [
      'bans',
      "INSERT INTO bans VALUES (9, 'guest', NULL, '192.0.2.1', 1)",
      /kept out of a room, or has a place in one, that is gone \(room\): 9\n$/,
    ],
    [
      'removed rooms',
      'INSERT INTO removed_rooms VALUES (2)',
      /a room that was removed and is there \(room\): 2\n$/,
    ],
    [
      'what is not kept',
      'UPDATE rooms SET kept = 0 WHERE id = 1',
      /in a room that keeps nothing \(room, message\): 1 4\n.* 1 5\n.* 1 6\n$/,
    ],
    [
      'audit',
      "INSERT INTO audit VALUES (1, 1, 1, 'alice', 9, '#nine', 'kick', NULL, NULL, NULL)",
      /in a room that there never was \(entry, room\): 1 9\n$/,
    ],
    [
      'roles',
      "UPDATE room_members SET role = 'king' WHERE account = 1 AND room = 2",
      /a member of no known role \(account, room\): 1 2\n$/,
    ],
    [
      'places',
      'DELETE FROM members WHERE account = 1 AND low = -2',
      /a member who has no place in the room \(account, room\): 1 2\n$/,
    ],
    [
      'states',
      'INSERT INTO message_states (message, deleted) VALUES (99, 1)',
      /what became of a message that is not there \(message\): 99\n$/,
    ],
    [
      'edits',
      'DELETE FROM edits',
      /what it says now is missing \(message\): 5\n.*that of no message \(entry\): 6\n$/,
    ],
    [
      'their authors',
      'UPDATE log SET author = 1 WHERE id = 6',
      /of somebody else, or elsewhere \(message, entry\): 5 6\n/,
    ],
    [
      'answers',
      'UPDATE log SET data = \'{"guest":null,"reply":1}\' WHERE id = 5',
      /answers one of another conversation \(message, answered\): 5 1\n$/,
    ],
    [
      'manners',
      'UPDATE log SET data = \'{"guest":null,"reply":4,"as":"song"}\' WHERE id = 5',
      /meant in no known way \(message, as\): 5 song\n$/,
    ],
    [
      'mentions',
      'UPDATE mentions SET low = -2',
      /mentioned elsewhere than in the room \(account, message\): 1 4\n$/,
    ],
    [
      'reactions',
      'UPDATE reactions SET account = 9',
      /a reaction or a mention of somebody who is gone.*: 9 5\n$/,
    ],
    [
      'pins',
      'UPDATE pins SET room = 2',
      /what is pinned is not of its room \(room, message\): 2 5\n$/,
    ],
    [
      'what was taken back',
      'UPDATE message_states SET deleted = 1',
      /what was taken back still has a text \(message\): 5\n/,
    ],
    [
      'an unseen edit',
      `UPDATE log SET data = '{"message":5,"hidden":true}' WHERE id = 6`,
      /who sees it all the same \(message\): 5\n.*hidden in a room, where nothing is \(entry\): 6\n$/,
    ],
    [
      'what is seen',
      'UPDATE message_states SET seen_edit = 5',
      /something older than they may of a message \(message\): 5\n$/,
    ],
    ['mutes', 'INSERT INTO room_mutes VALUES (1, 1, 9e12)', /as somebody who has left .*: 1 1\n$/],
    ['whose', 'INSERT INTO room_mutes VALUES (3, 9, 9e12)', /room_mutes.room is no room .*: 9\n$/],
    [
      'reactions to come',
      'UPDATE reactions SET entry = 99',
      /ids will be given twice \(entry, account, device, room\): \d+ 4 1 3\n$/,
    ],
    ['flags', 'UPDATE accounts SET operator = 2 WHERE id = 1', /operator is neither 0 nor 1: 2\n$/],
    ['markers', 'UPDATE accounts SET place = 99', /read or received that was never said .*: 1\n/],
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
