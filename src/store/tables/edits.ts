/** Edits of messages, an entry each, and which of them is current. */
import { EDIT, HIDDEN, MESSAGE } from '../database/log-kinds.ts';
import { revisions } from '../reader/single-messages.ts';
import { table } from './table.ts';

const missing = 'it is known what became of a message that is not there (message):';
const common = { gone: 'tombstone', exported: null, imported: 'remade', copied: 'sifted' } as const;

export const edits = table({
  name: 'edits',
  key: ['message', 'entry'],
  after: ['message_states'],
  columns: {
    message: {
      sql: 'INTEGER NOT NULL',
      names: 'message',
      ...common,
      shown: 'shown',
      checked: { missing, tell: ['message'] },
    },
    entry: {
      sql: 'INTEGER NOT NULL',
      names: 'entry',
      ...common,
      shown: 'shown',
      checked: 'rule',
    },
  },
  line: null,
  rules: [
    [
      'what a message said later is that of no message (entry):',
      `SELECT id FROM log WHERE kind = ${EDIT}
         AND id NOT IN (SELECT entry FROM edits UNION SELECT entry FROM doomed)`,
    ],
    [
      'what a message said later is that of somebody else, or elsewhere (message, entry):',
      `SELECT edits.message, edits.entry FROM edits
         JOIN log AS message ON message.id = edits.message JOIN log AS edit ON edit.id = edits.entry
       WHERE edit.kind <> ${EDIT} OR edit.id <= message.id
         OR (edit.author, edit.low, edit.high) <> (message.author, message.low, message.high)`,
    ],
  ],
  applied: {
    edited({ message }, writing) {
      writing.run('INSERT INTO edits (message, entry) VALUES (?, ?)', message, writing.id);
    },
  },
  answers: [revisions],
});

/** The current edit and its message. */
const EDITED = `message_states AS state JOIN log AS edit ON edit.id = state.edit
  JOIN log AS message ON message.id = state.message`;
const UNSEEN = `edit.data LIKE '%"hidden"%'`;

/**
 * The state of edited and deleted messages. An edit of an old message whose reader has since blocked the author is seen
 * by the author alone: it has `hidden` in its data, and the reader goes on seeing the entry `seen_edit`, where that is
 * not null.
 */
export const messageStates = table({
  name: 'message_states',
  key: ['message'],
  columns: {
    message: {
      sql: 'INTEGER',
      names: 'message',
      ...common,
      shown: 'shown',
      checked: { missing, tell: ['message'] },
    },
    edit: {
      sql: 'INTEGER',
      names: 'entry',
      ...common,
      copied: 'copied',
      shown: 'shown',
      checked: 'rule',
    },
    deleted: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      ...common,
      copied: 'copied',
      shown: 'shown',
      checked: 'flag',
    },
    // It would tell authors who has blocked them.
    seen_edit: {
      sql: 'INTEGER',
      names: 'entry',
      ...common,
      copied: 'copied',
      shown: 'withheld',
      checked: 'rule',
    },
  },
  line: null,
  rules: [
    [
      'what was taken back still has a text (message):',
      `SELECT message FROM message_states JOIN log ON log.id = message
       WHERE deleted = 1 AND text IS NOT NULL AND message NOT IN (SELECT entry FROM doomed)`,
    ],
    [
      'what was taken back still says something (message):',
      `SELECT message FROM message_states
       WHERE deleted = 1 AND (edit IS NOT NULL OR seen_edit IS NOT NULL)`,
    ],
    [
      'a message was changed, and what it says now is missing (message):',
      `SELECT message FROM message_states AS state WHERE edit IS NOT NULL AND edit NOT IN
         (SELECT entry FROM edits JOIN log ON log.id = entry
          WHERE edits.message = state.message AND kind = ${EDIT})`,
    ],
    [
      'a message was changed unseen by somebody, who sees it all the same (message):',
      `SELECT state.message FROM ${EDITED}
       WHERE message.kind = ${MESSAGE} AND ${UNSEEN} AND seen_edit IS NULL`,
    ],
    [
      'somebody sees something older than they may of a message (message):',
      `SELECT state.message FROM message_states AS state
         LEFT JOIN log AS edit ON edit.id = state.edit
         LEFT JOIN log AS message ON message.id = state.message
       WHERE seen_edit IS NOT NULL
         AND NOT ifnull(message.kind = ${MESSAGE} AND ${UNSEEN} AND seen_edit < edit.id, 0)`,
    ],
    [
      'what somebody sees of a message is missing (message):',
      `SELECT message FROM message_states AS state
         LEFT JOIN log AS seen ON seen.id = seen_edit
       WHERE seen_edit IS NOT NULL AND (seen.text IS NULL OR (seen_edit <> message
         AND seen_edit NOT IN (SELECT entry FROM edits WHERE edits.message = state.message)))`,
    ],
  ],
  applied: {
    edited({ message, hidden = false }, writing) {
      const whole = writing.whole(message);
      const before = whole.edit ?? message;
      const seenBefore = whole.seen ?? before;
      // The other person sees nothing of a hidden message anyway.
      const seen = hidden && whole.kind !== HIDDEN ? seenBefore : null;
      writing.run(
        `INSERT INTO message_states (message, edit, seen_edit) VALUES (?, ?, ?)
         ON CONFLICT (message) DO UPDATE SET edit = excluded.edit, seen_edit = excluded.seen_edit`,
        message,
        writing.id,
        seen,
      );
      if (writing.keepsEdits) return;
      if (before !== seen) writing.doom(before);
      if (seenBefore !== before && seenBefore !== seen) writing.doom(seenBefore);
    },
  },
  takesDown: {
    'message taken back': `INSERT INTO message_states (message, deleted) VALUES (?1, 1)
      ON CONFLICT (message) DO UPDATE SET edit = NULL, seen_edit = NULL, deleted = 1`,
  },
});
