/**
 * A model of rooms, as simple as possible: members, roles, messages, unread counts. It follows the entries of the log
 * as they are executed and, for state that is not logged (guests and their rooms), the answers of the hub.
 */
import assert from 'node:assert/strict';
import type { Hub } from '../../../src/chat/hub.ts';
import type { Person } from '../../../src/chat/people/client.ts';
import type { AuditRecord, RoomRecord } from '../../../src/chat/records.ts';
import type { Room } from '../../../src/chat/rooms/room.ts';
import type { Change } from '../../../src/chat/storage.ts';
import { decodeText } from '../../../src/protocol/bytes.ts';
import { type ModelMessage, newestSeen } from './model-messages.ts';
import { type ModelMember, ModelRoom } from './model-room.ts';

export interface ModelUnread {
  count: number;
  mentions: number;
  newest: number;
  readonly read?: number;
}

export class RoomModel {
  /** Rooms by name. */
  readonly rooms = new Map<string, ModelRoom>();
  readonly messages = new Map<number, ModelMessage>();
  /** The people whom each person has blocked. */
  readonly blocks = new Map<string, Set<string>>();
  /** Members about to leave, who still hear of it. */
  leaving: ReadonlySet<string> = new Set();
  readonly #read = new Map<string, number>();
  readonly #accounts: readonly string[];

  /** `accounts`: the names of accounts, with ids from 1. */
  constructor(accounts: readonly string[]) {
    this.#accounts = accounts;
  }

  isGuest(name: string): boolean {
    return !this.#accounts.includes(name);
  }

  nameOf(account: number): string {
    return this.#accounts[account - 1] ?? assert.fail(`no account ${account}`);
  }

  byId(id: number): ModelRoom | undefined {
    for (const room of this.rooms.values()) {
      if (!room.passing && room.record.id === id) return room;
    }
    return undefined;
  }

