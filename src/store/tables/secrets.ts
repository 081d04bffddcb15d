/**
 * Records of passwords and tokens, by the entry that they came with. The table only ever grows at its end, and a row that
 * is erased becomes smaller in its place (see ERASE_ENTRIES).
 */
import { table } from './table.ts';
import type { Writing } from './writing.ts';

/** Of rows that a WHERE names. */
const ERASE = "UPDATE secrets SET record = '' WHERE id IN";

export const secrets = table({
  name: 'secrets',
  key: ['id'],
  columns: {
    // Those of accounts come along with these; a device's stay behind.
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
