/** Accounts that block other accounts. */
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const common = {
  sql: 'INTEGER NOT NULL',
  names: 'account',
  gone: 'row',
  exported: 'id',
  imported: 'read',
  shown: 'withheld',
  copied: 'copied',
  checked: {
    missing: 'somebody who is gone blocks, or is blocked (account, blocked):',
    tell: ['account', 'blocked'],
  },
} as const;

export const blocks = table({
  name: 'blocks',
  key: ['account', 'blocked'],
  after: ['pins'],
  columns: { account: common, blocked: common },
  line: {
    kind: 'block',
    says: '`account` has blocked `blocked`',
    order: 'blocked, account',
    person: null,
  },
  held: { as: 'blocks' },
  rules: [],
  applied: {
    /** Blocks by and of a guest carry over to the account that it registers. */
    account({ account, blocks }, writing) {
      for (const blocked of blocks?.blocked ?? []) block(writing, account.id, blocked);
      for (const by of blocks?.blockedBy ?? []) block(writing, by, account.id);
    },
    block({ account, blocked, on }, writing) {
      if (on) block(writing, account, blocked);
      else writing.run('DELETE FROM blocks WHERE account = ? AND blocked = ?', account, blocked);
    },
  },
});

function block(writing: Writing, account: number, blocked: number): void {
  const { accounts } = writing.gone;
  if (accounts.has(account) || accounts.has(blocked)) return;
  writing.run('INSERT OR IGNORE INTO blocks (account, blocked) VALUES (?, ?)', account, blocked);
}
