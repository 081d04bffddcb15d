/** Moderation: KICK and MODE (modern.ircdocs.horse, "Channel operations" and "MODE message"). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { isRoomName } from '../../../protocol/names.ts';
import { dataOf } from '../entering.ts';
import { MODES_MAX } from '../isupport.ts';
import { matches } from '../masks.ts';
import { MUTE, maskOf, modesOf, ROLES, roleChange } from '../modes.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { cut, refuseAct, roomOf, shown } from './refusals.ts';

export const kick: IrcCommand = {
  least: 2,
  run(session, { parameters }, reply) {
    const [name = '', all = '', text = ''] = parameters;
    const why = cut(text, TOPIC_CHARACTERS_MAX);
    for (const nick of all.split(',').filter((one) => one !== '')) {
      session.later(reply, () => kickOne(session, reply, name, nick, why));
    }
  },
};

function kickOne(session: IrcSession, reply: Reply, name: string, nick: string, why: string): void {
  const room = roomOf(session, name);
  const known = room?.name ?? name;
  const whom = session.network.people.nameOf(nick);
  const given = { room: known, name: whom, ...(why !== '' && { why }) };
  session.request(reply, 'kick', given, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.noSuchUser) return notIn(session, reply, known, nick);
    if (reason !== Reason.none) return refuseAct(session, reply, known, answer, nick);
    const { nick: exact } = session.network.people.named(whom);
    reply.line(`:${session.self.source} KICK ${known} ${exact} :${why || session.nick}`);
    room?.remove(whom);
  });
}

function notIn(session: IrcSession, reply: Reply, room: string, nick: string): void {
  const rest = `${shown(nick)} ${shown(room)} :They aren't on that channel`;
  session.numeric(reply, Numeric.userNotInChannel, rest);
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
  if (letters === undefined) return session.numeric(reply, Numeric.umodeIs, '+i');
  if (/[^+\-i]/.test(letters))
    session.numeric(reply, Numeric.unknownUserMode, ':Unknown MODE flag');
}

function tellModes(session: IrcSession, reply: Reply, name: string): void {
  session.request(reply, 'who', { room: name, limit: 1 }, (answer) => {
    const room = dataOf<'who'>(answer);
    if (room === null) return refuseAct(session, reply, name, answer);
    session.numeric(reply, Numeric.channelModeIs, `${room.room} +${modesOf(room)}`);
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
    } else if ('Rinst'.includes(letter)) {
      session.later(reply, () => keepMode(session, reply, room, letter, on));
    } else if (!unknown.has(letter)) {
      unknown.add(letter);
      session.numeric(reply, Numeric.unknownMode, `${shown(letter)} :is unknown mode char to me`);
    }
  }
}

/** What these modes show is fixed when a room is made: asking for what is so already is fine. */
function keepMode(
  session: IrcSession,
  reply: Reply,
  room: string,
  letter: string,
  on: boolean,
): void {
  session.request(reply, 'who', { room, limit: 1 }, (answer) => {
    const data = dataOf<'who'>(answer);
    if (data === null) return refuseAct(session, reply, room, answer);
    if (modesOf(data).includes(letter) === on) return;
    const rest = `${data.room} :+${letter} is fixed when a room is made`;
    session.numeric(reply, Numeric.notOperator, rest);
  });
}

function giveRole(
  session: IrcSession,
  reply: Reply,
  room: string,
  nick: string,
  letter: string,
  on: boolean,
): void {
  const { people, rooms } = session.network;
  const view = rooms.get(room);
  const name = people.nameOf(nick);
  const before = view?.roleOf(name) ?? null;
  const role = ROLES[letter] ?? 'member';
  // Taking a role that somebody does not have changes nothing, and giving the one that they have neither.
  if (before !== null && (before === role) === on) return;
  // An owner who is made moderator is an owner no more: +h alone does not ask for that.
  if (on && role === 'moderator' && before === 'owner') return;
  const now = on ? role : 'member';
  session.request(reply, 'role', { room, name, role: now }, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.noSuchUser) return notIn(session, reply, room, nick);
    if (reason !== Reason.none) return refuseAct(session, reply, room, answer, nick);
    const person = people.named(name);
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
        const mask = maskOf(session.network.people.nickOf(name));
        session.numeric(reply, Numeric.banList, `${room} ${mask}`);
      }
      const last = data.bans.at(-1);
      if (data.more && last !== undefined) return page(last.name);
      session.numeric(reply, Numeric.endOfBanList, `${room} :End of channel ban list`);
    });
  };
  page(undefined);
}

/** Whom `mask` means: the nick of `nick!*@*`, or who in the room has the host of `*!*@host`; null: nobody known. */
function meantBy(session: IrcSession, room: string, mask: string): string | null {
  const { people, rooms } = session.network;
  const [nick = ''] = mask.split('!', 1);
  if (!/[*?@]/.test(nick)) return nick === '' ? null : people.nameOf(nick);
  // A mask that says nothing of anybody means everybody.
  if (!/[^*?.@!]/.test(mask)) return null;
  const whole = mask.includes('!') ? mask : `*!${mask}`;
  const found: string[] = [];
  for (const { person } of rooms.get(room)?.members.values() ?? []) {
    if (matches(whole.toLowerCase(), person.source.toLowerCase())) found.push(person.name);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function ban(session: IrcSession, reply: Reply, room: string, given: string, on: boolean): void {
  const isMute = given.startsWith(MUTE);
  const mask = isMute ? given.slice(MUTE.length) : given;
  const name = meantBy(session, room, mask);
  if (name === null) {
    const rest = `${shown(room)} b ${shown(given)} :Only one person at a time, as nick!*@*`;
    return session.numeric(reply, Numeric.invalidModeParameter, rest);
  }
  const command = isMute ? (on ? 'mute' : 'unmute') : on ? 'ban' : 'unban';
  const view = session.network.rooms.get(room);
  const wasIn = view?.holds(name) === true;
  session.request(reply, command, { room, name }, (answer) => {
    const reason = reasonOf(answer);
    // Lifting what there is not changes nothing.
    if (reason === Reason.notFound) return;
    if (reason === Reason.quotaReached) {
      const rest = `${room} ${shown(given)} :Channel ban list is full`;
      return session.numeric(reply, Numeric.banListFull, rest);
    }
    const { nick } = session.network.people.named(name);
    if (reason === Reason.noSuchUser) return notIn(session, reply, room, nick);
    if (reason !== Reason.none) return refuseAct(session, reply, room, answer, nick);
    const sign = on ? '+' : '-';
    const { source: by } = session.self;
    reply.line(`:${by} MODE ${room} ${sign}b ${isMute ? MUTE : ''}${maskOf(nick)}`);
    if (command !== 'ban' || !wasIn) return;
    // Who is banned is put out.
    reply.line(`:${by} KICK ${room} ${nick} :${session.nick}`);
    view?.remove(name);
  });
}
