/** The display of rooms, their members, and the audit log. */
import type {
  AuditEntry,
  Ban,
  PersonPresence,
  RoomDescription,
  RoomMember,
  RoomMembers,
  RoomPage,
} from '../../client/reply-shapes.ts';
import { onlyListens, roomFlagWords } from '../../protocol/room-flags.ts';
import { oneLine } from '../../protocol/visible.ts';
import { clockOrDate, dateAndClock } from './local-time.ts';
import type { Presentation } from './presentation.ts';
import { explanation } from './wording.ts';

/** Rooms, one per line. */
export function showRooms(shown: Presentation, { rooms, more }: RoomPage): string {
  if (rooms.length === 0) return shown.notice('no rooms');
  const lines = rooms.map((one) => {
    const { topic, role } = one;
    const what = [membersText(one.members), ...peculiarities(one), ...(role ? [inText(role)] : [])];
    const about = topic === '' ? '' : `  ${explanation(topic)}`;
    return `${shown.name(one.room)}  ${shown.dim(what.join(', '))}${about}`;
  });
  if (more) lines.push(shown.notice('more: rooms <part of a name>'));
  return lines.join('\n');
}

/** The description of a room for a user who has just entered it. */
export function showInside(shown: Presentation, room: RoomDescription, now: Date): string {
  const { topic, kept, members, slow, muted } = room;
  const what = [
    room.access,
    ...roomFlagWords(room.flags ?? {}),
    membersText(members),
    ...(slow > 0 ? [slowText(slow)] : []),
    kept ? 'what is said here is stored' : 'what is said here is not stored',
  ];
  const lines = [shown.notice(`${oneLine(room.room)}: ${what.join(', ')}`)];
  if (topic !== '') lines.push(shown.notice(`topic: ${explanation(topic)}`));
  if (muted !== null) lines.push(shown.notice(`you are muted here${untilText(muted, now)}`));
  else if (onlyListens(room)) {
    lines.push(shown.notice('you may only listen here until you are given a voice'));
  }
  return lines.join('\n');
}

/** The topic of a room. */
export function showTopic(shown: Presentation, { room, topic }: RoomDescription): string {
  return shown.notice(
    topic === '' ? `${oneLine(room)} has no topic` : `topic: ${explanation(topic)}`,
  );
}

/** A room and its members. */
export function showMembers(shown: Presentation, room: RoomMembers, now: Date): string {
  const { people, members, topic } = room;
  const what = [room.access, membersText(members), ...peculiarities(room, false)];
  const about = topic === '' ? '' : `  ${explanation(topic)}`;
  const lines = [`${shown.name(room.room)}  ${shown.dim(what.join(', '))}${about}`];
  for (const one of people) {
    const marks = marksOf(one, now).join(', ');
    lines.push(shown.name(one.name) + (marks === '' ? '' : `  ${shown.dim(marks)}`));
  }
  if (room.more) lines.push(shown.notice(`and ${Math.max(members - people.length, 1)} others`));
  return lines.join('\n');
}

function marksOf({ role, voice, state, guest, muted }: RoomMember, now: Date): string[] {
  return [
    ...(role === 'member' ? [] : [role]),
    ...(voice ? ['voice'] : []),
    ...(guest ? ['guest'] : []),
    ...(state === 'here' ? [] : [state]),
    ...(muted === null ? [] : [`muted${untilText(muted, now)}`]),
  ];
}

/** The properties of a room that differ from the default. */
function peculiarities(room: RoomDescription, withAccess = true): string[] {
  return [
    ...(withAccess && room.access === 'private' ? ['private'] : []),
    ...roomFlagWords(room.flags ?? {}),
    ...(room.guests ? [] : ['no guests']),
    ...(room.kept ? [] : ['not kept']),
    ...(room.slow > 0 ? [slowText(room.slow)] : []),
  ];
}

function membersText(count: number): string {
  return count === 1 ? '1 member' : `${count} members`;
}

function slowText(seconds: number): string {
  return `${seconds} s between two messages`;
}

function inText(role: string): string {
  return role === 'member' ? 'you are in it' : `you are its ${role}`;
}

/** Empty for a time in the infinite future. */
function untilText(until: number, now: Date): string {
  const date = new Date(until);
  return Number.isNaN(date.getTime()) ? '' : ` until ${clockOrDate(date, now)}`;
}

/** `more`: there are others, which did not fit in the reply. */
export function showBans(
  shown: Presentation,
  bans: readonly Ban[],
  now: Date,
  more = false,
): string {
  if (bans.length === 0) return shown.notice('nobody is kept out');
  const lines = bans.map(({ name, until }) => {
    const end = until === null ? '' : untilText(until, now);
    return `${shown.name(name)}  ${shown.dim(end === '' ? 'for good' : end.trimStart())}`;
  });
  return [...lines, ...(more ? [shown.notice('there are more')] : [])].join('\n');
}

/** `none`: what there is to say where nobody is among them. */
export function showPresences(
  shown: Presentation,
  people: readonly PersonPresence[],
  none = '',
): string {
  if (people.length === 0) return shown.notice(none);
  return people
    .map(({ name, state, text }) => {
      const away = text === null ? '' : `: ${explanation(text)}`;
      return `${shown.name(name)}  ${shown.dim(state + away)}`;
    })
    .join('\n');
}

export function showBlocks(shown: Presentation, names: readonly string[], more = false): string {
  if (names.length === 0) return shown.notice('you have blocked nobody');
  const lines = names.map((name) => shown.name(name));
  return [...lines, ...(more ? [shown.notice('there are more')] : [])].join('\n');
}

/** Entries of the audit log, newest first; `of` is the room asked about, null for the whole server. */
export function showAudit(
  shown: Presentation,
  of: string | null,
  entries: readonly AuditEntry[],
): string {
  const oldest = entries.at(-1);
  if (oldest === undefined) return shown.notice('nothing was done');
  const lines = entries.map(({ at, by, byAccount, what, room, whom, whomAccount, detail }) => {
    const who = (name: string | null, account: number | null) => {
      if (name) return shown.name(name);
      return account === null ? null : shown.dim(`(account ${account}, gone)`);
    };
    const about = [room === null ? null : shown.name(room), who(whom, whomAccount)];
    const words = [oneLine(what), ...about.filter((one) => one !== null)];
    const more = detail === null ? '' : `  ${shown.dim(explanation(detail))}`;
    const time = shown.dim(dateAndClock(new Date(at)));
    return `${time} ${who(by, byAccount) ?? shown.name(by)}: ${words.join(' ')}${more}`;
  });
  // The server does not say whether the room exists.
  const where = of === null ? '' : ` ${oneLine(of)}`;
  lines.push(shown.notice(`what was done earlier: audit${where} before ${oldest.id}`));
  return lines.join('\n');
}
