/** What replies say of rooms and of the people in them, checked: a server may be anybody's. */
import type { ReplyData } from './connection.ts';
import {
  isCount,
  isOneOf,
  isOptional,
  isRole,
  isState,
  isString,
  isText,
  type Json,
  type Role,
  type State,
} from './json-checks.ts';
import { nonsense } from './reply-error.ts';

const isAccess = isOneOf(['public', 'private']);

export interface RoomDescription {
  readonly room: string;
  /** Empty for none. */
  readonly topic: string;
  /** Who may join: anyone, or whoever is invited. */
  readonly access: 'public' | 'private';
  /** May guests join? */
  readonly guests: boolean;
  /** Is what is said in it stored? */
  readonly kept: boolean;
  /** Seconds between two messages of one member; 0 for none. */
  readonly slow: number;
  readonly members: number;
  /** One's own; null: not in it. */
  readonly role: Role | null;
  /** May one say nothing until then, in milliseconds since 1970? Null: one may speak. */
  readonly muted: number | null;
}

export interface RoomPage {
  readonly rooms: readonly RoomDescription[];
  /** There are others after these. */
  readonly more: boolean;
}

export interface RoomMember {
  readonly name: string;
  readonly role: Role;
  readonly state: State;
  readonly guest: boolean;
  /** May say nothing until then, in milliseconds since 1970; null: may speak. */
  readonly muted: number | null;
}

export interface RoomMembers extends RoomDescription {
  readonly people: readonly RoomMember[];
  readonly more: boolean;
}

export interface Ban {
  readonly name: string;
  /** Milliseconds since 1970; null: for good. */
  readonly until: number | null;
}

export interface PersonPresence {
  readonly name: string;
  readonly state: State;
  /** What somebody is away with. */
  readonly text: string | null;
}

/** Somebody who may do more than others did something. */
export interface AuditEntry {
  readonly id: number;
  readonly at: number;
  /** Empty: the account is gone. */
  readonly by: string;
  /** The number of the account, also of one that is gone; null: a guest, or the server does not say. */
  readonly byAccount: number | null;
  /** The command. */
  readonly what: string;
  readonly room: string | null;
  readonly whom: string | null;
  readonly whomAccount: number | null;
  readonly detail: string | null;
}

/** @throws ReplyError */
export function roomOf({ json }: ReplyData): RoomDescription {
  return readRoom(json);
}

/** @throws ReplyError */
export function roomsOf({ json }: ReplyData): RoomPage {
  const { rooms, more } = json;
  if (!Array.isArray(rooms) || typeof more !== 'boolean') nonsense('rooms');
  return { rooms: rooms.map(readRoom), more };
}

/** @throws ReplyError */
export function membersOf({ json }: ReplyData): RoomMembers {
  const { people, more } = json;
  if (!Array.isArray(people) || typeof more !== 'boolean') nonsense('members');
  const read = people.map((one: unknown): RoomMember => {
    const { name, role, state, guest, muted } = (one ?? {}) as Json;
    if (!isText(name) || !isRole(role) || !isState(state)) return nonsense('a member');
    if (!isOptional(muted, isCount)) return nonsense('a mute');
    return { name, role, state, guest: guest === true, muted: muted ?? null };
  });
  return { ...readRoom(json), people: read, more };
}

/** @throws ReplyError */
export function bansOf({ json }: ReplyData): Ban[] {
  if (!Array.isArray(json.bans)) nonsense('bans');
  return json.bans.map((one: unknown): Ban => {
    const { name, until } = (one ?? {}) as Json;
    if (!isText(name) || !isOptional(until, isCount)) return nonsense('a ban');
    return { name, until: until ?? null };
  });
}

/** When a ban or mute ends, in milliseconds since 1970; null: never, or the server does not say. @throws ReplyError */
export function holdOf({ json: { until } }: ReplyData): number | null {
  return isOptional(until, isCount) ? (until ?? null) : nonsense('an end');
}

/** Does a list go on after what `reply` has of it? @throws ReplyError */
export function goesOn({ json }: ReplyData): boolean {
  return typeof json.more === 'boolean' ? json.more : nonsense('more');
}

/** @throws ReplyError */
export function presencesOf({ json }: ReplyData): PersonPresence[] {
  if (!Array.isArray(json.people)) nonsense('people');
  return json.people.map((one: unknown): PersonPresence => {
    const { name, state, text } = (one ?? {}) as Json;
    if (!isText(name) || !isState(state) || !isOptional(text, isString)) nonsense('a person');
    return { name, state, text: text || null };
  });
}

/** Who has reacted with what. @throws ReplyError */
export function reactionsOf({ json }: ReplyData): { emoji: string; name: string }[] {
  if (!Array.isArray(json.reactions)) nonsense('reactions');
  return json.reactions.map((one: unknown) => {
    const { emoji, name } = (one ?? {}) as Json;
    return isText(emoji) && isText(name) ? { emoji, name } : nonsense('a reaction');
  });
}

/** @throws ReplyError */
export function blocksOf({ json }: ReplyData): string[] {
  if (!Array.isArray(json.names) || !json.names.every(isText)) nonsense('names');
  return json.names;
}

/** @throws ReplyError */
export function auditOf({ json }: ReplyData): AuditEntry[] {
  if (!Array.isArray(json.entries)) nonsense('entries');
  return json.entries.map((one: unknown): AuditEntry => {
    const { id, at, by, byAccount, what, room, whom, whomAccount, detail } = (one ?? {}) as Json;
    if (!isCount(id) || !isCount(at) || !isString(by) || !isText(what)) return nonsense('entry');
    if (!isOptional(room, isText) || !isOptional(whom, isText)) return nonsense('an entry');
    if (!isOptional(detail, isString)) return nonsense('an entry');
    if (!isOptional(byAccount, isCount) || !isOptional(whomAccount, isCount)) nonsense('an entry');
    const who = { by, byAccount: byAccount ?? null };
    const toWhom = { whom: whom ?? null, whomAccount: whomAccount ?? null };
    return { id, at, ...who, what, room: room ?? null, ...toWhom, detail: detail || null };
  });
}

function readRoom(one: unknown): RoomDescription {
  const { room, topic, access, guests, kept, slow, members, role, muted } = (one ?? {}) as Json;
  if (!isText(room) || !isString(topic) || !isAccess(access)) return nonsense('a room');
  if (typeof guests !== 'boolean' || typeof kept !== 'boolean') return nonsense('a room');
  if (!isCount(slow) || !isCount(members) || !isOptional(role, isRole)) return nonsense('a room');
  if (!isOptional(muted, isCount)) return nonsense('a room');
  return {
    room,
    topic,
    access,
    guests,
    kept,
    slow,
    members,
    role: role ?? null,
    muted: muted ?? null,
  };
}
