/** Names of people and rooms that stay reserved for a while, also after their account or room is removed. */
import type { ReservationRecord } from '../../chat/records.ts';
import { table } from './table.ts';
import type { Writing } from './writing.ts';

const common = {
  names: null,
  gone: 'stays',
  imported: 'read',
  shown: 'withheld',
  copied: 'copied',
  checked: 'any',
} as const;

export const reservations = table({
  name: 'reservations',
  key: ['name'],
  after: ['accounts'],
  columns: {
    name: { sql: 'TEXT', exported: 'name', ...common },
    until: { sql: 'INTEGER NOT NULL', exported: 'time', ...common },
  },
  line: {
    kind: 'reservation',
    says: 'nobody may have this name',
    where: 'until > :now',
    order: 'name',
    person: null,
    repeated: 'REPLACE',
  },
  over: 'until',
  held: { as: 'reservations' },
  rules: [],
  applied: {
    account({ reservation }, writing) {
      if (reservation !== null) reserve(reservation, writing);
    },
    'account-removed': ({ reservation }, writing) => reserve(reservation, writing),
    room({ reservation }, writing) {
      if (reservation !== undefined) reserve(reservation, writing);
    },
  },
});

function reserve({ name, until }: ReservationRecord, writing: Writing): void {
  writing.run('INSERT OR REPLACE INTO reservations (name, until) VALUES (?, ?)', name, until);
}
