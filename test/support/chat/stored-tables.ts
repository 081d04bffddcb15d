/** The simulated storage's tables, as simple as possible: messages of the log, and the effects of other entries. */
import assert from 'node:assert/strict';
import type { StoredMessage } from '../../../src/chat/archive.ts';
import type {
  AccountRecord,
  DeviceRecord,
  InvitationRecord,
  MemberRecord,
} from '../../../src/chat/records.ts';
import type { Change, Cursor, Outcome, Stored } from '../../../src/chat/storage.ts';
import type { StoredConversation } from '../../../src/chat/stored/conversations.ts';
import type { UnreadCount } from '../../../src/chat/stored/unread.ts';
import { LogTables } from './log-tables.ts';
import { RoomTables } from './room-tables.ts';

/** The limit of the count of unread messages in a conversation. */
const UNREAD_COUNT_MAX = 1000;

interface KnownAccount {
  record: AccountRecord;
  storedBytes: number;
  cursor: number;
  /** The number of waiting messages, by sender. */
  readonly waiting: Map<number, number>;
  /** The read mark, by peer. */
  readonly read: Map<number, number>;
  /** Messages sent to it, oldest first, including those erased since. */
  readonly inbox: StoredMessage[];
}

export class StoredTables {
  readonly accounts = new Map<number, KnownAccount>();
  readonly devices = new Map<number, { record: DeviceRecord; cursor: number }>();
  readonly invitations = new Map<string, InvitationRecord>();
  readonly reservations = new Map<string, number>();
  /** All messages except erased ones. */
  readonly messages = new Map<number, StoredMessage>();
  readonly rooms = new RoomTables(this.messages, (id) => this.messages.delete(id));
  readonly log = new LogTables(this.messages, this.rooms, (id) => this.#removed.has(id));
  readonly #keys = new Map<string, StoredMessage>();
  /** The newest message that is not hidden, by the pair in the conversation. */
  readonly #newest = new Map<string, number>();
  /** The newest hidden message of each author, by conversation. */
  readonly #newestHidden = new Map<string, number>();
  readonly #removed = new Set<number>();
  /** Used invitations. */
  readonly #used = new Set<string>();
  /** The size of guests' messages, in bytes. */
  #guestBytes = 0;
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
    this.log.add(change, id, at);
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
    const among = conversation(from, to);
    if (this.rooms.isHidden(id)) this.#newestHidden.set(`${among} ${from}`, id);
    else this.#newest.set(among, id);
    if (sender !== undefined) sender.storedBytes += text.length;
    else this.#guestBytes += text.length;
    if (to < 0) {
      assert.ok(this.rooms.rooms.has(-to), 'a message to a room that is gone');
      return;
    }
    const recipient = this.accounts.get(to);
    assert.ok(recipient !== undefined, 'a message to an account that is gone');
    // Hidden messages count as well.
    if (waits) recipient.waiting.set(from, (recipient.waiting.get(from) ?? 0) + 1);
    if (from !== to && !this.rooms.isHidden(id)) recipient.inbox.push(message);
  }

  #change(change: Exclude<Change, { kind: 'message' }>, id: number, at: number): void {
    const coming = this.#coming(change);
    this.rooms.apply(change, id, at);
    // For new members, earlier messages count as read.
    for (const { account, room } of coming) this.#reads(account, -room, id);
    switch (change.kind) {
      case 'account':
        this.#account(change.account, change.invitation, change.reservation);
        this.rooms.keepBlocks(change);
        return;
      case 'account-removed':
        this.#remove(change.account);
        this.rooms.accountRemoved(change.account);
        this.reservations.set(change.reservation.name, change.reservation.until);
        return;
      case 'device':
        assert.ok(this.accounts.has(change.device.account), 'a device of an account that is gone');
        assert.ok(!this.devices.has(change.device.id), 'two devices with one id');
        this.devices.set(change.device.id, { record: change.device, cursor: 0 });
        this.#nextDevice = Math.max(this.#nextDevice, change.device.id + 1);
        return;
      case 'device-removed':
        this.devices.delete(change.device);
        return;
      case 'invitation':
        if (this.#removed.has(change.invitation.by)) return;
        this.invitations.set(change.invitation.code, change.invitation);
        return;
      case 'read':
        // Nobody can read later messages.
        return this.#reads(change.account, change.peer, Math.min(change.upTo, id));
      case 'edited': {
        const author = this.accounts.get(change.by);
        const isThere = this.messages.has(change.message) && !this.rooms.isDeleted(change.message);
        if (!isThere) return;
        if (author !== undefined) author.storedBytes += change.text.length;
        else if (change.by === 0) this.#guestBytes += change.text.length;
      }
    }
  }

