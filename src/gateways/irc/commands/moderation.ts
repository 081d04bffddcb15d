/** Moderation: KICK and MODE (modern.ircdocs.horse, "Channel operations" and "MODE message"). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import type { Role } from '../../../protocol/members.ts';
import { isRoomName } from '../../../protocol/names.ts';
import type { SomeRoomFlags } from '../../../protocol/room-flags.ts';
import { meant } from '../addressing.ts';
import { dataOf, memberOf } from '../entering.ts';
import { MODES_MAX } from '../isupport.ts';
import { matches } from '../masks.ts';
import { flagOf, MUTE, maskOf, modesOf, ROLES, roleChange } from '../modes.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { cut, listed, notIn, refuseAct, roomOf, shown } from './refusals.ts';
import { giveVoice, keepGuests, setFlags } from './room-modes.ts';

export const kick: IrcCommand = {
  least: 2,
  run(session, { parameters }, reply) {
    const [name = '', all = '', text = ''] = parameters;
    const why = cut(text, TOPIC_CHARACTERS_MAX);
    for (const nick of listed(all)) {
      session.later(reply, () => kickOne(session, reply, name, nick, why));
    }
  },
};

function kickOne(session: IrcSession, reply: Reply, name: string, nick: string, why: string): void {
  const room = roomOf(session, name);
  const known = room?.name ?? name;
  meant(session, reply, nick, (whom) => {
    const given = { room: known, name: whom, ...(why !== '' && { why }) };
    session.request(reply, 'kick', given, (answer) => {
      const reason = reasonOf(answer);
      if (reason === Reason.noSuchUser) return notIn(session, reply, known, nick);
      if (reason !== Reason.none) return refuseAct(session, reply, known, answer, nick);
      const { nick: exact } = session.network.people.listed(whom);
      reply.line(`:${session.self.source} KICK ${known} ${exact} :${why || session.nick}`);
      room?.remove(whom);
    });
  });
}

export const mode: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [target = '', letters, ...more] = parameters;
    if (!isRoomName(target)) return userMode(session, reply, target, letters);
    if (letters === undefined || letters === '') return tellModes(session, reply, target);
    changeModes(session, reply, target, letters, more);
  },
};

/** One's own modes: who has no room in common with one cannot find one by WHO, which is +i. */
function userMode(
  session: IrcSession,
  reply: Reply,
  target: string,
  letters: string | undefined,
): void {
  if (target.toLowerCase() !== session.nick.toLowerCase()) {
    const isThere = session.network.people.withNick(target) !== undefined;
    if (letters === undefined || !isThere) {
      session.numeric(reply, Numeric.otherUsersMode, `:Can't view or change modes of other users`);
    } else {
      session.numeric(reply, Numeric.otherUsersMode, `:Can't change mode for other users`);
    }
    return;
  }
  const { modes } = session;
  if (letters === undefined) return session.numeric(reply, Numeric.umodeIs, `+${modes.letters}`);
  const before = modes.letters;
  for (const { on, letter } of changesIn(letters, [])) {
    if (letter === 'w') modes.hearsWallops = on;
    // Only OPER makes an operator.
    else if (letter === 'o' && !on && modes.isOperator) {
      modes.isOperator = false;
      session.request(reply, 'deoper', {}, () => {});
    }
  }
  tellUserModes(session, reply, before);
  if (/[^+\-iow]/.test(letters))
    session.numeric(reply, Numeric.unknownUserMode, ':Unknown MODE flag');
}

/** Tells of the modes that were not so `before`, or are not any more. */
function tellUserModes(session: IrcSession, reply: Reply, before: string): void {
  const { nick, modes } = session;
  const now = modes.letters;
  const more = [...now].filter((letter) => !before.includes(letter)).join('');
  const less = [...before].filter((letter) => !now.includes(letter)).join('');
  if (more === '' && less === '') return;
  const change = `${more && `+${more}`}${less && `-${less}`}`;
  reply.line(`:${nick} MODE ${nick} ${change}`);
}

