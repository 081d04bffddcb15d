/** Takes rooms into a data folder, and what became of messages after they were said. Ids are those that they have here. */
import type { MemberRecord, RoomRecord } from '../../chat/records.ts';
import { EDIT, HIDDEN } from '../database/schema.ts';
import type { Statements } from '../database/statements.ts';
import { countBytes } from '../writer/stored-bytes.ts';
import type { Kept } from './kept-data.ts';

type Of<Kind extends Kept['kind']> = Extract<Kept, { kind: Kind }>;

/** What a message says may be anywhere: it was taken back until an edit says otherwise. */
export function addTombstone(statements: Statements, message: number): void {
  statements.run('INSERT INTO message_states (message, deleted) VALUES (?, 1)', message);
}

export function addRoom(statements: Statements, room: RoomRecord): void {
  const { id, name, topic, access, guests, kept, slow, createdAt } = room;
  statements.run(
    'INSERT INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    name,
    topic,
    access,
    Number(guests),
    Number(kept),
    slow,
    createdAt,
  );
}

export function addMember(statements: Statements, member: MemberRecord): void {
  const { room, account, role, mutedUntil } = member;
  statements.run('INSERT INTO room_members VALUES (?, ?, ?, ?)', account, room, role, mutedUntil);
  addPlace(statements, account, room);
}

/** Where its read marker is, and its texts. */
export function addPlace(statements: Statements, account: number, room: number): void {
  statements.run(
    'INSERT OR IGNORE INTO members (account, low, high) VALUES (?1, ?2, ?2)',
    account,
    -room,
  );
}

export function addEdit(
  statements: Statements,
  { id, at, message, hidden, text }: Of<'edit'>,
): void {
  const of = statements.get(
    `SELECT kind, author, low, high, ifnull(edit, log.id) AS before, seen_edit AS seen
     FROM log LEFT JOIN message_states ON message = log.id WHERE log.id = ?`,
    message,
  );
  if (of === undefined) throw new Error('an edit of a message that was not added');
  const author = of.author as number;
  const isUnseen = hidden && of.kind !== HIDDEN;
  statements.run(
    `INSERT INTO log (id, at, kind, author, low, high, data, text)
     VALUES (?, ?, ${EDIT}, ?, ?, ?, ?, ?)`,
    id,
    at,
    author,
    of.low as number,
    of.high as number,
    JSON.stringify(isUnseen || of.kind === HIDDEN ? { message, hidden: true } : { message }),
    text,
  );
  statements.run('INSERT INTO edits VALUES (?, ?)', message, id);
  // As a change has it (message-changes.ts): the other one goes on seeing what was there before.
  statements.run(
    `INSERT INTO message_states (message, edit, seen_edit) VALUES (?, ?, ?)
     ON CONFLICT (message) DO UPDATE SET edit = excluded.edit, seen_edit = excluded.seen_edit,
       deleted = 0`,
    message,
    id,
    isUnseen ? ((of.seen ?? of.before) as number) : null,
  );
  countBytes(statements, author, text.length);
}

export function addReaction(
  statements: Statements,
  { id, message, account, emoji, hidden }: Of<'reaction'> & { readonly id: number },
): void {
  statements.run(
    'INSERT INTO reactions (entry, message, account, emoji, hidden) VALUES (?, ?, ?, ?, ?)',
    id,
    message,
    account,
    emoji,
    Number(hidden),
  );
}

export function addMention(statements: Statements, { message, account }: Of<'mention'>): void {
  statements.run(
    'INSERT OR IGNORE INTO mentions SELECT ?, low, id FROM log WHERE id = ? AND low < 0',
    account,
    message,
  );
}
