/** What the table of permissions expects of a command, as the model of rooms stands. */
import type { CommandName } from '../../../src/protocol/contracts.ts';
import { OPERATOR, type RoomDeed } from './room-deeds.ts';
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
      // The table has no private room with a name of its own that is not for guests.
      return room.record.access === 'private' && !room.record.guests ? null : 'invite a guest';
    case 'role':
      // Of oneself, and where there is nothing to change, there are rules besides; the last owner stays one.
      if (name === asker.name || role === undefined || model.isGuest(name)) return null;
      if (role === 'owner' && asker.operator) return null;
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
  // What is said by somebody whom one does not want to hear of is not there; of a guest only while both are here.
  if (asker.name !== null && model.blocked(asker.name, author)) {
    return model.isGuest(author) ? null : 'notFound';
  }
  return ROWS.get(`${row} ${kind}`)?.[role] ?? null;
}

/** While something is under way, somebody may be on the way out, a room, a ban or a mute in the making. */
const TRANSIENT: ReadonlySet<string> = new Set([
  ...['noSuchRoom', 'noSuchUser', 'notMember', 'notFound', 'banned', 'muted'],
]);

/** What may be refused for another reason than who asks. */
const OTHERWISE: ReadonlySet<string> = new Set(['busy', 'quotaReached', 'notStored']);

/** That, where the table allows it: it is slow mode, or nobody is kept out under that name. */
const OTHERWISE_OF_ALLOWED: Partial<Record<CommandName, string>> = {
  sendto: 'tooFast',
  unban: 'notFound',
};

/** A command that is not answered yet. */
export interface Question {
  readonly deed: RoomDeed;
  /** Does a guest ask? */
  readonly guest: boolean;
  /** What the table has expected since it was asked, that of the beginning first. */
  readonly expected: Set<Expected | null>;
  /** Has nothing else been under way? */
  quiet: boolean;
}

/** May it be answered with `answer`? */
export function agrees({ deed, guest, expected, quiet }: Question, answer: string): boolean {
  const [first] = expected;
  // Whether it may be done is decided at once, unless a message is looked for; being done, it may change what is expected.
  if (answer === 'ok' && deed.options.message === undefined)
    return first === 'ok' || first === null;
  if (expected.size > 1 || first === null || answer === first || OTHERWISE.has(answer)) return true;
  if (first === 'ok') {
    if (OTHERWISE_OF_ALLOWED[deed.command] === answer) return true;
    // How long a guest is muted is in no entry.
    if (guest && answer === 'muted') return true;
  }
  return !quiet && TRANSIENT.has(answer);
}
