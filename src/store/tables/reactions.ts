/** Reactions to messages, in the order of their entries. */
import { reactionsTo } from '../../chat/stored/reaction.ts';
import { EDIT, HIDDEN } from '../database/log-kinds.ts';
import { answers } from './answering.ts';
import { accountOrMessageMissing } from './dangling.ts';
import { table } from './table.ts';

const common = { gone: 'row', imported: 'read', shown: 'shown', copied: 'copied' } as const;

export const reactions = table({
  name: 'reactions',
  key: ['entry'],
  after: ['mentions'],
  columns: {
    entry: {
      sql: 'INTEGER',
      names: 'entry',
      exported: { field: 'id', form: 'id if any' },
      ...common,
      checked: 'rule',
    },
    message: {
      sql: 'INTEGER NOT NULL',
      names: 'message',
      exported: 'id',
      ...common,
      copied: 'sifted',
      checked: accountOrMessageMissing,
    },
    account: {
      sql: 'INTEGER NOT NULL',
      names: 'account',
      exported: 'id',
      ...common,
      checked: accountOrMessageMissing,
    },
    emoji: { sql: 'TEXT NOT NULL', names: null, exported: 'emoji', ...common, checked: 'any' },
    // Only the one who reacted sees it. Showing that it is hidden would tell them who has blocked them.
    hidden: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      exported: 'flag if true',
      ...common,
      shown: 'withheld',
      checked: 'flag',
    },
  },
  line: {
    kind: 'reaction',
    says: 'the `account` answered the `message` with an `emoji`; `hidden` (`true`) if only it sees that',
    order: 'entry',
    person: 'account = :person',
  },
  rules: [
    [
      'something is hidden in a room, where nothing is (entry):',
      `SELECT id FROM log
       WHERE low < 0 AND (kind = ${HIDDEN} OR (kind = ${EDIT} AND data LIKE '%"hidden"%'))
       UNION SELECT entry FROM reactions JOIN log ON log.id = message WHERE hidden = 1 AND low < 0`,
    ],
  ],
  applied: {
    reaction({ message, account, emoji, on, hidden = false }, writing) {
      if (!on) {
        writing.run(
          'DELETE FROM reactions WHERE message = ? AND account = ? AND emoji = ?',
          message,
          account,
          emoji,
        );
      } else {
        writing.run(
          `INSERT OR IGNORE INTO reactions (entry, message, account, emoji, hidden)
           VALUES (?, ?, ?, ?, ?)`,
          writing.id,
          message,
          account,
          emoji,
          Number(hidden),
        );
      }
    },
  },
  answers: [
    answers(reactionsTo, ({ message }, { statements }) =>
      statements.all(REACTIONS, message).map(({ emoji, account, hidden }) => ({
        emoji: emoji as string,
        account: account as number,
        ...(hidden === 1 ? { hidden: true } : {}),
      })),
    ),
  ],
});

/** Reactions in one answer. */
const REACTIONS_MAX = 1000;
const REACTIONS = `SELECT emoji, account, hidden FROM reactions WHERE message = ? ORDER BY entry LIMIT ${REACTIONS_MAX}`;
