/** Removed accounts and rooms, and what of them the eraser still has to erase. Ids are never reused. */
import { table } from './table.ts';

const here = {
  exported: null,
  imported: 'default',
  shown: 'withheld',
  copied: 'copied',
} as const;

/** Removed accounts. `done`: no trace of them is left in any file. */
export const erased = table({
  name: 'erased',
  key: ['account'],
  columns: {
    account: { sql: 'INTEGER', names: 'account', gone: 'stays', ...here, checked: 'rule' },
    done: { sql: 'INTEGER NOT NULL', names: null, gone: 'stays', ...here, checked: 'flag' },
  },
  line: null,
  rules: [],
  applied: {},
  takesDown: { account: 'INSERT OR IGNORE INTO erased (account, done) VALUES (?1, 0)' },
});

/** Texts to be erased, by author and conversation; account 0 stands for everybody in a room. */
export const erasures = table({
  name: 'erasures',
  key: ['account', 'low', 'high'],
  columns: {
    account: { sql: 'INTEGER NOT NULL', names: 'account', gone: 'stays', ...here, checked: 'rule' },
    low: { sql: 'INTEGER NOT NULL', names: 'minus room', gone: 'stays', ...here, checked: 'any' },
    high: { sql: 'INTEGER NOT NULL', names: null, gone: 'stays', ...here, checked: 'any' },
  },
  line: null,
  rules: [
    [
      'somebody is being erased who is there, or was never erased (account):',
      `SELECT account FROM erasures WHERE account <> 0
         AND account NOT IN (SELECT account FROM erased)
       UNION SELECT account FROM erased WHERE account IN (SELECT id FROM accounts)`,
    ],
  ],
  applied: {},
  takesDown: {
    account: `INSERT OR IGNORE INTO erasures (account, low, high)
      SELECT account, low, high FROM members WHERE account = ?1`,
    room: 'INSERT OR IGNORE INTO erasures (account, low, high) VALUES (0, -?1, -?1)',
  },
});

/** Adds a conversation in which `account` (0: anybody) wrote something after its removal. */
export const ADD_ERASURE = 'INSERT OR IGNORE INTO erasures (account, low, high) VALUES (?, ?, ?)';

export const removedRooms = table({
  name: 'removed_rooms',
  key: ['id'],
  columns: { id: { sql: 'INTEGER', names: 'room', gone: 'stays', ...here, checked: 'rule' } },
  line: null,
  rules: [],
  applied: {},
  takesDown: { room: 'INSERT OR IGNORE INTO removed_rooms (id) VALUES (?1)' },
});

/** Entries whose texts are to be erased though their account stays. */
export const doomed = table({
  name: 'doomed',
  key: ['entry'],
  columns: { entry: { sql: 'INTEGER', names: 'entry', gone: 'eraser', ...here, checked: 'any' } },
  line: null,
  rules: [],
  applied: {},
  takesDown: {
    'message taken back': `INSERT OR IGNORE INTO doomed (entry)
      SELECT entry FROM edits WHERE message = ?1 UNION SELECT ?1`,
    // Edits of the message are erased after it.
    'message erased': `INSERT OR IGNORE INTO doomed (entry)
      SELECT entry FROM edits WHERE message = ?1`,
  },
});

export const DOOM = 'INSERT OR IGNORE INTO doomed (entry) VALUES (?)';
