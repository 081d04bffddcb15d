/** What the table of permissions expects of a command, as the model of rooms stands. */
import type { RoomDeed } from './room-deeds.ts';
import type { ModelRoom, RoomModel } from './room-model.ts';
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

/** Who asks: a name, null for nobody. */
export interface Asker {
  readonly name: string | null;
  readonly operator: boolean;
}

/** Null: the table has no such room. */
function kindOf({ record, passing }: ModelRoom): RoomKindLetter | null {
  if (passing) return null;
  if (record.name.startsWith('#~')) return 'G';
  const { access, kept, guests } = record;
  // Where nobody can come in uninvited, it makes no difference whether guests may be.
  const like = access === 'private' ? { access, kept, guests: true } : { access, kept, guests };
  for (const [letter, kind] of Object.entries(KINDS)) {
    const same = kind.access === like.access && kind.kept === like.kept;
    if (same && kind.guests === like.guests) return letter as RoomKindLetter;
  }
  return null;
}

/** Null: the table has no column for it. */
function roleOf(model: RoomModel, room: ModelRoom, asker: Asker, now: number): RoomRole | null {
  const { name, operator } = asker;
  if (name === null) return 'nobody';
  const member = room.members.get(name);
  if (operator) return member === undefined ? 'operator' : null;
  const guest = model.isGuest(name);
  if (member !== undefined) {
    // How long a guest is muted is in no entry.
    if (guest) return 'guest member';
    if (member.role !== 'member') return member.mutedUntil > now ? null : member.role;
    return member.mutedUntil > now ? 'muted' : 'member';
  }
  for (const ban of room.bans.values()) {
    if (ban.until <= now) continue;
    if (ban.name === name && !guest) return 'banned';
    // Who comes from the address of somebody who is banned may be banned too.
    if (ban.account === null) return null;
  }
  if (room.invited.has(name) && room.record.access === 'private') return guest ? null : 'invited';
  return guest ? 'guest' : 'outside';
}

const PEOPLE_ROWS: ReadonlySet<string> = new Set(['kick', 'ban', 'mute']);

/** The row of the table that `deed` is in; null: in none. */
function rowOf(model: RoomModel, room: ModelRoom, deed: RoomDeed, asker: Asker): string | null {
  const { command, name, options } = deed;
  const role = room.members.get(name)?.role;
  const words = { member: 'a member', moderator: 'a moderator', owner: 'an owner' } as const;
  if (PEOPLE_ROWS.has(command)) {
    if (role === undefined || (command === 'mute' && role === 'owner')) return null;
    return `${command} ${words[role]}`;
  }
  const author = model.messages.get(options.message ?? 0)?.author;
  switch (command) {
    case 'sendto':
      return options.reply === undefined ? 'sendto' : null;
    case 'invite':
      return model.isGuest(name) ? 'invite a guest' : 'invite';
    case 'role':
      // Of oneself, and where there is nothing to change, there are rules besides.
      if (name === asker.name || role === undefined || model.isGuest(name)) return null;
      return role === 'moderator' ? null : `role of ${words[role]}`;
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

/** What `deed` is to be answered; null: the table does not say. */
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
  // What was said before a guest came in is not there for them; when that was is in no entry.
  const isGuest = asker.name !== null && model.isGuest(asker.name);
  if (isGuest && deed.options.message !== undefined) return null;
  const { author = '' } = model.messages.get(deed.options.message ?? 0) ?? {};
  // What is said by somebody whom one does not want to hear of is not there.
  if (asker.name !== null && model.blocked(asker.name, author)) return null;
  return ROWS.get(`${row} ${kind}`)?.[role] ?? null;
}

/** While something is under way, somebody may be on the way out, a room or a ban in the making. */
const TRANSIENT: ReadonlySet<string> = new Set(['noSuchRoom', 'notMember', 'notFound', 'banned']);

/**
 * May `answer` be given, where the table expects one of `expected` from when it is asked until it is answered? `quiet`:
 * nothing else is under way.
 */
export function agrees(
  answer: string,
  expected: ReadonlySet<Expected | null>,
  quiet: boolean,
): boolean {
  const [only] = expected;
  // What is done to somebody, or to a message, may come too late for that.
  if (expected.size > 1 || only === null || only === 'ok' || answer === only) return true;
  if (['busy', 'quotaReached', 'notStored'].includes(answer)) return true;
  return !quiet && TRANSIENT.has(answer);
}
