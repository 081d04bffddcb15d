/** Mentions of accounts in messages of rooms. */
import { accountOrMessageMissing } from './dangling.ts';
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const common = { gone: 'row', shown: 'withheld', copied: 'copied' } as const;

export const mentions = table({
  name: 'mentions',
  key: ['account', 'low', 'message'],
  after: ['waiting'],
  columns: {
    message: {
      sql: 'INTEGER NOT NULL',
      names: 'message',
      exported: 'id',
      imported: 'read',
      ...common,
      copied: 'sifted',
      checked: accountOrMessageMissing,
    },
    account: {
      sql: 'INTEGER NOT NULL',
      names: 'account',
      exported: 'id',
      imported: 'read',
      ...common,
      checked: accountOrMessageMissing,
    },
    low: {
      sql: 'INTEGER NOT NULL',
      names: 'minus room',
      exported: null,
      // Mentions between two people are not kept.
      imported: { made: '(SELECT low FROM log WHERE id = :message AND low < 0)' },
      ...common,
      checked: 'rule',
    },
  },
  line: {
    kind: 'mention',
    says: 'the `message` mentions the `account`',
    order: 'message, account',
    person: null,
    repeated: 'IGNORE',
  },
  rules: [
    [
      'somebody is mentioned elsewhere than in the room (account, message):',
      `SELECT account, message FROM mentions JOIN log ON log.id = message
       WHERE mentions.low <> log.low`,
    ],
  ],
  applied: {
    edited({ message, mentions: accounts }, writing) {
      const { low, author } = writing.whole(message);
      writing.run('DELETE FROM mentions WHERE message = ?', message);
      mention(writing, message, low, author, accounts);
    },
  },
});

/** Records that `message`, sent to `low`, mentions `accounts`; only in rooms. */
export function mention(
  writing: Pick<Writing, 'run' | 'gone'>,
  message: number,
  low: number,
  author: number,
  accounts: readonly number[],
): void {
  if (low >= 0) return;
  for (const account of accounts) {
    if (account === author || writing.gone.accounts.has(account)) continue;
    writing.run(
      'INSERT OR IGNORE INTO mentions (account, low, message) VALUES (?, ?, ?)',
      account,
      low,
      message,
    );
  }
}
