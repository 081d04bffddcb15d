/**
 * Password records and token hashes, by the id of the entry they came with. The table only ever grows at its end, and
 * an erased row shrinks in place (see ERASE_ENTRIES).
 */
import { table } from './table.ts';
import type { Writing } from './writing.ts';

/** Erases the rows of the WHERE clause that follows. */
const ERASE = "UPDATE secrets SET record = '' WHERE id IN";

export const secrets = table({
  name: 'secrets',
  key: ['id'],
  after: ['accounts', 'devices'],
  columns: {
    // Secrets of accounts are exported with them; those of devices are not.
    id: {
      sql: 'INTEGER',
      names: null,
      gone: 'stays',
      exported: null,
      imported: 'renumbered',
      shown: 'withheld',
      copied: 'copied',
      checked: 'rule',
    },
    record: {
      sql: 'TEXT NOT NULL',
      names: null,
      gone: { emptiedWith: ['id'] },
      exported: null,
      imported: 'remade',
      shown: 'withheld',
      copied: 'copied',
      checked: 'any',
    },
  },
  line: null,
  rules: [
    [
      'a secret that is nobody’s (secret):',
      `SELECT id FROM secrets WHERE record <> ''
         AND id NOT IN (SELECT secret FROM accounts WHERE secret IS NOT NULL)
         AND id NOT IN (SELECT secret FROM devices)`,
    ],
  ],
  applied: {
    account({ account: { id, password } }, writing) {
      writing.run(`${ERASE} (SELECT secret FROM accounts WHERE id = ?)`, id);
      if (password !== null) keep(writing, password);
    },
    device({ device: { id, token } }, writing) {
      writing.run(`${ERASE} (SELECT secret FROM devices WHERE id = ?)`, id);
      keep(writing, token);
    },
    'device-removed'({ account, device }, writing) {
      writing.run(
        `${ERASE} (SELECT secret FROM devices WHERE id = ? AND account = ?)`,
        device,
        account,
      );
    },
  },
});

function keep(writing: Writing, record: string): void {
  writing.run('INSERT INTO secrets (id, record) VALUES (?, ?)', writing.id, record);
}
