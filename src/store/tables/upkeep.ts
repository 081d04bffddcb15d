/** The tables by which storage goes on: what was given, what is being erased, what was done by whom. */
import { type Columns, column } from './column.ts';

export const upkeepTables = {
  state: {
    only_one: column('left', 'withheld', 'copied', 'stays', 'any'),
    // A folder that something is imported into is a store of its own.
    store: column('left', 'withheld', 'copied', 'stays', 'any'),
    next_entry: column('left', 'withheld', 'copied', 'stays', 'rule'),
    newest_at: column('left', 'withheld', 'copied', 'stays', 'rule'),
    next_account: column('left', 'withheld', 'copied', 'stays', 'rule'),
    next_device: column('left', 'withheld', 'copied', 'stays', 'rule'),
    next_room: column('left', 'withheld', 'copied', 'stays', 'rule'),
    guest_bytes: column('remade', 'withheld', 'emptied', 'stays', 'rule'),
    unwiped: column('left', 'withheld', 'copied', 'stays', 'flag'),
    held: column('left', 'withheld', 'copied', 'stays', 'any'),
  },
  // By ids of the store that they are of.
  erased: {
    account: column('left', 'withheld', 'copied', 'stays', 'rule'),
    done: column('left', 'withheld', 'copied', 'stays', 'flag'),
  },
  erasures: {
    account: column('left', 'withheld', 'copied', 'deleted', 'rule'),
    low: column('left', 'withheld', 'copied', 'deleted', 'any'),
    high: column('left', 'withheld', 'copied', 'deleted', 'any'),
  },
  removed_rooms: {
    id: column('left', 'withheld', 'copied', 'stays', 'rule'),
  },
  doomed: {
    entry: column('left', 'withheld', 'copied', 'deleted', 'any'),
  },
  // Whom it tells of are numbers when they are gone; after --keep-audit it tells of nothing.
  audit: {
    id: column('left', 'withheld', 'copied', 'stays', 'rule'),
    at: column('left', 'withheld', 'copied', 'stays', 'any'),
    by_id: column('left', 'withheld', 'copied', 'stays', 'rule'),
    by_name: column('left', 'withheld', 'copied', 'emptied', 'any'),
    room: column('left', 'withheld', 'copied', 'stays', 'rule'),
    room_name: column('left', 'withheld', 'copied', 'stays', 'any'),
    what: column('left', 'withheld', 'copied', 'stays', 'any'),
    whom_id: column('left', 'withheld', 'copied', 'stays', 'rule'),
    whom: column('left', 'withheld', 'copied', 'emptied', 'any'),
    detail: column('left', 'withheld', 'copied', 'emptied', 'any'),
  },
} as const satisfies Readonly<Record<string, Columns>>;
