/** The simulated storage's tables of rooms and of changes to messages, as simple as possible. */
import assert from 'node:assert/strict';
import type { ReactionCount, StoredMessage } from '../../../src/chat/archive.ts';
import type {
  AuditRecord,
  BanRecord,
  MemberRecord,
  RoomRecord,
  StoredAct,
} from '../../../src/chat/records.ts';
import type { Change, Stored } from '../../../src/chat/storage.ts';
import type { Revision } from '../../../src/chat/stored/edit.ts';
import type { MessageExtras, MessageOwner } from '../../../src/chat/stored/message.ts';

interface Said extends Revision {
  /** The other person goes on seeing the old text, unless the whole message is hidden. */
  readonly unseen: boolean;
}

/** The state of a message besides its first text. */
export interface Life {
  readonly extras: MessageExtras | null;
  readonly revisions: Said[];
  deleted: boolean;
  pinned: boolean;
  reactions: { readonly emoji: string; readonly account: number; readonly hidden?: boolean }[];
  mentions: readonly number[];
}

export class RoomTables {
  readonly rooms = new Map<number, RoomRecord>();
  readonly members = new Map<string, MemberRecord>();
  readonly #bans = new Map<string, BanRecord>();
  readonly #invitations = new Set<string>();
  /** Mutes of people who left while muted. */
  readonly #mutes = new Map<string, number>();
  readonly blocks = new Set<string>();
  readonly #audit: StoredAct[] = [];
  readonly #lives = new Map<number, Life>();
  /** The stored messages of `StoredTables`. */
  readonly #messages: ReadonlyMap<number, StoredMessage>;
  readonly #erase: (id: number) => void;
  #nextRoom = 1;

  constructor(messages: ReadonlyMap<number, StoredMessage>, erase: (id: number) => void) {
    this.#messages = messages;
    this.#erase = erase;
  }

  said({ id, at, text }: StoredMessage, extras: MessageExtras | null): void {
    const mentions = extras?.mentions ?? [];
    const revisions = [{ at, text, unseen: false }];
    const life = { extras, revisions, deleted: false, pinned: false, reactions: [], mentions };
    this.#lives.set(id, life);
  }

  apply(change: Change, id: number, at: number): void {
    if ('audit' in change && change.audit !== null) this.#wrote(change.audit, id, at);
    switch (change.kind) {
      case 'room':
        this.rooms.set(change.room.id, change.room);
        this.#nextRoom = Math.max(this.#nextRoom, change.room.id + 1);
        for (const member of change.founders) this.#member(member);
        return;
      case 'room-removed':
        return this.#remove(change.room);
      case 'member':
        return this.#member(change.member);
      case 'member-removed':
        this.#left(`${change.room} ${change.account}`, at);
        if (change.ban !== null) this.#ban(change.ban, change.replaced);
        return;
      case 'ban':
        return this.#ban(change.ban, change.replaced);
      case 'unban':
        this.#bans.delete(`${change.room} ${change.name}`);
        return;
      case 'room-mute':
        if (!this.members.has(`${change.room} ${change.account}`)) {
          this.#mutes.set(`${change.room} ${change.account}`, change.until);
        }
        return;
      case 'room-invitation':
        if (!change.unseen && !this.members.has(`${change.room} ${change.account}`)) {
          this.#invitations.add(`${change.room} ${change.account}`);
        }
        return;
      case 'block':
        for (const room of change.uninvited ?? []) {
          this.#invitations.delete(`${room} ${change.account}`);
        }
        if (change.on) this.blocks.add(`${change.account} ${change.blocked}`);
        else this.blocks.delete(`${change.account} ${change.blocked}`);
        return;
      default:
        return this.#life(change, at);
    }
  }

  keepBlocks({ account: { id }, blocks }: Extract<Change, { kind: 'account' }>): void {
    for (const one of blocks?.blocked ?? []) this.blocks.add(`${id} ${one}`);
    for (const one of blocks?.blockedBy ?? []) this.blocks.add(`${one} ${id}`);
  }

  /** Bans, invitations and the states of messages, for `changesAnything`. */
  get known() {
    return { bans: this.#bans, invitations: this.#invitations, lives: this.#lives };
  }

  #life(change: Change, at: number): void {
    if (!('message' in change)) return;
    const life = this.#lives.get(change.message);
    if (life === undefined || life.deleted) return;
    switch (change.kind) {
      case 'edited':
        life.revisions.push({ at, text: change.text, unseen: change.hidden === true });
        life.mentions = change.mentions;
        return;
      case 'deleted':
        life.deleted = true;
        life.pinned = false;
        life.revisions.length = 0;
        life.reactions = [];
        life.mentions = [];
        return;
      case 'reaction': {
        const { account, emoji } = change;
        const others = life.reactions.filter(
          (one) => one.account !== account || one.emoji !== emoji,
        );
        if (!change.on) life.reactions = others;
        else if (others.length === life.reactions.length) {
          life.reactions.push({ account, emoji, ...(change.hidden ? { hidden: true } : {}) });
        }
        return;
      }
      case 'pin':
        life.pinned = change.on;
    }
  }

