/** The state of storage: a single row. */
import { table } from './table.ts';

const own = {
  names: null,
  gone: 'stays',
  exported: null,
  imported: 'default',
  shown: 'withheld',
  copied: 'copied',
} as const;

export const state = table({
  name: 'state',
  key: ['only_one'],
  columns: {
    only_one: { sql: 'INTEGER', ...own, checked: 'any' },
    // A folder keeps its own identity when something is imported.
    store: { sql: 'TEXT NOT NULL', ...own, checked: 'any' },
    // Ids are never reused, whatever is deleted.
    next_entry: { sql: 'INTEGER NOT NULL', ...own, checked: 'rule' },
    newest_at: { sql: 'INTEGER NOT NULL', ...own, checked: 'rule' },
    next_account: { sql: 'INTEGER NOT NULL', ...own, checked: 'rule' },
    next_device: { sql: 'INTEGER NOT NULL', ...own, checked: 'rule' },
    next_room: { sql: 'INTEGER NOT NULL DEFAULT 1', ...own, checked: 'rule' },
    // Bytes of guests' texts, like `stored_bytes` of an account.
    guest_bytes: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      ...own,
      imported: 'remade',
      copied: 'recounted',
      checked: 'rule',
    },
    // 1: the search index may hold words of deleted messages.
    unwiped: { sql: 'INTEGER NOT NULL DEFAULT 0', ...own, checked: 'flag' },
    // Entries before this one do not expire until the clock is confirmed; 0: none are held.
    held: { sql: 'INTEGER NOT NULL DEFAULT 0', ...own, checked: 'any' },
  },
  line: null,
  held: {
    as: null,
    fields: { only_one: null, store: null, newest_at: null, unwiped: null, held: null },
  },
  rules: [
    [
      'ids will be given twice (entry, account, device, room):',
      `SELECT next_entry, next_account, next_device, next_room FROM state
       WHERE next_entry <= (SELECT ifnull(max(id), 0) FROM log)
         OR next_entry <= (SELECT ifnull(max(id), 0) FROM audit)
         OR next_entry <= (SELECT ifnull(max(entry), 0) FROM reactions)
         OR next_room <= (SELECT ifnull(max(id), 0) FROM rooms)
         OR next_room <= (SELECT ifnull(max(id), 0) FROM removed_rooms)
         OR next_account <= (SELECT ifnull(max(id), 0) FROM accounts)
         OR next_account <= (SELECT ifnull(max(account), 0) FROM erased)
         OR next_device <= (SELECT ifnull(max(id), 0) FROM devices)`,
    ],
    [
      'the newest entry is newer than is known (time, known):',
      `SELECT log.at, newest_at FROM log, state
       WHERE id = (SELECT max(id) FROM log) AND log.at > newest_at`,
    ],
  ],
  applied: {
    account({ account: { id } }, writing) {
      writing.run('UPDATE state SET next_account = max(next_account, ? + 1)', id);
    },
    device({ device: { id } }, writing) {
      writing.run('UPDATE state SET next_device = max(next_device, ? + 1)', id);
    },
    room({ room: { id } }, writing) {
      writing.run('UPDATE state SET next_room = max(next_room, ? + 1)', id);
    },
  },
  takesDown: {
    // Every removal SQL takes a number; this one does not use it.
    room: 'UPDATE state SET unwiped = 1 WHERE ?1 > 0',
    'message taken back': 'UPDATE state SET unwiped = 1 WHERE ?1 > 0',
  },
});

export const UNWIPED = 'UPDATE state SET unwiped = 1';
export const SAVE_STATE = 'UPDATE state SET next_entry = ?, newest_at = max(newest_at, ?)';
