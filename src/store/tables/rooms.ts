/** Rooms. */
import { table } from './table.ts';

const common = { imported: 'read', copied: 'copied', shown: 'shown', gone: 'row' } as const;
/** Deleted rows may leave traces where SQLite moved them, so the values are emptied first. */
const emptied = { emptiedWith: ['id'] } as const;

export const rooms = table({
  name: 'rooms',
  key: ['id'],
  migrations: {
    8: `
    ALTER TABLE rooms ADD COLUMN topic_locked INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE rooms ADD COLUMN members_only INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE rooms ADD COLUMN moderated INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE rooms ADD COLUMN no_ctcp INTEGER NOT NULL DEFAULT 0;
    `,
  },
  after: ['reservations'],
  columns: {
    id: { sql: 'INTEGER', names: 'room', exported: 'id', ...common, checked: 'rule' },
    name: {
      sql: 'TEXT NOT NULL',
      names: null,
      exported: 'name',
      ...common,
      gone: emptied,
      checked: 'rule',
    },
    topic: {
      sql: 'TEXT NOT NULL',
      names: null,
      exported: 'topic',
      ...common,
      gone: emptied,
      // The topic of a room that is not listed is not shown to people who have left it.
      shown: {
        as: `iif(access IN ('public', 'closed') OR id IN (SELECT room FROM room_members WHERE account = :person),
          topic, '')`,
      },
      checked: 'any',
    },
    access: {
      sql: 'TEXT NOT NULL',
      names: null,
      exported: 'access',
      ...common,
      checked: 'rule',
    },
    topic_locked: {
      sql: 'INTEGER NOT NULL DEFAULT 1',
      names: null,
      exported: { field: 'topicLocked', form: 'flag unless true' },
      ...common,
      checked: 'flag',
    },
    members_only: {
      sql: 'INTEGER NOT NULL DEFAULT 1',
      names: null,
      exported: { field: 'membersOnly', form: 'flag unless true' },
      ...common,
      checked: 'flag',
    },
    moderated: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      exported: 'flag if true',
      ...common,
      checked: 'flag',
    },
    no_ctcp: {
      sql: 'INTEGER NOT NULL DEFAULT 0',
      names: null,
      exported: { field: 'noCtcp', form: 'flag if true' },
      ...common,
      checked: 'flag',
    },
    guests: { sql: 'INTEGER NOT NULL', names: null, exported: 'flag', ...common, checked: 'flag' },
    kept: { sql: 'INTEGER NOT NULL', names: null, exported: 'flag', ...common, checked: 'flag' },
    slow: { sql: 'INTEGER NOT NULL', names: null, exported: 'seconds', ...common, checked: 'rule' },
    created_at: {
      sql: 'INTEGER NOT NULL',
      names: null,
      exported: { field: 'created', form: 'time' },
      ...common,
      checked: 'any',
    },
  },
  line: {
    kind: 'room',
    says: 'a room; `access` is `public`, `private`, `unlisted` (open to whoever knows its name) or `closed` (listed, by invitation); `guests` may join or not; `slow` is in seconds',
    order: 'id',
    person: '-id IN (SELECT low FROM members WHERE account = :person)',
  },
  stamped: ['created_at'],
  held: { as: 'rooms' },
  rules: [
    [
      'a room that was removed and is there (room):',
      'SELECT id FROM rooms WHERE id IN (SELECT id FROM removed_rooms)',
    ],
    [
      'a room of no known access, or slower than can be (room):',
      `SELECT id FROM rooms WHERE access NOT IN ('public', 'private', 'unlisted', 'closed') OR slow < 0`,
    ],
  ],
  applied: {
    room({ room: { id, name, topic, access, guests, kept, slow, createdAt, ...flags } }, writing) {
      writing.run(
        `INSERT INTO rooms (id, name, topic, access, topic_locked, members_only, moderated, no_ctcp,
           guests, kept, slow, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, topic = excluded.topic, access = excluded.access,
           topic_locked = excluded.topic_locked, members_only = excluded.members_only,
           moderated = excluded.moderated, no_ctcp = excluded.no_ctcp,
           guests = excluded.guests, kept = excluded.kept, slow = excluded.slow,
           created_at = excluded.created_at`,
        id,
        name,
        topic,
        access,
        Number(flags.topicLocked),
        Number(flags.membersOnly),
        Number(flags.moderated),
        Number(flags.noCtcp),
        Number(guests),
        Number(kept),
        slow,
        createdAt,
      );
    },
  },
});
