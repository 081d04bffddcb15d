/** What entries of the log are in chinwag.db, and the first steps of its schema. */

import type { ChangeName } from '../../chat/storage.ts';
import { LASTING_MAX } from '../../chat/stored/kind.ts';
import { storedKinds } from '../../chat/stored-list.ts';
import { WITH_TEXT } from './log-kinds.ts';

/** "Chwg": tells our databases from others. */
export const APPLICATION_ID = 0x43687767;

/** The number of each kind of change in the log. */
export const KIND = Object.fromEntries(
  Object.values(storedKinds).map(({ kind, number }) => [kind, number]),
) as Readonly<Record<ChangeName, number>>;

/** The highest kind. */
export const KINDS_MAX = Math.max(...Object.values(KIND));

/** A condition: entries that are erased with the account or room that they name. An index uses the same words. */
export const FACT = `kind > ${LASTING_MAX}`;

/**
 * The steps of the schema from before tables declared their own (`migrations` of a table). Step n leads from version n
 * to n + 1; a released step never changes. The purpose of each table is documented with it (tables/).
 *
 * - `conversations` has the author before the id, so that the other person's messages are found without reading one's
 *   own; a page of history merges the two.
 * - `log` and `secrets` only grow at their end, and an erased row shrinks in place: see ERASE_ENTRIES.
 * - An edit is an entry of its own, because the row of its message must not grow.
 */
export const FIRST_STEPS: readonly string[] = [
  `
  CREATE TABLE state (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    store TEXT NOT NULL,
    next_entry INTEGER NOT NULL,
    newest_at INTEGER NOT NULL,
    next_account INTEGER NOT NULL,
    next_device INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE log (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    author INTEGER NOT NULL,
    low INTEGER,
    high INTEGER,
    key TEXT,
    data TEXT,
    text BLOB
  ) STRICT;
  CREATE INDEX conversations ON log (low, high, author) WHERE kind = 1;
  CREATE UNIQUE INDEX keys ON log (author, key) WHERE key IS NOT NULL;

  CREATE TABLE secrets (id INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    secret INTEGER,
    created_at INTEGER NOT NULL,
    operator INTEGER NOT NULL,
    stored_bytes INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE devices (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL,
    label TEXT NOT NULL,
    secret INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    place INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX devices_of ON devices (account);
  CREATE TABLE invitations (
    code TEXT PRIMARY KEY,
    made_by INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX invitations_of ON invitations (made_by);
  CREATE TABLE reservations (name TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE members (
    account INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    read_id INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (account, low, high)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE waiting (
    recipient INTEGER NOT NULL,
    sender INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (recipient, sender)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX waiting_from ON waiting (sender);

  CREATE TABLE erased (account INTEGER PRIMARY KEY, done INTEGER NOT NULL) STRICT;
  CREATE TABLE erasures (
    account INTEGER NOT NULL,
    low INTEGER NOT NULL,
    high INTEGER NOT NULL,
    PRIMARY KEY (account, low, high)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE state ADD COLUMN next_room INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE state ADD COLUMN unwiped INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE accounts ADD COLUMN notices INTEGER NOT NULL DEFAULT 1;

  CREATE INDEX room_messages ON log (low) WHERE kind = 1 AND low < 0;
  CREATE INDEX set_apart ON log (low, high, author) WHERE kind = 7 OR kind = 8;

  CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    topic TEXT NOT NULL,
    access TEXT NOT NULL,
    guests INTEGER NOT NULL,
    kept INTEGER NOT NULL,
    slow INTEGER NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE removed_rooms (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE room_members (
    account INTEGER NOT NULL,
    room INTEGER NOT NULL,
    role TEXT NOT NULL,
    muted_until INTEGER NOT NULL,
    PRIMARY KEY (account, room)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_of_room ON room_members (room);
  CREATE TABLE bans (
    room INTEGER NOT NULL,
    name TEXT NOT NULL,
    account INTEGER,
    address TEXT,
    until INTEGER NOT NULL,
    PRIMARY KEY (room, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE room_invitations (
    account INTEGER NOT NULL,
    room INTEGER NOT NULL,
    PRIMARY KEY (account, room)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE blocks (
    account INTEGER NOT NULL,
    blocked INTEGER NOT NULL,
    PRIMARY KEY (account, blocked)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX blocked_by ON blocks (blocked);

  CREATE TABLE message_states (
    message INTEGER PRIMARY KEY,
    edit INTEGER,
    deleted INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE edits (
    message INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (message, entry)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE doomed (entry INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE mentions (
    account INTEGER NOT NULL,
    low INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (account, low, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mentions_in ON mentions (message);
  CREATE TABLE reactions (
    entry INTEGER PRIMARY KEY,
    message INTEGER NOT NULL,
    account INTEGER NOT NULL,
    emoji TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX reactions_to ON reactions (message, account, emoji);
  CREATE INDEX reactions_of ON reactions (account);
  CREATE TABLE pins (
    room INTEGER NOT NULL,
    message INTEGER NOT NULL,
    PRIMARY KEY (room, message)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX pinned ON pins (message);

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by_id INTEGER NOT NULL,
    by_name TEXT NOT NULL,
    room INTEGER NOT NULL,
    room_name TEXT NOT NULL,
    what TEXT NOT NULL,
    whom_id INTEGER,
    whom TEXT,
    detail TEXT
  ) STRICT;
  CREATE INDEX audit_of_room ON audit (room);
  `,
  `
  CREATE TABLE room_mutes (
    account INTEGER NOT NULL,
    room INTEGER NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (account, room)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mutes_of_room ON room_mutes (room);

  ALTER TABLE message_states ADD COLUMN seen_edit INTEGER;
  ALTER TABLE reactions ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
  `,
  'ALTER TABLE state ADD COLUMN held INTEGER NOT NULL DEFAULT 0;',
  `
  ALTER TABLE state ADD COLUMN guest_bytes INTEGER NOT NULL DEFAULT 0;
  UPDATE state SET guest_bytes =
    ifnull((SELECT sum(length(text)) FROM log WHERE author = 0 AND kind IN ${WITH_TEXT}), 0);
  `,
  `
  CREATE INDEX facts_of ON log (author) WHERE ${FACT};
  CREATE INDEX facts_about ON log (low) WHERE ${FACT};
  `,
];

/** From this version on readers need no migration: what tables have gained since is shown by older-data.ts. */
export const FIRST_READABLE_VERSION = 5;
