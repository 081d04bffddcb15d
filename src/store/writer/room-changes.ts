/** Applies what happens to rooms, to who is in them, and to who wants to hear of whom. */
import type { BanRecord, MemberRecord, RoomRecord } from '../../chat/records.ts';
import type { Change } from '../../chat/storage.ts';
import { MEMBER, MEMBER_REMOVED, ROOM, ROOM_REMOVED } from '../database/schema.ts';
import type { Statements } from '../database/statements.ts';
import { type Fact, fact } from './fact.ts';
import type { Gone } from './gone.ts';

export type RoomChange = Extract<
  Change,
  {
    kind:
      | 'room'
      | 'room-removed'
      | 'member'
      | 'member-removed'
      | 'ban'
      | 'unban'
      | 'room-mute'
      | 'room-invitation'
      | 'block';
  }
>;

export class RoomChanges {
  readonly #statements: Statements;
  readonly #gone: Gone;

  constructor(statements: Statements, gone: Gone) {
    this.#statements = statements;
    this.#gone = gone;
  }

  /** Entry `id` is `change`. Null: it leaves nothing in the log. */
  apply(change: RoomChange, id: number, at: number): Fact | null {
    switch (change.kind) {
      case 'room': {
        const { room, founders } = change;
        if (this.#gone.rooms.has(room.id)) return null;
        this.#room(room);
        for (const founder of founders) this.#member(founder, id);
        return fact(ROOM, change.audit?.by ?? 0, { room: room.id });
      }
      case 'room-removed':
        this.#remove(change.room);
        return fact(ROOM_REMOVED, change.audit?.by ?? 0, { room: change.room });
      case 'member': {
        const { room, account, role } = change.member;
        if (!this.#member(change.member, id)) return null;
        return fact(MEMBER, account, { room, role });
      }
      case 'member-removed': {
        const { room, account, ban } = change;
        // Whoever comes back is still muted.
        this.#run(
          `INSERT OR REPLACE INTO room_mutes SELECT account, room, muted_until FROM room_members
           WHERE account = ? AND room = ? AND muted_until > ?`,
          account,
          room,
          at,
        );
        this.#run('DELETE FROM room_members WHERE account = ? AND room = ?', account, room);
        this.#run('DELETE FROM room_mutes WHERE room = ? AND until <= ?', room, at);
        if (ban !== null) this.#ban(ban);
        return fact(MEMBER_REMOVED, account, { room });
      }
      case 'ban':
        this.#ban(change.ban);
        return null;
      case 'unban':
        this.#run('DELETE FROM bans WHERE room = ? AND name = ?', change.room, change.name);
        return null;
      case 'room-mute': {
        const { room, account, until } = change;
        if (this.#gone.rooms.has(room) || this.#gone.accounts.has(account)) return null;
        this.#run(
          `INSERT OR REPLACE INTO room_mutes SELECT ?1, ?2, ?3 WHERE NOT EXISTS (
             SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)`,
          account,
          room,
          until,
        );
        return null;
      }
      case 'room-invitation': {
        const { room, account, unseen } = change;
        if (unseen || this.#gone.rooms.has(room) || this.#gone.accounts.has(account)) return null;
        // Whoever came in meanwhile needs none.
        this.#run(
          `INSERT OR IGNORE INTO room_invitations SELECT ?1, ?2 WHERE NOT EXISTS (
             SELECT 1 FROM room_members WHERE account = ?1 AND room = ?2)`,
          account,
          room,
        );
        return null;
      }
      case 'block': {
        const { account, blocked, on, uninvited = [] } = change;
        this.#block(account, blocked, on);
        for (const room of uninvited) {
          this.#run('DELETE FROM room_invitations WHERE account = ? AND room = ?', account, room);
        }
        return null;
      }
    }
  }

  /** With an account that is removed goes what it is in and what it wants. */
  removeAccount(account: number): void {
    this.#run('DELETE FROM room_members WHERE account = ?', account);
    this.#run('DELETE FROM room_invitations WHERE account = ?', account);
    this.#run('DELETE FROM room_mutes WHERE account = ?', account);
    this.#run('DELETE FROM blocks WHERE account = ?1 OR blocked = ?1', account);
    // What is deleted may leave its traces where rows have moved; what it says now is nothing.
    this.#run('UPDATE bans SET address = NULL WHERE account = ?', account);
    this.#run('DELETE FROM bans WHERE account = ?', account);
  }

  /** Who was banned from where, by the name; null: a guest, or nobody. */
  banned(room: number, name: string): number | null {
    const row = this.#statements.get(
      'SELECT account FROM bans WHERE room = ? AND name = ?',
      room,
      name,
    );
    return (row?.account ?? null) as number | null;
  }

