/** Messages and edits as lines of an export. */
import type { Manner } from '../../protocol/manner.ts';
import { EDIT, HIDDEN, MESSAGE, WITH_TEXT } from '../database/log-kinds.ts';
import { messageData } from '../database/message-data.ts';
import type { Statements, Value } from '../database/statements.ts';
import { addEdit } from './log-entries.ts';
import { ADD_MEMBER } from './member-entries.ts';
import type {
  EditLine,
  LineSource,
  LineTarget,
  MessageLine,
  RoomMessageLine,
} from './own-lines.ts';
import { countBytes } from './stored-bytes.ts';

type Row = Readonly<Record<string, Value>>;

// Texts of removed accounts and rooms, and deleted texts, may still be there until they are erased; they are left out
// all the same.
const ENTRY = `SELECT log.id, log.at, kind, author, low, high, key, data, text, writer.name AS fromName,
    recipient.name AS toName, ifnull(deleted, 0) AS deleted,
    log.id IN (SELECT entry FROM doomed) AS doomed
  FROM log
    LEFT JOIN accounts AS writer ON writer.id = author
    LEFT JOIN accounts AS recipient ON recipient.id = low + high - author
    LEFT JOIN message_states AS state ON state.message = log.id
  WHERE log.id = ? AND (writer.id IS NOT NULL OR author = 0)
    AND low NOT IN (SELECT -id FROM removed_rooms)`;

const IS_CHANGED = 'SELECT 1 AS one FROM message_states WHERE message = ? AND deleted = 0';

export function* logLines(source: LineSource): Generator<MessageLine | RoomMessageLine | EditLine> {
  const { statements, entries } = source;
  source.newest = 0;
  for (const id of entries ?? withText(statements)) {
    const row = statements.get(ENTRY, id);
    const line = row === undefined ? null : lineOf(row, source);
    if (line === null) continue;
    source.newest = id;
    yield line;
  }
}

function* withText(statements: Statements): Generator<number> {
  const all = `SELECT id FROM log WHERE kind IN ${WITH_TEXT} ORDER BY id`;
  for (const { id } of statements.iterate(all)) yield id as number;
}

/** People are told neither which of their messages are hidden from others, nor keys. */
function lineOf(
  row: Row,
  { statements, person }: LineSource,
): MessageLine | RoomMessageLine | EditLine | null {
  const data = (row.data === null ? {} : JSON.parse(row.data as string)) as {
    readonly guest?: string | null;
    readonly reply?: number | null;
    readonly as?: Manner;
    readonly message?: number;
    readonly hidden?: boolean;
  };
  const id = row.id as number;
  const at = row.at as number;
  const isGone = row.deleted === 1 || row.doomed === 1;
  const text = isGone ? null : (row.text as Uint8Array | null);
  if (row.kind === EDIT) {
    const { message = 0 } = data;
    if (text === null || statements.get(IS_CHANGED, message) === undefined) return null;
    const hidden = person === null && data.hidden === true;
    return { kind: 'edit', id, at, message, hidden, text };
  }
  const from = row.author as number;
  const low = row.low as number;
  const key = person === null ? (row.key as string | null) : null;
  const common = { id, at, from, reply: data.reply ?? null, as: data.as ?? null, key, text };
  if (low < 0) {
    const fromName = (from === 0 ? data.guest : row.fromName) as string;
    return { kind: 'room-message', ...common, room: -low, fromName };
  }
  return {
    kind: 'message',
    ...common,
    fromName: row.fromName as string,
    to: low + (row.high as number) - from,
    toName: row.toName as string | null,
    hidden: person === null && row.kind === HIDDEN,
  };
}

/**
 * Ids of the entries in the export of `account`, in order: its conversations with one other person, except for messages
 * hidden from it, and its own messages in rooms.
 */
