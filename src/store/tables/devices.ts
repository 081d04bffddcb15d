/** Devices that may log in without the password. A token works at this server only. */
import { table } from './table.ts';

const here = {
  gone: 'row',
  exported: null,
  imported: 'default',
  shown: 'withheld',
  copied: 'copied',
} as const;

const missing = 'a device of somebody who is gone, or without its token (device):';

export const devices = table({
  name: 'devices',
  key: ['id'],
  columns: {
    id: { sql: 'INTEGER', names: null, ...here, checked: 'rule' },
    account: {
      sql: 'INTEGER NOT NULL',
      names: 'account',
      ...here,
      checked: { missing, tell: ['id'] },
    },
    label: { sql: 'TEXT NOT NULL', names: null, ...here, checked: 'any' },
    secret: {
      sql: 'INTEGER NOT NULL',
      names: 'secret',
      ...here,
      checked: { missing, tell: ['id'] },
    },
    created_at: { sql: 'INTEGER NOT NULL', names: null, ...here, checked: 'any' },
    place: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: 'message',
      ...here,
      gone: 'stays',
      checked: 'rule',
    },
  },
  line: null,
  stamped: ['created_at'],
  held: { as: 'devices', fields: { secret: 'token', place: 'cursor' } },
  rules: [],
  applied: {
    device({ device: { id, account, label, createdAt } }, writing) {
      writing.run('DELETE FROM devices WHERE id = ?', id);
      writing.run(
        'INSERT INTO devices (id, account, label, secret, created_at) VALUES (?, ?, ?, ?, ?)',
        id,
        account,
        label,
        writing.id,
        createdAt,
      );
    },
    'device-removed'({ account, device }, writing) {
      writing.run('DELETE FROM devices WHERE id = ? AND account = ?', device, account);
    },
  },
});