function tellModes(session: IrcSession, reply: Reply, name: string): void {
  session.request(reply, 'who', { room: name, limit: 1 }, (answer) => {
    const room = dataOf<'who'>(answer);
    if (room === null) return refuseAct(session, reply, name, answer);
    session.numeric(reply, Numeric.channelModeIs, `${room.room} +${modesOf(room)}`);
    if (room.madeAt === undefined) return;
    const seconds = Math.floor((room.madeAt ?? 0) / 1000);
    session.numeric(reply, Numeric.creationTime, `${room.room} ${seconds}`);
  });
}

/** One change: its sign, its letter, and its parameter where it has one. */
interface Change {
  readonly on: boolean;
  readonly letter: string;
  readonly parameter: string | undefined;
}

function changesIn(letters: string, parameters: readonly string[]): Change[] {
  const rest = [...parameters];
  const changes: Change[] = [];
  let on = true;
  for (const letter of letters) {
    if (letter === '+' || letter === '-') on = letter === '+';
    else {
      const takes = letter in ROLES || 'bv'.includes(letter);
      changes.push({ on, letter, parameter: takes ? rest.shift() : undefined });
    }
  }
  return changes;
}

function changeModes(
  session: IrcSession,
  reply: Reply,
  name: string,
  letters: string,
  parameters: readonly string[],
): void {
  const room = roomOf(session, name)?.name ?? name;
  const unknown = new Set<string>();
  let flags: SomeRoomFlags = {};
  for (const change of changesIn(letters, parameters).slice(0, MODES_MAX)) {
    const { letter, parameter, on } = change;
    const role = ROLES[letter];
    if (role !== undefined) {
      if (parameter === undefined || parameter === '') continue;
      session.later(reply, () => giveRole(session, reply, room, parameter, letter, on));
    } else if (letter === 'b') {
      session.later(reply, () =>
        parameter === undefined || parameter === ''
          ? tellBans(session, reply, room)
          : ban(session, reply, room, parameter, on),
      );
    } else if (letter === 'v') {
      if (parameter === undefined || parameter === '') continue;
      session.later(reply, () => giveVoice(session, reply, room, parameter, on));
    } else if (flagOf(letter, on) !== undefined) {
      flags = { ...flags, ...flagOf(letter, on) };
    } else if (letter === 'R') {
      session.later(reply, () => keepGuests(session, reply, room, on));
    } else if (!unknown.has(letter)) {
      unknown.add(letter);
      session.numeric(reply, Numeric.unknownMode, `${shown(letter)} :is unknown mode char to me`);
    }
  }
  if (Object.keys(flags).length > 0)
    session.later(reply, () => setFlags(session, reply, room, flags));
}

function giveRole(
  session: IrcSession,
  reply: Reply,
  room: string,
  nick: string,
  letter: string,
  on: boolean,
): void {
  meant(session, reply, nick, (whom) => {
    memberOf(session, reply, room, whom, (member) => {
      const role = ROLES[letter] ?? 'member';
      if (member !== null) {
        // Taking a role that somebody does not have changes nothing, and giving the one that they have neither.
        if ((member.role === role) === on) return;
        // An owner who is made moderator is an owner no more: +h alone does not ask for that.
        if (on && role === 'moderator' && member.role === 'owner') return;
      }
      // Of somebody who is not in the room, the chat says why that cannot be.
      changeRole(
        session,
        reply,
        room,
        nick,
        member?.name ?? whom,
        member?.role ?? null,
        on ? role : 'member',
      );
    });
  });
}

function changeRole(
  session: IrcSession,
  reply: Reply,
  room: string,
  nick: string,
  name: string,
  before: Role | null,
  now: Role,
): void {
  const { people, rooms } = session.network;
  session.request(reply, 'role', { room, name, role: now }, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.noSuchUser) return notIn(session, reply, room, nick);
    if (reason !== Reason.none) return refuseAct(session, reply, room, answer, nick);
    const person = people.listed(name);
    const view = rooms.get(room);
    if (view?.members.has(name) === true) view.add(person, now);
    reply.line(`:${session.self.source} MODE ${room} ${roleChange(person.nick, before, now)}`);
  });
}

