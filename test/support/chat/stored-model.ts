/**
 * What is known of people and their messages after some changes, worked out by itself: the simulations hold the hub
 * and its storage against it. It also checks that no change is about somebody who is gone by then.
 */
import assert from 'node:assert/strict';
import type {
  AccountRecord,
  DeviceRecord,
  InvitationRecord,
  ReservationRecord,
} from '../../../src/chat/records.ts';
import type { Change, Cursor } from '../../../src/chat/storage.ts';
import type { MessageSent } from '../../../src/chat/stored/message.ts';
import type { Durable } from './memory-database.ts';

interface KnownAccount {
  record: AccountRecord;
  /** What its plain clients have received. */
  cursor: number;
  /** The read mark, by peer. */
  readonly read: Map<number, number>;
  /** Messages sent to it, oldest first, including those erased since. */
  readonly inbox: KnownMessage[];
}

export interface KnownMessage {
  readonly id: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly text: Uint8Array;
}

export class StoredModel {
  readonly accounts = new Map<number, KnownAccount>();
  readonly devices = new Map<number, { readonly record: DeviceRecord }>();
  readonly invitations = new Map<string, InvitationRecord>();
  readonly reservations = new Map<string, number>();
  /** All messages with their first text, except those that went with their author or room. */
  readonly messages = new Map<number, KnownMessage>();
  readonly #rooms = new Set<number>();
  readonly #keys = new Map<string, number>();
  readonly #removed = new Set<number>();
  /** Used invitations. */
  readonly #used = new Set<string>();
  #newest = 0;

  /** `change` was made durable, or is a repeated message. */
  apply(change: Change, { kind, id, at }: Durable): void {
    if (change.kind === 'message') {
      // All guests have one number.
      const keyed =
        change.key === null || change.from === 0 ? null : `${change.from} ${change.key}`;
      const known = keyed === null ? undefined : this.#keys.get(keyed);
      assert.equal(kind === 'repeated' ? id : undefined, known, 'stored twice, or not at all');
      if (known !== undefined) return;
      if (keyed !== null) this.#keys.set(keyed, id);
    }
    assert.equal(kind, 'durable');
    assert.ok(id > this.#newest, 'ids go back');
    this.#newest = id;
    if (change.kind === 'message') this.#message(change, id, at);
    else this.#change(change, id);
  }

  note(cursor: Cursor): void {
    const account = this.accounts.get(cursor.account);
    if (account === undefined || cursor.kind === 'caught-up' || cursor.device !== 0) return;
    account.cursor = Math.max(account.cursor, cursor.upTo);
  }

  /** Messages of others to `account` with ids above `after` that are there and unread, oldest first. */
  missed(account: number, after: number): KnownMessage[] {
    const known = this.accounts.get(account);
    if (known === undefined) return [];
    const { inbox, read } = known;
    let first = inbox.length;
    while (first > 0 && (inbox[first - 1] as KnownMessage).id > after) first--;
    return inbox
      .slice(first)
      .filter(({ id, from }) => this.messages.has(id) && id > (read.get(from) ?? 0));
  }

  #message({ from, to, text }: MessageSent, id: number, at: number): void {
    const message = { id, at, from, to, text };
    assert.ok(this.accounts.has(from) || from === 0, 'a message from an account that is gone');
    this.messages.set(id, message);
    if (to < 0) {
      assert.ok(this.#rooms.has(-to), 'a message to a room that is gone');
      return;
    }
    const recipient = this.accounts.get(to);
    assert.ok(recipient !== undefined, 'a message to an account that is gone');
    if (from !== to) recipient.inbox.push(message);
  }

  #change(change: Exclude<Change, MessageSent>, id: number): void {
    switch (change.kind) {
      case 'account':
        return this.#account(change.account, change.invitation, change.reservation);
      case 'account-removed':
        return this.#remove(change.account, change.reservation);
      case 'device':
        assert.ok(this.accounts.has(change.device.account), 'a device of an account that is gone');
        assert.ok(!this.devices.has(change.device.id), 'two devices with one id');
        this.devices.set(change.device.id, { record: change.device });
        return;
      case 'device-removed':
        this.devices.delete(change.device);
        return;
      case 'invitation':
        if (this.#removed.has(change.invitation.by)) return;
        this.invitations.set(change.invitation.code, change.invitation);
        return;
      case 'read': {
        const { account, peer, upTo } = change;
        const read = this.accounts.get(account)?.read;
        // Nobody can read later messages.
        read?.set(peer, Math.max(Math.min(upTo, id), read.get(peer) ?? 0));
        return;
      }
      case 'room':
        this.#rooms.add(change.room.id);
        return;
      case 'room-removed':
        this.#rooms.delete(change.room);
        return this.#erase(({ to }) => to === -change.room);
      case 'member':
        assert.ok(this.#rooms.has(change.member.room), 'a member of a room that is gone');
    }
  }

  #account(
    record: AccountRecord,
    invitation: string | null,
    reservation: ReservationRecord | null,
  ): void {
    assert.ok(!this.#removed.has(record.id), 'an account that is gone comes back');
    if (invitation !== null) {
      assert.ok(!this.#used.has(invitation), 'an invitation is used twice');
      this.#used.add(invitation);
      this.invitations.delete(invitation);
    }
    if (reservation !== null) this.reservations.set(reservation.name, reservation.until);
    const known = this.accounts.get(record.id);
    if (known !== undefined) known.record = record;
    else this.accounts.set(record.id, { record, cursor: 0, read: new Map(), inbox: [] });
  }

  /** Removes an account with its devices, invitations and texts. */
  #remove(id: number, { name, until }: ReservationRecord): void {
    assert.ok(this.accounts.delete(id), 'an account that is gone is removed');
    this.#removed.add(id);
    this.reservations.set(name, until);
    for (const { record } of this.devices.values()) {
      if (record.account === id) this.devices.delete(record.id);
    }
    for (const { code, by } of this.invitations.values()) {
      if (by === id) this.invitations.delete(code);
    }
    this.#erase(({ from }) => from === id);
  }

  #erase(isGone: (message: KnownMessage) => boolean): void {
    for (const message of this.messages.values()) {
      if (isGone(message)) this.messages.delete(message.id);
    }
  }
}
