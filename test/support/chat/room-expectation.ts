/** The answer that the table of permissions expects for a command, given the model of rooms. */
import type { CommandName } from '../../../src/protocol/contracts.ts';
import type { ModelRoom } from './model-room.ts';
import { OPERATOR, type RoomDeed } from './room-deeds.ts';
import type { RoomModel } from './room-model.ts';
import {
  type Expected,
  KINDS,
  PERMISSION_ROWS,
  type RoomKindLetter,
  type RoomRole,
} from './room-permission-table.ts';

const ROWS = new Map(
  PERMISSION_ROWS.flatMap(({ command, kinds, expected }) =>
    kinds.map((kind) => [`${command} ${kind}`, expected] as const),
  ),
);

/** The asker: a name, or null if not logged in. */
export interface Asker {
  readonly name: string | null;
  readonly operator: boolean;
}

/** Null if the table has no such kind of room: the table knows public and private ones. */
function kindOf({ record, passing }: ModelRoom): RoomKindLetter | null {
  if (passing) return null;
  if (isGroup({ record })) return 'G';
  const { access, kept, guests } = record;
  // In an invitation-only room it makes no difference whether guests are allowed.
  const like = access === 'private' ? { access, kept, guests: true } : { access, kept, guests };
  for (const [letter, kind] of Object.entries(KINDS)) {
    const same = kind.access === like.access && kind.kept === like.kept;
    if (same && kind.guests === like.guests) return letter as RoomKindLetter;
  }
  return null;
}

function isGroup({ record }: Pick<ModelRoom, 'record'>): boolean {
  return record.name.startsWith('#~');
}

/** Null if the table has no column for it. */
function roleOf(model: RoomModel, room: ModelRoom, asker: Asker, now: number): RoomRole | null {
  const { name, operator } = asker;
  if (name === null) return 'nobody';
  const member = room.members.get(name);
  if (operator) return member === undefined ? 'operator' : null;
  const guest = model.isGuest(name);
  if (member !== undefined) {
    // The log does not record when a guest's mute ends.
    if (guest) return 'guest member';
    if (member.role !== 'member') return member.mutedUntil > now ? null : member.role;
    return member.mutedUntil > now ? 'muted' : 'member';
  }
  for (const ban of room.bans.values()) {
    if (ban.until <= now) continue;
    if (ban.name === name && !guest) return 'banned';
    // A person at the address of a banned one may be banned too.
    if (ban.account === null) return null;
  }
  if (room.invited.has(name) && room.record.access === 'private') return guest ? null : 'invited';
  return guest ? 'guest' : 'outside';
}

const PEOPLE_ROWS: ReadonlySet<string> = new Set(['kick', 'ban', 'mute']);

/** The row of the table for `deed`; null if there is none. */
function rowOf(model: RoomModel, room: ModelRoom, deed: RoomDeed, asker: Asker): string | null {
  const { command, name, options } = deed;
  const role = room.members.get(name)?.role;
  const words = { member: 'a member', moderator: 'a moderator', owner: 'an owner' } as const;
  if (PEOPLE_ROWS.has(command)) {
    if (command === 'ban' && name === OPERATOR) return 'ban an operator';
    if (role === undefined || (command === 'mute' && role === 'owner')) return null;
    return `${command} ${words[role]}`;
  }
  const author = model.messages.get(options.message ?? 0)?.author;
  switch (command) {
    case 'sendto':
      return options.reply === undefined ? 'sendto' : null;
    case 'invite':
      if (!model.isGuest(name)) return 'invite';
      // The table has no named private room that excludes guests.
      return room.record.access === 'private' && !room.record.guests ? null : 'invite a guest';
    case 'role':
      // Other rules apply to oneself, where nothing changes, and to the last owner.
      if (name === asker.name || role === undefined || model.isGuest(name)) return null;
      if (role === 'owner' && asker.operator) return null;
      return role === 'moderator' ? null : `role of ${words[role]}`;
    case 'set-room': {
      const { listed, byInvitation, topicLocked } = options;
      if (listed !== undefined || byInvitation !== undefined) return 'set-room, access';
      // In a group it is everybody's.
      return topicLocked !== undefined && isGroup(room) ? null : 'set-room';
    }
    case 'voice':
      return role === undefined ? null : 'voice a member';
    case 'edit':
      return author === asker.name ? "edit one's own" : "edit another's";
    case 'delete': {
      if (author === asker.name) return "delete one's own";
      const rank = room.members.get(author ?? '')?.role ?? 'member';
      return `delete ${words[rank]}'s`;
    }
    default:
      return command;
  }
}

