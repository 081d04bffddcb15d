/** What storage keeps, as plainly as possible: the messages of the log, and what the other entries leave behind. */
import assert from 'node:assert/strict';
import type { StoredMessage } from '../archive.ts';
import type { AccountRecord, DeviceRecord, InvitationRecord } from '../records.ts';
import type { Change, Outcome, Place, Stored } from '../storage.ts';
import { RoomTables } from './room-tables.ts';

interface KnownAccount {
  record: AccountRecord;
  storedBytes: number;
  place: number;
  /** By sender. */
  readonly waiting: Map<number, number>;
  /** By peer: it has read up to this message. */
  readonly read: Map<number, number>;
  /** What was sent to it, oldest first; what was erased since is still there. */
  readonly inbox: StoredMessage[];
}

export class StoredTables {
  readonly accounts = new Map<number, KnownAccount>();
  readonly devices = new Map<number, { record: DeviceRecord; place: number }>();
  readonly invitations = new Map<string, InvitationRecord>();
  readonly reservations = new Map<string, number>();
  /** Not those that were erased. */
  readonly messages = new Map<number, StoredMessage>();
  readonly rooms = new RoomTables(this.messages, (id) => this.messages.delete(id));
  readonly #keys = new Map<string, StoredMessage>();
  readonly #removed = new Set<number>();
  /** Invitations. */
  readonly #used = new Set<string>();
  #entry = 0;
  #nextAccount = 1;
  #nextDevice = 1;

  /** Makes `change` durable, unless it is a repeated message. */
  apply(change: Change, at: number): Exclude<Outcome, { kind: 'failed' }> {
    const key = change.kind === 'message' && change.key !== null;
    const keyed = key ? `${change.from} ${change.key}` : null;
    const like = keyed === null ? undefined : this.#keys.get(keyed);
    if (like !== undefined) return { kind: 'repeated', id: like.id, at: like.at };
    const id = ++this.#entry;
    if (change.kind === 'message') {
      const { from, to, text } = change;
      const message = { id, at, from, to, text };
      if (keyed !== null) this.#keys.set(keyed, message);
      this.rooms.said(message, change.more ?? null);
      this.#message(message, change.waits);
    } else this.#change(change, id, at);
    return { kind: 'durable', id, at };
  }

