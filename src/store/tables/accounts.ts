/** Who is registered. */
import { table } from './table.ts';

const shown = { gone: 'row', shown: 'shown', copied: 'copied' } as const;

export const accounts = table({
  name: 'accounts',
  key: ['id'],
  columns: {
    id: {
      sql: 'INTEGER',
      names: 'account',
      exported: 'id',
      imported: 'read',
      ...shown,
      checked: 'rule',
    },
    name: {
      sql: 'TEXT NOT NULL',
      names: null,
      exported: 'name',
      imported: 'read',
      ...shown,
      checked: 'rule',
    },
    created_at: {
      sql: 'INTEGER NOT NULL',
      names: null,
      exported: { field: 'registered', form: 'time' },
      imported: 'read',
      ...shown,
      checked: 'any',
    },
    operator: {
      sql: 'INTEGER NOT NULL',
      names: null,
      exported: 'flag',
      imported: 'read',
      ...shown,
      checked: 'flag',
    },
    notices: {
      sql: 'INTEGER NOT NULL DEFAULT 1',
      names: null,
      exported: 'flag unless true',
      imported: 'read',
      ...shown,
      checked: 'flag',
    },
    place: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: 'message',
      gone: 'stays',
      exported: { field: 'received', form: 'place' },
      imported: 'bounded',
      shown: 'shown',
      copied: 'copied',
      checked: 'rule',
    },
    secret: {
      sql: 'INTEGER',
      names: 'secret',
      gone: 'row',
      exported: {
        field: 'password',
        form: 'password',
        from: '(SELECT record FROM secrets WHERE secrets.id = secret)',
      },
      imported: 'renumbered',
      shown: 'withheld',
      copied: 'copied',
      checked: { missing: 'the password of an account is missing (account):', tell: ['id'] },
    },
    stored_bytes: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      gone: 'row',
      exported: null,
      imported: 'remade',
      shown: 'withheld',
      copied: 'recounted',
      checked: 'rule',
    },
  },
  line: { kind: 'account', order: 'id', person: 'id = ?1' },
  rules: [],
  applied: {
    account({ account: { id, name, password, createdAt, operator, notices } }, writing) {
      writing.run(
        `INSERT INTO accounts (id, name, secret, created_at, operator, notices)
         VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, secret = excluded.secret,
           created_at = excluded.created_at, operator = excluded.operator,
           notices = excluded.notices`,
        id,
        name,
        password === null ? null : writing.id,
        createdAt,
        Number(operator),
        Number(notices),
      );
    },
  },
});
