/** The tables of chinwag.db, as the list of steps that led to them. A step that was released is never changed. */

/** "Chwg": tells a database of ours from any other. */
export const APPLICATION_ID = 0x43687767;

/** What an entry of the log is. */
export const ERASED = 0;
export const MESSAGE = 1;
export const ACCOUNT = 2;
export const ACCOUNT_REMOVED = 3;
export const DEVICE = 4;
export const DEVICE_REMOVED = 5;
export const INVITATION = 6;

/**
 * Step n leads from version n to n + 1.
 *
 * - `log` is what happened, in order. A message has the two people of its conversation in `low` and `high` (equal for
 *   what one writes to oneself), and who of them wrote it in `author`. Other entries are facts about accounts, by their
 *   ids: no name, password or token is in the log, so that a removal need not look for them there.
 * - `conversations` has the author before the id, so that what the other one wrote is found without looking at
 *   what one wrote oneself; a page of history merges the two.
 * - `log` and `secrets` only ever grow at their end, and a row that is erased becomes smaller in its place: see below.
 * - `erasures` says whose texts are still to be erased, and where; `erased` who is gone for good.
 */
export const MIGRATIONS: readonly string[] = [
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
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/*
 * Erases rows, those of a WHERE that follows. They are not deleted: where that leaves a page almost empty, SQLite moves
 * the rows beside it from page to page, and copies of them stay behind, out of the reach of secure_delete when they are
 * erased in their turn. A row that becomes smaller has what it no longer needs overwritten, and moves no other.
 */
export const ERASE_ENTRIES = `UPDATE log SET kind = ${ERASED}, author = 0, low = NULL, high = NULL, key = NULL,
  data = NULL, text = NULL`;
export const ERASE_SECRETS = "UPDATE secrets SET record = ''";