/** Bans and mutes as masks of nicks: of all that there is to know of others, a room knows their names. */
function tellBans(session: IrcSession, reply: Reply, room: string): void {
  const page = (after: string | undefined) => {
    session.request(reply, 'bans', { room, ...(after !== undefined && { after }) }, (answer) => {
      const data = dataOf<'bans'>(answer);
      if (data === null) return refuseAct(session, reply, room, answer);
      for (const { name } of data.bans) {
        const mask = maskOf(session.network.people.listed(name).nick);
        session.numeric(reply, Numeric.banList, `${room} ${mask}`);
      }
      const last = data.bans.at(-1);
      if (data.more && last !== undefined) return session.later(reply, () => page(last.name));
      session.numeric(reply, Numeric.endOfBanList, `${room} :End of channel ban list`);
    });
  };
  page(undefined);
}

/** The name of whom `mask` means: of `nick!*@*`, or of who in the room has the host of `*!*@host`. */
function meantBy(
  session: IrcSession,
  reply: Reply,
  room: string,
  mask: string,
  /** Null: it means nobody known. */
  then: (name: string | null) => void,
): void {
  const [nick = ''] = mask.split('!', 1);
  if (nick === '') return then(null);
  if (/[*?@]/.test(nick)) then(matchedIn(session, room, mask));
  else meant(session, reply, nick, then);
}

/** Who alone in the room matches `mask`; null: none or several, as far as it is known who is in it. */
function matchedIn({ network }: IrcSession, room: string, mask: string): string | null {
  // A mask that says nothing of anybody means everybody.
  if (!/[^*?.@!]/.test(mask)) return null;
  const whole = mask.includes('!') ? mask : `*!${mask}`;
  const found: string[] = [];
  for (const { person } of network.rooms.get(room)?.members.values() ?? []) {
    if (matches(whole.toLowerCase(), person.source.toLowerCase())) found.push(person.name);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function ban(session: IrcSession, reply: Reply, room: string, given: string, on: boolean): void {
  const isMute = isMuteOf(session, given);
  const mask = isMute ? given.slice(MUTE.length) : given;
  meantBy(session, reply, room, mask, (name) => {
    if (name === null) {
      const rest = `${shown(room)} b ${shown(given)} :Only one person at a time, as nick!*@*`;
      return session.numeric(reply, Numeric.invalidModeParameter, rest);
    }
    const command = isMute ? (on ? 'mute' : 'unmute') : on ? 'ban' : 'unban';
    if (command !== 'ban') return keepOut(session, reply, room, given, name, command, false);
    // Who is banned is put out, if they are in.
    memberOf(session, reply, room, name, (member) => {
      keepOut(session, reply, room, given, member?.name ?? name, command, member !== null);
    });
  });
}

/** Does `given` begin with the mark of mutes, and not with a nick that does (`m:k3x9`)? */
function isMuteOf({ network }: IrcSession, given: string): boolean {
  const [nick = ''] = given.split('!', 1);
  return given.startsWith(MUTE) && network.people.withNick(nick) === undefined;
}

function keepOut(
  session: IrcSession,
  reply: Reply,
  room: string,
  given: string,
  name: string,
  command: 'ban' | 'unban' | 'mute' | 'unmute',
  wasIn: boolean,
): void {
  const isMute = command.endsWith('mute');
  session.request(reply, command, { room, name }, (answer) => {
    const reason = reasonOf(answer);
    // Lifting what there is not changes nothing.
    if (reason === Reason.notFound) return;
    if (reason === Reason.quotaReached) {
      const rest = `${room} ${shown(given)} :Channel ban list is full`;
      return session.numeric(reply, Numeric.banListFull, rest);
    }
    const { nick } = session.network.people.listed(name);
    if (reason === Reason.noSuchUser) return notIn(session, reply, room, nick);
    if (reason !== Reason.none) return refuseAct(session, reply, room, answer, nick);
    const sign = command.startsWith('un') ? '-' : '+';
    const { source: by } = session.self;
    reply.line(`:${by} MODE ${room} ${sign}b ${isMute ? MUTE : ''}${maskOf(nick)}`);
    if (!wasIn) return;
    reply.line(`:${by} KICK ${room} ${nick} :${session.nick}`);
    session.network.rooms.get(room)?.remove(name);
  });
}