export function entriesOf(statements: Statements, account: number): number[] {
  const own = 'AND author = members.account';
  const parts = [
    [MESSAGE, 'members.low > 0'],
    [EDIT, `members.low > 0 AND (author = members.account OR data NOT LIKE '%"hidden"%')`],
    [HIDDEN, `TRUE ${own}`],
    [MESSAGE, `members.low < 0 ${own}`],
    [EDIT, `members.low < 0 ${own}`],
  ].map(
    ([kind, which]) =>
      `SELECT log.id FROM members JOIN log
         ON kind = ${kind} AND log.low = members.low AND log.high = members.high
       WHERE members.account = ?1 AND ${which}`,
  );
  return Array.from(
    statements.iterate(`${parts.join(' UNION ALL ')} ORDER BY 1`, account),
    ({ id }) => id as number,
  );
}

export function takeMessage(line: MessageLine, target: LineTarget): void {
  const { from, to, toName, hidden } = line;
  const author = target.ids.account(from);
  const peer = target.ids.account(to);
  const low = Math.min(author, peer);
  const high = Math.max(author, peer);
  const kind = hidden ? HIDDEN : MESSAGE;
  take(target, line, { kind, author, low, high, guest: null });
  target.run(ADD_MEMBER, author, low, high);
  if (toName !== null && peer !== author && !hidden) target.run(ADD_MEMBER, peer, low, high);
}

export function takeRoomMessage(line: RoomMessageLine, target: LineTarget): void {
  const { from, fromName } = line;
  const peer = -target.ids.room(line.room);
  const author = from === 0 ? 0 : target.ids.account(from);
  const guest = from === 0 ? fromName : null;
  take(target, line, { kind: MESSAGE, author, low: peer, high: peer, guest });
  if (author !== 0) target.run(ADD_MEMBER, author, peer, peer);
}

interface Said {
  readonly kind: number;
  readonly author: number;
  readonly low: number;
  readonly high: number;
  /** The name of a guest. */
  readonly guest: string | null;
}

function take(
  target: LineTarget,
  line: MessageLine | RoomMessageLine,
  { kind, author, low, high, guest }: Said,
): void {
  const here = target.placed(line);
  const { at, reply, as, key, text } = line;
  const answered = reply === null ? null : target.ids.message(reply);
  const data = messageData({ guest, reply: answered, as });
  target.run(
    `INSERT INTO log (id, at, kind, author, low, high, key, data, text)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    here,
    at,
    kind,
    author,
    low,
    high,
    // All guests have the author 0, so their keys are not unique: see Entries.
    author === 0 ? null : key,
    data,
    text,
  );
  if (text !== null) countBytes(target, author, text.length);
  // Its text may come with an edit: it counts as deleted until then.
  else target.run('INSERT INTO message_states (message, deleted) VALUES (?, 1)', here);
}

const EDITED = `SELECT kind, author, low, high, ifnull(edit, log.id) AS before, seen_edit AS seen
  FROM log LEFT JOIN message_states ON message = log.id WHERE log.id = ?`;

export function takeEdit(line: EditLine, target: LineTarget): void {
  const { at, hidden, text } = line;
  const id = target.placed(line);
  const message = target.ids.message(line.message);
  const of = target.get(EDITED, message);
  if (of === undefined) throw new Error('an edit of a message that was not added');
  const author = of.author as number;
  const where = { author, low: of.low as number, high: of.high as number };
  const isUnseen = hidden || of.kind === HIDDEN;
  addEdit(target, { id, at, ...where, message, isUnseen, text });
  target.run('INSERT INTO edits (message, entry) VALUES (?, ?)', message, id);
  // As in an edit (edits.ts): the other person goes on seeing the earlier text.
  const seen = hidden && of.kind !== HIDDEN ? ((of.seen ?? of.before) as number) : null;
  target.run(
    `INSERT INTO message_states (message, edit, seen_edit) VALUES (?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET edit = excluded.edit, seen_edit = excluded.seen_edit,
       deleted = 0`,
    message,
    id,
    seen,
  );
  countBytes(target, author, text.length);
}
