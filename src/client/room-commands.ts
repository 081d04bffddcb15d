/** Commands about rooms, whose names begin with `#`: coming and going, and looking after them. */
import { checkName } from './arguments.ts';
import type { AuditRange, MembersPage, NewRoom, Restriction, RoomsPage } from './client-options.ts';
import type { Role } from './json-checks.ts';
import { PeopleCommands } from './people-commands.ts';
import {
  type AuditEntry,
  auditOf,
  type Ban,
  bansOf,
  holdOf,
  membersOf,
  type RoomDescription,
  type RoomMembers,
  type RoomPage,
  roomOf,
  roomsOf,
} from './room-replies.ts';
import { wholeList } from './whole-list.ts';

export abstract class RoomCommands extends PeopleCommands {
  /** The rooms that one is in and those that anyone may join, by name; `after` the last of a page is the next. */
  async rooms(page: RoomsPage = {}): Promise<RoomPage> {
    return roomsOf(await this.command('rooms', page));
  }

  /**
   * Makes a room and is its owner. Where nothing else is said it is public, open to guests, and kept where its owner
   * is registered.
   */
  async create(room: string, more: NewRoom = {}): Promise<RoomDescription> {
    checkName(room);
    return roomOf(await this.command('create', { room, ...more }));
  }

  /** Makes a private room without a name of its own, with the registered `names` in it. */
  async group(names: readonly string[]): Promise<RoomDescription> {
    names.forEach(checkName);
    return roomOf(await this.command('group', { names: [...names] }));
  }

  async join(room: string): Promise<RoomDescription> {
    checkName(room);
    return roomOf(await this.command('join', { room }));
  }

  async leave(room: string): Promise<void> {
    checkName(room);
    await this.command('leave', { room });
  }

  /** The room and its members: of up to 50 those who are logged in first, of more a page in the order of their names. */
  async who(room: string, page: MembersPage = {}): Promise<RoomMembers> {
    checkName(room);
    return membersOf(await this.command('who', { room, ...page }));
  }

  /** What the room is about; empty for nothing. */
  async topic(room: string, topic: string): Promise<void> {
    checkName(room);
    await this.command('topic', { room, topic });
  }

  /** A private room lets in who is invited. */
  async invite(room: string, name: string): Promise<void> {
    await this.command('invite', inRoom(room, name));
  }

  /** Puts `name` out; they may come back. */
  async kick(room: string, name: string, why?: string): Promise<void> {
    await this.command('kick', { ...inRoom(room, name), ...(why ? { why } : {}) });
  }

  /**
   * Puts `name` out and keeps them out: for so many `seconds`, or for good. A guest is kept out for a day at most.
   * Resolves with when that ends, in milliseconds since 1970; null: never, or the server does not say.
   */
  async ban(room: string, name: string, more: Restriction = {}): Promise<number | null> {
    return holdOf(await this.command('ban', { ...inRoom(room, name), ...more }));
  }

  async unban(room: string, name: string): Promise<void> {
    await this.command('unban', inRoom(room, name));
  }

  async bans(room: string): Promise<readonly Ban[]> {
    checkName(room);
    const ask = (after?: string) => this.command('bans', { room, ...(after ? { after } : {}) });
    return wholeList(ask, bansOf, ({ name }) => name);
  }

  /** `name` may only listen: for so many `seconds`, or for good. Resolves as `ban` does. */
  async mute(room: string, name: string, more: Restriction = {}): Promise<number | null> {
    return holdOf(await this.command('mute', { ...inRoom(room, name), ...more }));
  }

  async unmute(room: string, name: string): Promise<void> {
    await this.command('unmute', inRoom(room, name));
  }

  async role(room: string, name: string, role: Role): Promise<void> {
    await this.command('role', { ...inRoom(room, name), role });
  }

  /** So many seconds between two messages of one member; 0 for none. */
  async slow(room: string, seconds: number): Promise<void> {
    checkName(room);
    await this.command('slow', { room, seconds });
  }

  /** Ends a room, with all that was said in it. */
  async removeRoom(room: string): Promise<void> {
    checkName(room);
    await this.command('remove-room', { room });
  }

  /** What moderators and operators did, newest first; for operators. */
  async audit(range: AuditRange = {}): Promise<readonly AuditEntry[]> {
    return auditOf(await this.command('audit', range));
  }
}

function inRoom(room: string, name: string): { room: string; name: string } {
  checkName(room);
  checkName(name);
  return { room, name };
}
