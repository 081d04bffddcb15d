/** Reads the hub's state at the start of the server. */
import type { DatabaseSync } from 'node:sqlite';
import type { Stored, StoredAccount } from '../../chat/storage.ts';

/** The hub's state, and that of storage itself. */
export interface Snapshot {
  readonly stored: Stored;
  /** Identifies this store; another one, even one with the same data imported, differs. */
  readonly store: string;
  /** The time of the newest entry: times never go back. */
  readonly newestAt: number;
}

type Row = Record<string, number | string | null>;

export function readSnapshot(database: DatabaseSync): Snapshot {
  const state = database.prepare('SELECT * FROM state').get() as Row;
  const waiting = new Map<number, { from: number; count: number }[]>();
  for (const row of database.prepare('SELECT * FROM waiting').iterate() as Iterable<Row>) {
    const recipient = row.recipient as number;
    const senders = waiting.get(recipient) ?? [];
    if (senders.length === 0) waiting.set(recipient, senders);
    senders.push({ from: row.sender as number, count: row.count as number });
  }
  const accounts = database
    .prepare(
      `SELECT accounts.id, name, record AS password, created_at, operator, notices, stored_bytes, place
       FROM accounts LEFT JOIN secrets ON secrets.id = accounts.secret ORDER BY accounts.id`,
    )
    .all() as Row[];
  const devices = database
    .prepare(
      `SELECT devices.id, account, label, record AS token, created_at AS createdAt, place AS cursor
       FROM devices JOIN secrets ON secrets.id = devices.secret ORDER BY devices.id`,
    )
    .all();
  const invitations = database
    .prepare('SELECT code, made_by AS by, expires_at AS expiresAt FROM invitations')
    .all();
  const reservations = database.prepare('SELECT name, until FROM reservations').all();
  return {
    stored: {
      accounts: accounts.map((row) => storedAccount(row, waiting)),
      guestBytes: state.guest_bytes as number,
      devices: devices as unknown as Stored['devices'],
      invitations: invitations as unknown as Stored['invitations'],
      reservations: reservations as unknown as Stored['reservations'],
      nextEntry: state.next_entry as number,
      nextAccount: state.next_account as number,
      nextDevice: state.next_device as number,
      nextRoom: state.next_room as number,
      ...readRooms(database),
    },
    store: state.store as string,
    newestAt: state.newest_at as number,
  };
}

function readRooms(
  database: DatabaseSync,
): Pick<Stored, 'rooms' | 'members' | 'bans' | 'roomMutes' | 'roomInvitations' | 'blocks'> {
  const all = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }) as unknown);
  const rooms = database.prepare('SELECT * FROM rooms ORDER BY id').all() as Row[];
  return {
    rooms: rooms.map((row) => ({
      id: row.id as number,
      name: row.name as string,
      topic: row.topic as string,
      access: row.access as 'public' | 'private',
      guests: row.guests === 1,
      kept: row.kept === 1,
      slow: row.slow as number,
      createdAt: row.created_at as number,
    })),
    members: all(
      `SELECT room, account, role, muted_until AS mutedUntil FROM room_members
       ORDER BY room, account`,
    ) as Stored['members'],
    bans: all('SELECT room, account, name, address, until FROM bans') as Stored['bans'],
    roomMutes: all(
      'SELECT room, account, until FROM room_mutes ORDER BY room, until',
    ) as NonNullable<Stored['roomMutes']>,
    roomInvitations: all(
      'SELECT room, account FROM room_invitations ORDER BY room, account',
    ) as Stored['roomInvitations'],
    blocks: all('SELECT account, blocked FROM blocks') as Stored['blocks'],
  };
}

function storedAccount(
  row: Row,
  waiting: ReadonlyMap<number, StoredAccount['waiting']>,
): StoredAccount {
  const id = row.id as number;
  return {
    id,
    name: row.name as string,
    password: row.password as string | null,
    createdAt: row.created_at as number,
    operator: row.operator === 1,
    notices: row.notices === 1,
    storedBytes: row.stored_bytes as number,
    cursor: row.place as number,
    waiting: waiting.get(id) ?? [],
  };
}