  /** The people who become members by `change`. */
  #coming(change: Change): MemberRecord[] {
    const { members } = this.rooms;
    const named =
      change.kind === 'member' ? [change.member] : change.kind === 'room' ? change.founders : [];
    return named.filter(({ account, room }) => !members.has(`${room} ${account}`));
  }

  #reads(account: number, peer: number, upTo: number): void {
    const read = this.accounts.get(account)?.read;
    read?.set(peer, Math.max(upTo, read.get(peer) ?? 0));
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
      const account = { record, storedBytes: 0, cursor: 0, waiting, read, inbox: [] };
      this.accounts.set(record.id, account);
    }
  }

  /** Removes an account with its devices, cursors and texts. */
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

  note(cursor: Cursor): void {
    const account = this.accounts.get(cursor.account);
    if (account === undefined) return;
    if (cursor.kind === 'caught-up') account.waiting.clear();
    else if (cursor.device === 0) account.cursor = Math.max(account.cursor, cursor.upTo);
    else {
      const device = this.devices.get(cursor.device);
      if (device !== undefined) device.cursor = Math.max(device.cursor, cursor.upTo);
    }
  }

  /** Is the message stored for `account`, unread, and not by a person it has blocked? */
  isMissed(account: number, { id, from }: StoredMessage): boolean {
    if (!this.messages.has(id) || this.rooms.isDeleted(id)) return false;
    if (this.rooms.blocks.has(`${account} ${from}`)) return false;
    return id > (this.accounts.get(account)?.read.get(from) ?? 0);
  }

  /** Messages of others to `account` with ids above `after`, oldest first. */
  missed(account: number, after: number): StoredMessage[] {
    const { inbox } = this.accounts.get(account) ?? { inbox: [] };
    let first = inbox.length;
    while (first > 0 && (inbox[first - 1] as StoredMessage).id > after) first--;
    return inbox.slice(first).filter((message) => this.isMissed(account, message));
  }

  /** Unread counts by conversation, newest first. */
  unread(account: number): UnreadCount[] {
    const found: UnreadCount[] = [];
    const add = (peer: number, news: readonly StoredMessage[], read?: number) => {
      if (news.length === 0) return;
      const count = Math.min(news.length, UNREAD_COUNT_MAX);
      const mentions = news.filter(({ id }) => peer < 0 && this.rooms.mentions(account, id)).length;
      const among = conversation(account, peer);
      const hidden = this.#newestHidden.get(`${among} ${account}`) ?? 0;
      const newest = Math.max(this.#newest.get(among) ?? 0, hidden);
      found.push({ peer, count, mentions, newest, ...(read === undefined ? {} : { read }) });
    };
    const { cursor = 0, read: marks } = this.accounts.get(account) ?? {};
    // Messages delivered to plain clients are not unread.
    const direct = Map.groupBy(this.missed(account, cursor), ({ from }) => from);
    for (const [from, news] of direct) add(from, news);
    for (const { room, account: member } of this.rooms.members.values()) {
      if (member !== account) continue;
      const read = marks?.get(-room) ?? 0;
      const news = this.ofRoom(account, room).filter(
        ({ id, from }) => from !== account && id > read && !this.rooms.isDeleted(id),
      );
      add(-room, news, read);
    }
    return found.sort((a, b) => b.newest - a.newest);
  }

  /** The conversations with existing peers, ordered by the newest message that `account` sees. */
  conversations(account: number): StoredConversation[] {
    const byPeer = new Map<number, StoredConversation>();
    for (const { id, at, from, to } of this.ofAccount(account)) {
      const peer = from === account ? to : from;
      if (this.accounts.has(peer)) byPeer.set(peer, { peer, newest: id, at });
    }
    return [...byPeer.values()].sort((a, b) => b.newest - a.newest);
  }

  /** Messages by or to `account`, oldest first. */
  ofAccount(account: number): StoredMessage[] {
    const all = [...this.messages.values()];
    const own = all.filter(({ from, to }) => to > 0 && (from === account || to === account));
    return own.filter((message) => this.rooms.shows(account, message));
  }

  /** Messages between `account` and `peer`, an account or minus the id of a room. */
  between(account: number, peer: number): StoredMessage[] {
    if (peer < 0) return this.ofRoom(account, -peer);
    return this.ofAccount(account).filter(
      ({ from, to }) => (from === account ? to : from) === peer,
    );
  }

  /** Messages in a room, as `account` sees them. */
  ofRoom(account: number, room: number): StoredMessage[] {
    const all = [...this.messages.values()].filter(({ to }) => to === -room);
    return all.filter((message) => this.rooms.shows(account, message));
  }

  /** The state that a server finds when it starts now. */
  get stored(): Stored {
    const accounts = Array.from(this.accounts.values(), (account) => ({
      ...account.record,
      storedBytes: account.storedBytes,
      cursor: account.cursor,
    }));
    const waiting = Array.from(this.accounts, ([account, one]) =>
      Array.from(one.waiting, ([from, count]) => ({ account, from, count })),
    );
    return {
      accounts,
      waiting: waiting.flat(),
      guestBytes: this.#guestBytes,
      devices: Array.from(this.devices.values(), ({ record, cursor }) => ({ ...record, cursor })),
      invitations: [...this.invitations.values()],
      reservations: Array.from(this.reservations, ([name, until]) => ({ name, until })),
      nextEntry: this.#entry + 1,
      nextAccount: this.#nextAccount,
      nextDevice: this.#nextDevice,
      ...this.rooms.stored,
    };
  }
}

function conversation(from: number, to: number): string {
  return to < 0 ? `${to}` : [from, to].sort().join(' ');
}
