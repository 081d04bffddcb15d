/** Invitation codes for registration. A code works at this server only. */
import { table } from './table.ts';

const here = {
  gone: 'row',
  exported: null,
  imported: 'default',
  shown: 'withheld',
  copied: 'copied',
} as const;

export const invitations = table({
  name: 'invitations',
  key: ['code'],
  columns: {
    code: { sql: 'TEXT', names: null, ...here, checked: 'any' },
    // 0: the owner of the server.
    made_by: { sql: 'INTEGER NOT NULL', names: 'account', ...here, checked: 'rule' },
    expires_at: { sql: 'INTEGER NOT NULL', names: null, ...here, checked: 'any' },
  },
  line: null,
  over: 'expires_at',
  held: { as: 'invitations', fields: { made_by: 'by' } },
  rules: [
    [
      'an invitation by somebody who is gone (account):',
      `SELECT made_by FROM invitations WHERE made_by <> 0
         AND made_by NOT IN (SELECT id FROM accounts)`,
    ],
  ],
  applied: {
    account({ invitation }, writing) {
      if (invitation !== null) writing.run('DELETE FROM invitations WHERE code = ?', invitation);
    },
    invitation({ invitation: { code, by, expiresAt } }, writing) {
      writing.run(
        'INSERT OR REPLACE INTO invitations (code, made_by, expires_at) VALUES (?, ?, ?)',
        code,
        by,
        expiresAt,
      );
    },
  },
});