  #wrote(audit: AuditRecord, id: number, at: number): void {
    this.#audit.push({ ...audit, whomId: null, id, at });
  }

  #member(member: MemberRecord): void {
    assert.ok(this.rooms.has(member.room), 'a member of a room that is gone');
    const key = `${member.room} ${member.account}`;
    this.members.set(key, member);
    this.#invitations.delete(key);
    this.#mutes.delete(key);
  }

  /** A muted person who leaves is still muted on return. */
  #left(key: string, at: number): void {
    const { mutedUntil = 0 } = this.members.get(key) ?? {};
    this.members.delete(key);
    if (mutedUntil > at) this.#mutes.set(key, mutedUntil);
  }

  #ban(ban: BanRecord, replaced: readonly string[] = []): void {
    // The last one said is the last: one in another spelling may be over, and is not deleted yet.
    for (const name of [ban.name, ...replaced]) this.#bans.delete(`${ban.room} ${name}`);
    this.#bans.set(`${ban.room} ${ban.name}`, ban);
  }

  #remove(room: number): void {
    this.rooms.delete(room);
    for (const [key, member] of this.members) if (member.room === room) this.members.delete(key);
    for (const [key, ban] of this.#bans) if (ban.room === room) this.#bans.delete(key);
    for (const set of [this.#invitations, this.#mutes]) {
      for (const key of set.keys()) if (key.startsWith(`${room} `)) set.delete(key);
    }
    for (const { id, to } of this.#messages.values()) if (to === -room) this.#erase(id);
  }

  accountRemoved(account: number): void {
    for (const [key, member] of this.members) {
      if (member.account === account) this.members.delete(key);
    }
    for (const [key, ban] of this.#bans) if (ban.account === account) this.#bans.delete(key);
    for (const set of [this.#invitations, this.#mutes]) {
      for (const key of set.keys()) if (key.endsWith(` ${account}`)) set.delete(key);
    }
    for (const key of this.blocks) {
      if (key.split(' ').includes(`${account}`)) this.blocks.delete(key);
    }
    for (const life of this.#lives.values()) {
      life.reactions = life.reactions.filter((one) => one.account !== account);
    }
  }

  // --- queries ---

  /** May `account` find the message, in one of its own conversations? */
  shows(account: number, { id, from }: StoredMessage): boolean {
    if (this.blocks.has(`${account} ${from}`) && this.#isInRoom(id)) return false;
    return this.#lives.get(id)?.extras?.hidden !== true || from === account;
  }

  #isInRoom(id: number): boolean {
    return (this.#messages.get(id)?.to ?? 0) < 0;
  }

  isHidden(id: number): boolean {
    return this.#lives.get(id)?.extras?.hidden === true;
  }

  isDeleted(id: number): boolean {
    return this.#lives.get(id)?.deleted === true;
  }

  mentions(account: number, id: number): boolean {
    return this.#lives.get(id)?.mentions.includes(account) === true;
  }

  /** The current state of the message, as `account` sees it. */
  seen(account: number, message: StoredMessage): StoredMessage {
    const life = this.#lives.get(message.id);
    if (life === undefined) return message;
    const { extras, revisions, deleted, pinned } = life;
    const last = revisions.findLast(({ unseen }) => !unseen || message.from === account);
    const text = last?.text ?? new Uint8Array(0);
    const reactions: (ReactionCount & { count: number; mine: boolean })[] = [];
    for (const { emoji, account: by, hidden } of life.reactions) {
      if (hidden && by !== account) continue;
      if (message.to < 0 && this.blocks.has(`${account} ${by}`)) continue;
      let known = reactions.find((one) => one.emoji === emoji);
      if (known === undefined) {
        known = { emoji, count: 0, mine: false };
        reactions.push(known);
      }
      known.count++;
      known.mine ||= by === account;
    }
    const editedAt = last === undefined || last === revisions[0] ? null : last.at;
    const { guest = null, reply = null } = extras ?? {};
    const more = { guest, reply, editedAt, deleted, pinned, reactions };
    return { ...message, text, more };
  }

  owner(id: number): MessageOwner | null {
    const message = this.#messages.get(id);
    if (message === undefined) return null;
    const { from, to, at } = message;
    const life = this.#lives.get(id);
    const guest = life?.extras?.guest ?? null;
    const deleted = life?.deleted === true;
    return { id, from, to, guest, at, deleted, hidden: this.isHidden(id) };
  }

  revisions(id: number): readonly Revision[] {
    if (!this.#messages.has(id)) return [];
    const { revisions = [], extras } = this.#lives.get(id) ?? {};
    return revisions.map(({ at, text, unseen }, i) => {
      const hidden = unseen || (i > 0 && extras?.hidden === true);
      return hidden ? { at, text, hidden } : { at, text };
    });
  }

  /** Is its current text visible only to its author? */
  isUnseen(id: number): boolean {
    return this.#lives.get(id)?.revisions.at(-1)?.unseen === true;
  }

  reactions(id: number): readonly { emoji: string; account: number; hidden?: boolean }[] {
    return this.#lives.get(id)?.reactions ?? [];
  }

  isPinned(id: number): boolean {
    return this.#lives.get(id)?.pinned === true;
  }

  audit(before: number | null, room: number | null, limit: number): StoredAct[] {
    const all = this.#audit.filter(
      (entry) => (before === null || entry.id < before) && (room === null || entry.room === room),
    );
    return all.reverse().slice(0, limit);
  }

  get stored(): Pick<
    Stored,
    'nextRoom' | 'rooms' | 'members' | 'bans' | 'roomMutes' | 'roomInvitations' | 'blocks'
  > {
    const pairs = (keys: Iterable<string>) =>
      Array.from(keys, (key) => key.split(' ').map(Number) as [number, number]);
    return {
      nextRoom: this.#nextRoom,
      rooms: [...this.rooms.values()],
      members: [...this.members.values()],
      bans: [...this.#bans.values()],
      roomMutes: Array.from(this.#mutes, ([key, until]) => {
        const [room = 0, account = 0] = key.split(' ').map(Number);
        return { room, account, until };
      }),
      roomInvitations: pairs(this.#invitations).map(([room, account]) => ({ room, account })),
      blocks: pairs(this.blocks).map(([account, blocked]) => ({ account, blocked })),
    };
  }
}
