/** Numbers of waiting messages by recipient and sender, written by the tally of a batch (tally.ts). */
import { table } from './table.ts';

const missing = 'messages wait for or from somebody who is gone (recipient, sender):';
const tell = ['recipient', 'sender'] as const;
const common = {
  sql: 'INTEGER NOT NULL',
  gone: 'row',
  imported: 'read',
  shown: 'withheld',
  copied: 'copied',
} as const;

export const waiting = table({
  name: 'waiting',
  key: ['recipient', 'sender'],
  after: ['members'],
  columns: {
    recipient: {
      ...common,
      names: 'account',
      exported: { field: 'to', form: 'id' },
      checked: { missing, tell },
    },
    sender: {
      ...common,
      names: 'account',
      exported: { field: 'from', form: 'id' },
      checked: { missing, tell },
    },
    count: { ...common, names: null, exported: 'count', checked: 'rule' },
  },
  line: {
    kind: 'waiting',
    says: '`count` messages of the account `from` wait for the account `to`',
    order: 'recipient, sender',
    person: null,
  },
  held: { as: 'waiting', fields: { recipient: 'account', sender: 'from' } },
  rules: [[missing, 'SELECT recipient, sender FROM waiting WHERE count < 1']],
  applied: {},
});

/** Adds to a count. */
export const ADD_WAITING = `INSERT INTO waiting (recipient, sender, count) VALUES (?, ?, ?)
  ON CONFLICT (recipient, sender) DO UPDATE SET count = count + excluded.count`;
/** Clears the counts of a recipient. */
export const CLEAR_WAITING = 'DELETE FROM waiting WHERE recipient = ?';