  #message(message: StoredMessage, waits: boolean): void {
    const { id, from, to, text } = message;
    const sender = this.accounts.get(from);
    assert.ok(sender !== undefined || from === 0, 'a message from an account that is gone');
    this.messages.set(id, message);
    if (sender !== undefined) sender.storedBytes += text.length;
    if (to < 0) {
      assert.ok(this.rooms.rooms.has(-to), 'a message to a room that is gone');
      return;
    }
    const recipient = this.accounts.get(to);
    assert.ok(recipient !== undefined, 'a message to an account that is gone');
    if (this.rooms.isHidden(id)) return;
    if (from !== to) recipient.inbox.push(message);
    if (waits) recipient.waiting.set(from, (recipient.waiting.get(from) ?? 0) + 1);
  }

  #change(change: Exclude<Change, { kind: 'message' }>, id: number, at: number): void {
    this.rooms.apply(change, id, at);
    switch (change.kind) {
      case 'account':
        return this.#account(change.account, change.invitation, change.reservation);
      case 'account-removed':
        this.#remove(change.account);
        this.rooms.accountRemoved(change.account);
        this.reservations.set(change.reservation.name, change.reservation.until);
        return;
      case 'device':
        assert.ok(this.accounts.has(change.device.account), 'a device of an account that is gone');
        assert.ok(!this.devices.has(change.device.id), 'two devices with one id');
        this.devices.set(change.device.id, { record: change.device, place: 0 });
        this.#nextDevice = Math.max(this.#nextDevice, change.device.id + 1);
        return;
      case 'device-removed':
        this.devices.delete(change.device);
        return;
      case 'invitation':
        if (this.#removed.has(change.invitation.by)) return;
        this.invitations.set(change.invitation.code, change.invitation);
        return;
      case 'read': {
        const read = this.accounts.get(change.account)?.read;
        read?.set(change.peer, Math.max(change.upTo, read.get(change.peer) ?? 0));
        return;
      }
      case 'member': {
        const { account, room } = change.member;
        this.#readUpToNow(account, room, id);
        return;
      }
      case 'room':
        for (const { account, room } of change.founders) this.#readUpToNow(account, room, id);
        return;
      case 'edited': {
        const author = this.accounts.get(change.by);
        if (author !== undefined) author.storedBytes += change.text.length;
      }
    }
  }

  /** Who comes in has read what was said before, unless it has been there before. */
  #readUpToNow(account: number, room: number, id: number): void {
    const read = this.accounts.get(account)?.read;
    if (read !== undefined && !read.has(-room)) read.set(-room, id);
  }

  #account(
    record: AccountRecord,
    invitation: string | null,
    reservation: { name: string; until: number } | null,
  ): void {
    assert.ok(!this.#removed.has(record.id), 'an account that is gone comes back');
    if (invitation !== null) {
      assert.ok(!this.#used.has(invitation), 'an invitation is used twice');
      this.#used.add(invitation);
      this.invitations.delete(invitation);
    }
    if (reservation !== null) this.reservations.set(reservation.name, reservation.until);
    const known = this.accounts.get(record.id);
    this.#nextAccount = Math.max(this.#nextAccount, record.id + 1);
    if (known !== undefined) known.record = record;
    else {
      const [waiting, read] = [new Map(), new Map()];
      const account = { record, storedBytes: 0, place: 0, waiting, read, inbox: [] };
      this.accounts.set(record.id, account);
    }
  }

  /** With its devices, its places and the texts that it wrote. */
  #remove(id: number): void {
    assert.ok(this.accounts.delete(id), 'an account that is gone is removed');
    this.#removed.add(id);
    for (const { record } of this.devices.values()) {
      if (record.account === id) this.devices.delete(record.id);
    }
    for (const { code, by } of this.invitations.values()) {
      if (by === id) this.invitations.delete(code);
    }
    for (const message of this.messages.values()) {
      if (message.from === id) this.messages.delete(message.id);
    }
    for (const { waiting } of this.accounts.values()) waiting.delete(id);
  }

  note(place: Place): void {
    const account = this.accounts.get(place.account);
    if (account === undefined) return;
    if (place.kind === 'caught-up') account.waiting.clear();
    else if (place.device === 0) account.place = Math.max(account.place, place.upTo);
    else {
      const device = this.devices.get(place.device);
      if (device !== undefined) device.place = Math.max(device.place, place.upTo);
    }
  }

  /** Sent to `account` and kept, but not read. */
  isMissed(account: number, { id, from }: StoredMessage): boolean {
    return this.messages.has(id) && id > (this.accounts.get(account)?.read.get(from) ?? 0);
  }

  /** What others sent to `account` with ids over `after`, oldest first. */
  missed(account: number, after: number): StoredMessage[] {
    const { inbox } = this.accounts.get(account) ?? { inbox: [] };
    let first = inbox.length;
    while (first > 0 && (inbox[first - 1] as StoredMessage).id > after) first--;
    return inbox.slice(first).filter((message) => this.isMissed(account, message));
  }

  /** What `account` wrote or was sent, oldest first. */
  ofAccount(account: number): StoredMessage[] {
    const all = [...this.messages.values()];
    const own = all.filter(({ from, to }) => to > 0 && (from === account || to === account));
    return own.filter((message) => this.rooms.shows(account, message));
  }

  /** What was said in a room, as `account` sees it. */
  ofRoom(account: number, room: number): StoredMessage[] {
    const all = [...this.messages.values()].filter(({ to }) => to === -room);
    return all.filter((message) => this.rooms.shows(account, message));
  }

  /** What a server that starts now finds. */
  get stored(): Stored {
    const accounts = Array.from(this.accounts.values(), (account) => ({
      ...account.record,
      storedBytes: account.storedBytes,
      place: account.place,
      waiting: Array.from(account.waiting, ([from, count]) => ({ from, count })),
    }));
    return {
      accounts,
      devices: Array.from(this.devices.values(), ({ record, place }) => ({ ...record, place })),
      invitations: [...this.invitations.values()],
      reservations: Array.from(this.reservations, ([name, until]) => ({ name, until })),
      nextEntry: this.#entry + 1,
      nextAccount: this.#nextAccount,
      nextDevice: this.#nextDevice,
      ...this.rooms.stored,
    };
  }
}