  #room(id: number): ModelRoom {
    return this.byId(id) ?? assert.fail('a room that is gone');
  }

  blocked(who: string, other: string): boolean {
    return this.blocks.get(who)?.has(other) === true;
  }

  block(who: string, other: string, on: boolean): void {
    const blocked = this.blocks.get(who) ?? new Set();
    if (on) blocked.add(other);
    else blocked.delete(other);
    this.blocks.set(who, blocked);
  }

  // --- the log ---

  /** Applies the entry `id`. */
  apply(change: Change, id: number): void {
    switch (change.kind) {
      case 'message':
        return this.#said(change, id);
      case 'read': {
        const { account, peer, upTo } = change;
        // The room may be gone by now.
        if (peer > 0 || this.byId(-peer) !== undefined) {
          const [who, other] = [this.nameOf(account), this.placeName(peer)];
          const isRoom = this.rooms.has(other);
          this.#reads(who, other, newestSeen(this.messages.values(), who, other, isRoom, upTo));
        }
        return;
      }
      case 'block': {
        const name = this.nameOf(change.account);
        for (const room of change.uninvited ?? []) this.byId(room)?.invited.delete(name);
        return this.block(name, this.nameOf(change.blocked), change.on);
      }
      case 'deleted': {
        const message = this.messages.get(change.message);
        if (message !== undefined) message.deleted = true;
        return;
      }
      case 'edited': {
        const message = this.messages.get(change.message);
        if (message !== undefined)
          message.mentions = change.mentions.map((one) => this.nameOf(one));
        return;
      }
      case 'audit':
        return this.#act(change.audit);
      default:
        return this.#roomChange(change, id);
    }
  }

  #roomChange(change: Change, id: number): void {
    switch (change.kind) {
      case 'room': {
        const { room: record, founders } = change;
        const known = this.byId(record.id);
        if (known !== undefined) this.#recorded(known, record);
        else this.rooms.set(record.name, new ModelRoom(record, false));
        for (const { account, role, voice, mutedUntil } of founders) {
          const founder = { role, voice, mutedUntil };
          this.#enter(this.#room(record.id), this.nameOf(account), founder, id);
        }
        return;
      }
      case 'room-removed': {
        const room = this.#room(change.room);
        assert.ok(change.audit !== null || room.members.size === 0, 'somebody is still in it');
        return this.#remove(room);
      }
      case 'member': {
        const { room, account, ...member } = change.member;
        return this.#enter(this.#room(room), this.nameOf(account), member, id);
      }
      case 'member-removed': {
        const room = this.#room(change.room);
        room.members.delete(this.nameOf(change.account));
        if (change.ban !== null) room.ban(change.ban, change.replaced);
        return;
      }
      case 'ban': {
        const { ban } = change;
        const room = this.#room(ban.room);
        room.ban(ban, change.replaced);
        if (ban.account === null) room.members.delete(ban.name);
        return;
      }
      case 'unban':
        this.#room(change.room).bans.delete(change.name);
        return;
      case 'room-invitation': {
        const { members, invited } = this.#room(change.room);
        const name = this.nameOf(change.account);
        // A person who has joined meanwhile needs no invitation.
        if (!change.unseen && !members.has(name)) invited.add(name);
        return;
      }
    }
  }

  #enter(room: ModelRoom, name: string, member: ModelMember, id: number): void {
    // For a new member, earlier messages count as read.
    if (!room.members.has(name)) this.#reads(name, room.record.name, id);
    room.members.set(name, member);
    room.invited.delete(name);
  }

  #remove(room: ModelRoom): void {
    this.rooms.delete(room.record.name);
    for (const { id, to } of this.messages.values()) {
      if (to === room.record.name) this.messages.delete(id);
    }
  }

  /** Applies a moderator's action on a guest, which is all that the log has of guests. */
  #act({ what, whom, roomName }: AuditRecord): void {
    if (what === 'kick' && whom !== null) this.rooms.get(roomName)?.members.delete(whom);
  }

  #said(change: Extract<Change, { kind: 'message' }>, id: number): void {
    const { from, to, more } = change;
    const author = from === 0 ? (more?.guest ?? assert.fail('by nobody')) : this.nameOf(from);
    const mentions = (more?.mentions ?? []).map((one) => this.nameOf(one));
    const hidden = more?.hidden === true;
    const message = { id, author, to: this.placeName(to), hidden, mentions, deleted: false };
    this.messages.set(id, message);
  }

  /** The name of a person, or of a room given as minus its id. */
  placeName(place: number): string {
    return place < 0 ? this.#room(-place).record.name : this.nameOf(place);
  }

  #reads(who: string, peer: string, upTo: number): void {
    const key = this.#readKey(who, peer);
    this.#read.set(key, Math.max(upTo, this.#read.get(key) ?? 0));
  }

  /** The room's record, and with it its name, has changed. */
  #recorded(room: ModelRoom, record: RoomRecord): void {
    const was = room.record.name;
    room.record = record;
    if (record.name === was) return;
    this.rooms.delete(was);
    this.rooms.set(record.name, room);
    for (const message of this.messages.values()) if (message.to === was) message.to = record.name;
    for (const [key, upTo] of [...this.#read]) {
      const [who = '', peer = '', id = ''] = key.split(' ');
      if (peer !== was || id !== String(record.id)) continue;
      this.#read.delete(key);
      this.#read.set(`${who} ${record.name} ${id}`, upTo);
    }
  }

  #readKey(who: string, peer: string): string {
    const room = this.rooms.get(peer);
    return room === undefined ? `${who} ${peer}` : `${who} ${peer} ${room.record.id}`;
  }

  // --- state that is not logged ---

  /**
   * Copies unlogged state from the hub: guests' rooms, the rooms of guests, and blocks by and of guests. Only `actor`,
   * who has just acted, may have joined a room meanwhile.
   */
  adopt({ rooms }: Hub, people: Iterable<Person>, actor: string | null): void {
    const passing = [...rooms.book.all].filter((room) => room.passing);
    for (const { record } of passing) {
      if (this.rooms.has(record.name)) continue;
      const renamed = [...this.rooms.values()].find((one) => {
        const isGone = passing.every((room) => room.name !== one.record.name);
        return one.passing && isGone && one.record.createdAt === record.createdAt;
      });
      if (renamed !== undefined) this.#recorded(renamed, record);
    }
    for (const [name, { passing: ends, record }] of this.rooms) {
      const known = passing.find((room) => room.name === name);
      if (ends && known?.record.createdAt !== record.createdAt) this.rooms.delete(name);
    }
    for (const room of rooms.book.all) {
      if (room.passing && !this.rooms.has(room.name)) {
        this.rooms.set(room.name, new ModelRoom(room.record, true));
      }
      const known = this.rooms.get(room.name);
      if (known !== undefined) this.#adoptMembers(known, room, actor);
    }
    for (const [who, blocked] of this.blocks) {
      for (const other of blocked) {
        if (this.isGuest(who) || this.isGuest(other)) this.block(who, other, false);
      }
    }
    for (const { name, blocks } of people) {
      for (const other of blocks ?? []) {
        const blocked = typeof other === 'string' ? other : other.name;
        if (this.isGuest(name) || this.isGuest(blocked)) this.block(name, blocked, true);
      }
    }
  }

  #adoptMembers(
    known: ModelRoom,
    { record, passing, members, invited }: Room,
    actor: string | null,
  ): void {
    if (passing) known.record = record;
    for (const name of known.invited) if (this.isGuest(name)) known.invited.delete(name);
    for (const { name, account } of invited) if (account === null) known.invited.add(name);
    const before = new Set(known.members.keys());
    for (const name of before) {
      if (passing || this.isGuest(name)) known.members.delete(name);
    }
    for (const [{ name, account }, { role, voice, mutedUntil }] of members) {
      if (!passing && account !== null) continue;
      assert.ok(before.has(name) || name === actor, `${name} is in ${record.name} uninvited`);
      assert.ok(passing || record.guests, `a guest is in ${record.name}`);
      known.members.set(name, { role, voice, mutedUntil });
    }
  }

  // --- derived state ---

  /** The accounts that `text` mentions in `room`; names in these texts are single words. */
  mentionedIn(room: ModelRoom, text: Uint8Array): string[] {
    const words = new Set((decodeText(text, 0, text.length) ?? '').split(' '));
    return this.#accounts.filter((name) => words.has(`@${name}`) && room.members.has(name));
  }

  /** The unread messages of the registered `who` by conversation; for a room also the read mark. */
  unread(who: string): Map<string, ModelUnread> {
    const unread = new Map<string, ModelUnread>();
    for (const { id, author, to, hidden, mentions, deleted } of this.messages.values()) {
      const room = this.rooms.get(to);
      const mine = room === undefined ? to === who || author === who : room.members.has(who);
      if (!mine || (hidden && author !== who) || author === to) continue;
      const peer = room === undefined && to === who ? author : to;
      const read = this.#read.get(this.#readKey(who, peer)) ?? 0;
      const known = unread.get(peer) ?? {
        count: 0,
        mentions: 0,
        newest: 0,
        ...(room === undefined ? {} : { read }),
      };
      unread.set(peer, known);
      known.newest = id;
      // Stored messages of guests are visible to all, since a block of a guest ends when they log out.
      const unseen = this.blocked(who, author) && !this.isGuest(author);
      if (unseen || author === who || deleted || id <= read) continue;
      known.count++;
      if (room !== undefined && mentions.includes(who)) known.mentions++;
    }
    for (const [peer, { count }] of unread) if (count === 0) unread.delete(peer);
    return unread;
  }
}
