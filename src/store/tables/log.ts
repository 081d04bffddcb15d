/**
 * The log: messages and edits with their texts, and facts, which hold ids only. A message has the two people of its
 * conversation in `low` and `high` (equal for notes to oneself), and its author in `author`; a message of a room has
 * minus the room's id in both, and the author 0 where that is a guest. `data` has the rarer fields: `{guest, reply, as}`;
 * of an edit `{message, hidden}`; of a fact whatever may be kept for ever. Facts about other people or places have ids
 * only: the account or room in `low`, the message in `high`.
 */
import { logEntries } from '../../chat/delivery/log-entry.ts';
import type { Change } from '../../chat/storage.ts';
import { type EntryIds, LASTING_MAX, type StoredKind } from '../../chat/stored/kind.ts';
import { storedKinds } from '../../chat/stored-list.ts';
import { HIDDEN, MESSAGE, WITH_TEXT } from '../database/log-kinds.ts';
import { KINDS_MAX } from '../database/schema.ts';
import { history, wrote } from '../reader/history.ts';
import { owner } from '../reader/single-messages.ts';
import { answers } from './answering.ts';
import { addEdit } from './log-entries.ts';
import { logLines, takeEdit, takeMessage, takeRoomMessage } from './log-lines.ts';
import { table } from './table.ts';
import type { Appliers, Writing } from './writing.ts';

// Entries with a text have lines of their own (log-lines.ts); facts are not exported.
const common = { names: null, gone: 'eraser', exported: null, imported: 'remade' } as const;

export const log = table({
  name: 'log',
  key: ['id'],
  after: ['room_members'],
  columns: {
    id: {
      ...common,
      sql: 'INTEGER',
      names: 'entry',
      gone: 'stays',
      shown: 'shown',
      copied: 'copied',
      checked: 'rule',
    },
    at: {
      ...common,
      sql: 'INTEGER NOT NULL',
      gone: 'stays',
      shown: 'shown',
      copied: 'copied',
      checked: 'rule',
    },
    // That a message is hidden would tell authors who has blocked them.
    kind: {
      ...common,
      sql: 'INTEGER NOT NULL',
      shown: 'withheld',
      copied: 'emptied',
      checked: 'rule',
    },
    author: {
      ...common,
      sql: 'INTEGER NOT NULL',
      names: 'account',
      shown: 'shown',
      copied: 'emptied',
      checked: 'rule',
    },
    low: {
      ...common,
      sql: 'INTEGER',
      names: 'minus room',
      shown: 'shown',
      copied: 'emptied',
      checked: 'rule',
    },
    high: { ...common, sql: 'INTEGER', shown: 'shown', copied: 'emptied', checked: 'rule' },
    key: { ...common, sql: 'TEXT', shown: 'withheld', copied: 'emptied', checked: 'any' },
    data: { ...common, sql: 'TEXT', shown: 'shown', copied: 'emptied', checked: 'rule' },
    text: { ...common, sql: 'BLOB', shown: 'shown', copied: 'emptied', checked: 'rule' },
  },
  line: null,
  lines: logLines,
  takes: { message: takeMessage, 'room-message': takeRoomMessage, edit: takeEdit },
  rules: [
    [
      'an entry of no known kind (entry, kind):',
      `SELECT id, kind FROM log WHERE kind NOT BETWEEN 0 AND ${KINDS_MAX}`,
    ],
    [
      'an entry whose data cannot be read (entry):',
      'SELECT id FROM log WHERE data IS NOT NULL AND NOT json_valid(data)',
    ],
    [
      'texts of somebody who is gone (account):',
      `SELECT DISTINCT author FROM log WHERE kind IN ${WITH_TEXT} AND author <> 0
         AND author NOT IN (SELECT id FROM accounts)
         AND author NOT IN (SELECT account FROM erased WHERE done = 0)`,
    ],
    [
      'texts of a room that is gone (room):',
      `SELECT DISTINCT -low FROM log WHERE kind IN ${WITH_TEXT} AND low < 0
         AND -low NOT IN (SELECT id FROM rooms) AND low NOT IN (SELECT low FROM erasures)`,
    ],
    [
      'what was said in a room that keeps nothing (room, message):',
      `SELECT -low, log.id FROM log JOIN rooms ON rooms.id = -low
       WHERE low < 0 AND kept = 0 AND kind IN ${WITH_TEXT}`,
    ],
    [
      'a message answers one of another conversation (message, answered):',
      `SELECT log.id, answered.id AS answered FROM log JOIN log AS answered
         ON answered.id = iif(json_valid(log.data), json_extract(log.data, '$.reply'), NULL)
       WHERE log.kind IN (${MESSAGE}, ${HIDDEN}) AND log.data IS NOT NULL
         AND answered.low IS NOT NULL
         AND (answered.low, answered.high) <> (log.low, log.high)`,
    ],
    [
      'a message that is meant in no known way (message, as):',
      `SELECT id, json_extract(data, '$.as') FROM log
       WHERE kind IN (${MESSAGE}, ${HIDDEN}) AND data IS NOT NULL AND json_valid(data)
         AND json_extract(data, '$.as') NOT IN ('notice', 'action')`,
    ],
  ],
  applied: {
    ...factsOf(Object.values(storedKinds)),
    edited({ message, text, hidden = false }, writing) {
      const { kind, author, low, high } = writing.whole(message);
      const isUnseen = kind === HIDDEN || hidden;
      const { id, at } = writing;
      addEdit(writing, { id, at, author, low, high, message, isUnseen, text });
      writing.stored(author, text.length);
    },
  },
  answers: [
    history,
    wrote,
    owner,
    answers(logEntries, ({ after, limit }, { entries }) => entries.page(after, limit)),
  ],
});

/** The effects of the kinds whose entries are what their descriptions say. */
function factsOf(kinds: readonly StoredKind<Change>[]): Appliers {
  const all = kinds.map((kind) => {
    const apply = (change: Change, writing: Writing) => {
      const ids = kind.always || writing.hasChanged ? kind.entry?.(change) : undefined;
      if (ids !== undefined) addFact(writing, kind.number, ids);
    };
    return [kind.kind, apply] as const;
  });
  return Object.fromEntries(all);
}

function addFact(writing: Writing, kind: number, { by, to, message, more }: EntryIds): void {
  // An entry that stays has its ids where the eraser does not look.
  const isLasting = kind <= LASTING_MAX;
  const data = {
    ...(isLasting && to !== undefined && { room: -to }),
    ...(isLasting && message !== undefined && { message }),
    ...more,
  };
  writing.run(
    'INSERT INTO log (id, at, kind, author, low, high, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
    writing.id,
    writing.at,
    kind,
    isLasting || !writing.gone.accounts.has(by) ? by : 0,
    isLasting ? null : (to ?? null),
    // No change is about a later message than there is.
    isLasting || message === undefined ? null : Math.min(message, writing.id),
    Object.keys(data).length === 0 ? null : JSON.stringify(data),
  );
}