/** The room that `deed` is about. */
export function roomOf(model: RoomModel, { name, options }: RoomDeed): ModelRoom | undefined {
  if (options.message !== undefined) {
    const message = model.messages.get(options.message);
    return message === undefined || message.deleted ? undefined : model.rooms.get(message.to);
  }
  return model.rooms.get(options.room ?? name);
}

/** The expected answer to `deed`; null if the table does not say. */
export function expectationOf(
  model: RoomModel,
  deed: RoomDeed,
  asker: Asker,
  now: number,
): Expected | null {
  const room = roomOf(model, deed);
  if (room === undefined) return null;
  const kind = kindOf(room);
  const role = roleOf(model, room, asker, now);
  const row = rowOf(model, room, deed, asker);
  if (kind === null || role === null || row === null) return null;
  // Guests do not see earlier messages, and the log does not record when a guest joined.
  const isGuest = asker.name !== null && model.isGuest(asker.name);
  if (isGuest && deed.options.message !== undefined) return null;
  const { author = '' } = model.messages.get(deed.options.message ?? 0) ?? {};
  // Messages of a blocked person do not exist for the blocker; those of a blocked guest only while both are online.
  if (asker.name !== null && model.blocked(asker.name, author)) {
    return model.isGuest(author) ? null : 'notFound';
  }
  const expected = ROWS.get(`${row} ${kind}`)?.[role] ?? null;
  return withFlags(room, deed.command, asker, role, expected);
}

/** By these commands one says something to a room. */
const SAYING: ReadonlySet<CommandName> = new Set([
  ...(['sendto', 'reply', 'typing', 'topic', 'edit', 'react', 'pin'] as const),
]);

/** What the flags of the room make of the answer that the table `expected`. */
function withFlags(
  { record, members }: ModelRoom,
  command: CommandName,
  asker: Asker,
  role: RoomRole,
  expected: Expected | null,
): Expected | null {
  const { moderated, topicLocked, membersOnly } = record;
  const isMember = role === 'member' || role === 'guest member';
  const isFree = command === 'topic' && !topicLocked;
  if (isFree && role === 'muted') return 'muted';
  const said = isFree && isMember ? 'ok' : expected;
  if (!moderated || said !== 'ok' || !SAYING.has(command) || asker.operator) return said;
  if (isMember) return members.get(asker.name ?? '')?.voice === true ? said : 'moderated';
  // Who writes to it from outside joins it first.
  return command === 'sendto' && (role === 'guest' || role === 'outside' || role === 'invited')
    ? membersOnly
      ? null
      : 'moderated'
    : said;
}

/** Answers that are possible while changes are under way: members leaving; rooms, bans or mutes being made. */
const TRANSIENT: ReadonlySet<string> = new Set([
  ...['noSuchRoom', 'noSuchUser', 'notMember', 'notFound', 'banned', 'muted', 'moderated'],
]);

/** Refusals that do not depend on who asks. */
const OTHERWISE: ReadonlySet<string> = new Set(['busy', 'quotaReached', 'notStored']);

/** The same, for allowed commands: slow mode, or no ban under that name. */
const OTHERWISE_OF_ALLOWED: Partial<Record<CommandName, string>> = {
  sendto: 'tooFast',
  unban: 'notFound',
  'rename-room': 'nameInUse',
};

/** A command without an answer. */
export interface Question {
  readonly deed: RoomDeed;
  /** Is the asker a guest? */
  readonly guest: boolean;
  /** The answers expected since it was asked, the first one first. */
  readonly expected: Set<Expected | null>;
  /** Was nothing else under way? */
  quiet: boolean;
}

/** Is `answer` a valid answer to the question? */
export function agrees({ deed, guest, expected, quiet }: Question, answer: string): boolean {
  const [first] = expected;
  // Permission is decided at once, unless a message has to be found; the deed itself may then change the expectation.
  if (answer === 'ok' && deed.options.message === undefined)
    return first === 'ok' || first === null;
  if (expected.size > 1 || first === null || answer === first || OTHERWISE.has(answer)) return true;
  if (first === 'ok' && OTHERWISE_OF_ALLOWED[deed.command] === answer) return true;
  // The log does not record when a guest's mute ends, and a mute is said before that a room is moderated.
  if (guest && answer === 'muted' && (first === 'ok' || first === 'moderated')) return true;
  return !quiet && TRANSIENT.has(answer);
}
