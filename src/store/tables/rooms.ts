/** Rooms. */
import { table } from './table.ts';

const common = { imported: 'read', copied: 'copied', shown: 'shown', gone: 'row' } as const;
/** Deleted rows may leave traces where SQLite moved them, so the values are emptied first. */
const emptied = { emptiedWith: ['id'] } as const;

export const rooms = table({
  name: 'rooms',
  key: ['id'],
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
      // The topic of a private room is not shown to people who have left it.
      shown: {
        as: `iif(access = 'public' OR id IN (SELECT room FROM room_members WHERE account = :person),
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
    says: 'a room; `guests` may join or not; `slow` is in seconds',
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
      `SELECT id FROM rooms WHERE access NOT IN ('public', 'private') OR slow < 0`,
    ],
  ],
  applied: {
    room({ room: { id, name, topic, access, guests, kept, slow, createdAt } }, writing) {
      writing.run(
        `INSERT INTO rooms (id, name, topic, access, guests, kept, slow, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
           name = excluded.name, topic = excluded.topic, access = excluded.access,
           guests = excluded.guests, kept = excluded.kept, slow = excluded.slow,
           created_at = excluded.created_at`,
        id,
        name,
        topic,
        access,
        Number(guests),
        Number(kept),
        slow,
        createdAt,
      );
    },
  },
});