  #room({ id, name, topic, access, guests, kept, slow, createdAt }: RoomRecord): void {
    this.#run(
      `INSERT INTO rooms VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
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
    this.#run('UPDATE state SET next_room = max(next_room, ? + 1)', id);
  }

  /** Its texts are erased later (eraser.ts), whoever wrote them. */
  #remove(room: number): void {
    this.#gone.rooms.add(room);
    this.#run('INSERT OR IGNORE INTO removed_rooms VALUES (?)', room);
    this.#run('INSERT OR IGNORE INTO erasures VALUES (0, ?1, ?1)', -room);
    this.#run('UPDATE state SET unwiped = 1');
    this.#run("UPDATE rooms SET name = '', topic = '' WHERE id = ?", room);
    this.#run('DELETE FROM rooms WHERE id = ?', room);
    this.#run('DELETE FROM room_members WHERE room = ?', room);
    this.#run('DELETE FROM room_invitations WHERE room = ?', room);
    this.#run('DELETE FROM room_mutes WHERE room = ?', room);
    this.#run('DELETE FROM bans WHERE room = ?', room);
    this.#run('DELETE FROM pins WHERE room = ?', room);
    this.#run('DELETE FROM members WHERE low = ?1 AND high = ?1', -room);
    this.#run('DELETE FROM mentions WHERE low = ?', -room);
  }

  /** @returns whether both of them are there */
  #member({ room, account, role, mutedUntil }: MemberRecord, id: number): boolean {
    if (this.#gone.rooms.has(room) || this.#gone.accounts.has(account)) return false;
    const known = 'SELECT 1 AS one FROM room_members WHERE account = ? AND room = ?';
    if (this.#statements.get(known, account, room) === undefined) {
      this.#run('DELETE FROM room_invitations WHERE account = ? AND room = ?', account, room);
      this.#run('DELETE FROM room_mutes WHERE account = ? AND room = ?', account, room);
      // What was said before counts as read.
      this.#run(
        `INSERT INTO members VALUES (?1, ?2, ?2, ?3)
         ON CONFLICT DO UPDATE SET read_id = max(read_id, excluded.read_id)`,
        account,
        -room,
        id,
      );
    }
    this.#run(
      'INSERT OR REPLACE INTO room_members VALUES (?, ?, ?, ?)',
      account,
      room,
      role,
      mutedUntil,
    );
    return true;
  }

  #ban({ room, account, name, address, until }: BanRecord): void {
    if (this.#gone.rooms.has(room)) return;
    if (account !== null && this.#gone.accounts.has(account)) return;
    this.#run(
      'INSERT OR REPLACE INTO bans VALUES (?, ?, ?, ?, ?)',
      room,
      name,
      account,
      address,
      until,
    );
  }

  /** Whom a guest had blocked, and who had blocked it, goes on so with the account that it registers. */
  keepBlocks({ account, blocks }: Extract<Change, { kind: 'account' }>): void {
    for (const blocked of blocks?.blocked ?? []) this.#block(account.id, blocked, true);
    for (const by of blocks?.blockedBy ?? []) this.#block(by, account.id, true);
  }

  #block(account: number, blocked: number, on: boolean): void {
    if (!on) {
      this.#run('DELETE FROM blocks WHERE account = ? AND blocked = ?', account, blocked);
    } else if (!this.#gone.accounts.has(account) && !this.#gone.accounts.has(blocked)) {
      this.#run('INSERT OR IGNORE INTO blocks VALUES (?, ?)', account, blocked);
    }
  }

  #run(sql: string, ...values: (number | string | null)[]): void {
    this.#statements.run(sql, ...values);
  }
}
