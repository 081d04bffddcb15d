/** Pinned messages of rooms. */
import { pinnedIn } from '../../chat/stored/pin.ts';
import { MESSAGE } from '../database/log-kinds.ts';
import { NOT_BLOCKED } from '../reader/conditions.ts';
import { answers } from './answering.ts';
import { table } from './table.ts';

const common = {
  sql: 'INTEGER NOT NULL',
  gone: 'row',
  exported: 'id',
  imported: 'read',
  shown: 'withheld',
} as const;

export const pins = table({
  name: 'pins',
  key: ['room', 'message'],
  after: ['reactions'],
  columns: {
    room: { ...common, names: 'room', copied: 'copied', checked: 'rule' },
    message: {
      ...common,
      names: 'message',
      copied: 'sifted',
      checked: {
        missing: 'it is known what became of a message that is not there (message):',
        tell: ['message'],
      },
    },
  },
  line: {
    kind: 'pin',
    says: 'the `message` is pinned in the `room`',
    order: 'room, message',
    person: null,
  },
  rules: [
    [
      'what is pinned is not of its room (room, message):',
      `SELECT room, message FROM pins
       EXCEPT SELECT -low, id FROM log WHERE kind = ${MESSAGE} AND low < 0`,
    ],
  ],
  applied: {
    pin({ room, message, on }, writing) {
      const sql = on
        ? 'INSERT OR IGNORE INTO pins (room, message) VALUES (?, ?)'
        : 'DELETE FROM pins WHERE room = ? AND message = ?';
      writing.run(sql, room, message);
    },
  },
  answers: [
    answers(pinnedIn, ({ account, room, limit }, { statements, pages }) =>
      pages.page(statements.numbers(PINNED, room, account, limit + 1), limit, account),
    ),
  ],
});

const PINNED = `SELECT message AS id FROM pins JOIN log ON log.id = message
  WHERE room = ?1 AND ${NOT_BLOCKED} ORDER BY message LIMIT ?3`;
