/** Registered accounts. */
import { KIND } from '../database/schema.ts';
import type { Value } from '../database/statements.ts';
import type { LineTarget } from './own-lines.ts';
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
  line: {
    kind: 'account',
    says: 'an account; `notices` is `false` if they are turned off, `received` the newest message that its plain clients were given, `password` that against which a password is checked, only in an export of everything',
    order: 'id',
    person: 'id = :person',
    taken: comes,
  },
  stamped: ['created_at'],
  held: { as: 'accounts', fields: { secret: 'password', place: 'cursor' } },
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

/**
 * Adds an entry for each imported account after all messages, as if it had registered then; the id of its password is
 * that of this entry.
 */
function comes({ id, secret }: Readonly<Record<string, Value>>, target: LineTarget): void {
  target.atEnd((at) => {
    const entry = target.ids.entry(null);
    target.run(
      'INSERT INTO log (id, at, kind, author) VALUES (?, ?, ?, ?)',
      entry,
      at,
      KIND.account,
      id ?? 0,
    );
    if (secret === null) return;
    target.run('INSERT INTO secrets (id, record) VALUES (?, ?)', entry, secret ?? '');
    target.run('UPDATE accounts SET secret = ? WHERE id = ?', entry, id ?? 0);
  });
}
