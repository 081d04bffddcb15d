/**
 * The log: messages and edits with their texts, and facts, which hold ids only. A message has the two people of its
 * conversation in `low` and `high` (equal for notes to oneself), and its author in `author`; a message of a room has
 * minus the room's id in both, and the author 0 where that is a guest. `data` has the rarer fields: `{guest, reply}`;
 * of an edit `{message, hidden}`; of a fact whatever may be kept for ever. Facts about other people or places have ids
 * only: the account or room in `low`, the message in `high`.
 */
import { logEntries } from '../../chat/delivery/log-entry.ts';
import { HIDDEN, KIND, KINDS_MAX, MESSAGE, WITH_TEXT } from '../database/schema.ts';
import { history, wrote } from '../reader/history.ts';
import { owner } from '../reader/single-messages.ts';
import { answers } from './answering.ts';
import { addEdit } from './log-entries.ts';
import { logLines, takeEdit, takeMessage, takeRoomMessage } from './log-lines.ts';
import { table } from './table.ts';
import { type Appliers, isMemberGone, type Writing } from './writing.ts';

// Entries with a text have lines of their own (log-lines.ts); facts are not exported.
const common = { names: null, gone: 'eraser', exported: null, imported: 'remade' } as const;

export const log = table({
  name: 'log',
  key: ['id'],
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
         ON answered.id = json_extract(log.data, '$.reply')
       WHERE log.kind IN (${MESSAGE}, ${HIDDEN}) AND log.data IS NOT NULL
         AND answered.low IS NOT NULL
         AND (answered.low, answered.high) <> (log.low, log.high)`,
    ],
  ],
  // Every change leaves a row.
  applied: {
    account: (change, writing) => fact(writing, KIND.account, change.account.id),
    'account-removed': (change, writing) => fact(writing, KIND['account-removed'], change.account),
    device({ device: { id, account } }, writing) {
      fact(writing, KIND.device, account, { device: id });
    },
    'device-removed'({ account, device }, writing) {
      fact(writing, KIND['device-removed'], account, { device });
    },
    invitation: (change, writing) => fact(writing, KIND.invitation, change.invitation.by),
    room({ room: { id }, audit }, writing) {
      if (!writing.gone.rooms.has(id)) fact(writing, KIND.room, audit?.by ?? 0, { room: id });
    },
    'room-removed'({ room, audit }, writing) {
      fact(writing, KIND['room-removed'], audit?.by ?? 0, { room });
    },
    member({ member }, writing) {
      if (isMemberGone(member, writing)) return;
      const { room, account, role } = member;
      fact(writing, KIND.member, account, { room, role });
    },
    'member-removed'({ room, account }, writing) {
      fact(writing, KIND['member-removed'], account, { room });
    },
    edited({ message, text, hidden = false }, writing) {
      const whole = writing.whole(message);
      if (whole === null) return;
      const { kind, author, low, high } = whole;
      const isUnseen = kind === HIDDEN || hidden;
      addEdit(writing, {
        id: writing.id,
        at: writing.at,
        author,
        low,
        high,
        message,
        isUnseen,
        text,
      });
      writing.stored(author, text.length);
    },
    deleted({ message, by }, writing) {
      if (writing.whole(message) !== null) fact(writing, KIND.deleted, by, { message });
    },
    read({ account, peer, upTo }, writing) {
      changed(writing, KIND.read, account, peer, Math.min(upTo, writing.id));
    },
    reaction({ account, message, on, hidden }, writing) {
      changed(writing, KIND.reaction, account, null, message, {
        ...off(on),
        ...(hidden ? { hidden } : {}),
      });
    },
    pin({ room, message, on, audit }, writing) {
      if (writing.whole(message)?.low !== -room) return;
      ids(writing, KIND.pin, audit?.by ?? 0, -room, message, off(on));
    },
    block({ account, blocked, on }, writing) {
      changed(writing, KIND.block, account, blocked, null, off(on));
    },
    ban: ({ ban }, writing) => changed(writing, KIND.ban, ban.account ?? 0, -ban.room),
    unban: ({ room }, writing) => changed(writing, KIND.unban, 0, -room),
    'room-mute'({ room, account }, writing) {
      changed(writing, KIND['room-mute'], account, -room);
    },
    'room-invitation'({ room, account }, writing) {
      changed(writing, KIND['room-invitation'], account, -room);
    },
    audit({ audit: { by, room } }, writing) {
      if (!writing.gone.rooms.has(room)) ids(writing, KIND.audit, by, room === 0 ? null : -room);
    },
  } satisfies Required<Appliers>,
  answers: [
    history,
    wrote,
    owner,
    answers(logEntries, ({ after, limit }, { entries }) => entries.page(after, limit)),
  ],
});

/** Adds a fact: the account that it is about (0: a guest or nobody), and any data that may be kept for ever. */
function fact(writing: Writing, kind: number, account: number, data?: object): void {
  writing.run(
    'INSERT INTO log (id, at, kind, author, data) VALUES (?, ?, ?, ?, ?)',
    writing.id,
    writing.at,
    kind,
    account,
    data === undefined ? null : JSON.stringify(data),
  );
}

/** The data of a change that is undone. */
function off(on: boolean): { off?: true } {
  return on ? {} : { off: true };
}

/** Logs a change with ids only, if it has changed anything. */
function changed(writing: Writing, ...entry: Ids): void {
  if (writing.hasChanged) ids(writing, ...entry);
}

type Ids = [
  kind: number,
  account: number,
  /** The account, or the room as minus its id, that it concerns. */
  to: number | null,
  /** The message that it is about, or up to which it counts. */
  message?: number | null,
  data?: object,
];

function ids(writing: Writing, ...[kind, account, to, message = null, data = {}]: Ids): void {
  const { accounts } = writing.gone;
  writing.run(
    'INSERT INTO log (id, at, kind, author, low, high, data) VALUES (?, ?, ?, ?, ?, ?, ?)',
    writing.id,
    writing.at,
    kind,
    accounts.has(account) ? 0 : account,
    to,
    message,
    Object.keys(data).length === 0 ? null : JSON.stringify(data),
  );
}
