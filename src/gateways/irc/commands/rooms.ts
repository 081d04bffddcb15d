/** Rooms: JOIN, PART, NAMES, TOPIC, INVITE, LIST (modern.ircdocs.horse, "Channel operations"). */
import { type Answer, reasonOf } from '../../../chat/answer.ts';
import type { ReplyData } from '../../../protocol/contracts.ts';
import { Reason } from '../../../protocol/frames.ts';
import { PAGE_ROOMS_MAX, TOPIC_CHARACTERS_MAX } from '../../../protocol/limits.ts';
import { isRoomName, nameKey, roomNameAllowed } from '../../../protocol/names.ts';
import { meant } from '../addressing.ts';
import {
  dataOf,
  eachPage,
  endOfNames,
  isLarge,
  type Member,
  namesLines,
  showRoom,
} from '../entering.ts';
import { TARGETS_MAX } from '../isupport.ts';
import { matches } from '../masks.ts';
import { Numeric } from '../numerics.ts';
import { type Reply, spoken } from '../reply.ts';
import { roomRenamed, tellRoomRenamed } from '../room-renaming.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { whyNot } from '../words.ts';
import { cut, listed, noSuchChannel, refuseAct, roomOf, shown } from './refusals.ts';

// --- JOIN ---

export const join: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [names = ''] = parameters;
    if (names === '') return session.tooFew(reply, 'JOIN');
    if (names === '0') {
      for (const room of [...session.rooms.keys()]) partFrom(session, reply, room, '');
      return;
    }
    // Each in a turn of its own: a client may come back to a hundred.
    for (const name of listed(names)) session.later(reply, () => joinOne(session, reply, name));
  },
};

function joinOne(session: IrcSession, reply: Reply, name: string): void {
  if (roomOf(session, name) !== undefined) return;
  if (!isRoomName(name)) return noSuchChannel(session, reply, name);
  session.request(reply, 'join', { room: name }, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.none) return come(session, reply, answer);
    if (reason === Reason.noSuchRoom) return found(session, reply, name);
    refuseJoin(session, reply, name, answer);
  });
}

/** A room that is not there is made (as with `create`); a hidden one is there, so it cannot be made. */
function found(session: IrcSession, reply: Reply, name: string): void {
  if (!roomNameAllowed(name)) return noSuchChannel(session, reply, name);
  session.request(reply, 'create', { room: name }, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.none) return come(session, reply, answer);
    if (reason === Reason.nameInUse) return inviteOnly(session, reply, name);
    refuseJoin(session, reply, name, answer);
  });
}

function come(session: IrcSession, reply: Reply, answer: Answer<'join' | 'create'>): void {
  if (typeof answer === 'number' || !('data' in answer)) return;
  const { room } = answer.data as ReplyData<'join'>;
  showRoom(session, reply, room, (shownRoom) => {
    // That cannot be turned off (PROTOCOL-EXTENSIONS section 16).
    if (shownRoom?.kept !== true) return;
    reply.line(`:${session.network.server} NOTICE ${room} :what is said here is kept`);
    session.hearing.hold();
    session.reading.playBack(reply, shownRoom, () => {
      session.later(reply, () => session.hearing.release());
    });
  });
}

function refuseJoin(session: IrcSession, reply: Reply, name: string, answer: Answer): void {
  const say = (number: Numeric, why: string) =>
    session.numeric(reply, number, `${shown(name)} :${why}`);
  switch (reasonOf(answer)) {
    case Reason.banned:
      return say(Numeric.banned, `Cannot join channel (+b): ${whyNot(answer)}`);
    case Reason.accountNeeded:
      return say(Numeric.needAccount, 'Cannot join channel (+R): only for registered people');
    case Reason.notPermitted:
    case Reason.notMember:
      return inviteOnly(session, reply, name);
    case Reason.quotaReached:
    case Reason.serverFull:
      return say(Numeric.tooManyChannels, `You have joined too many channels: ${whyNot(answer)}`);
    case Reason.nameNotAllowed:
    case Reason.noSuchRoom:
      return noSuchChannel(session, reply, name);
    default:
      return say(Numeric.unavailable, `Channel is temporarily unavailable: ${whyNot(answer)}`);
  }
}

function inviteOnly(session: IrcSession, reply: Reply, name: string): void {
  session.numeric(reply, Numeric.inviteOnly, `${shown(name)} :Cannot join channel (+i)`);
}

// --- PART ---

export const part: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [names = '', words = ''] = parameters;
    const why = cut(words, TOPIC_CHARACTERS_MAX);
    for (const name of listed(names)) {
      session.later(reply, () => partFrom(session, reply, name, why));
    }
  },
};

function partFrom(session: IrcSession, reply: Reply, name: string, why: string): void {
  const room = roomOf(session, name);
  if (room === undefined) return refuseAct(session, reply, name, Reason.noSuchRoom);
  const given = { room: room.name, ...(why !== '' && { why }) };
  session.request(reply, 'leave', given, (answer) => {
    if (reasonOf(answer) !== Reason.none) return refuseAct(session, reply, room.name, answer);
    reply.line(`:${session.self.source} PART ${room.name}${spoken(why)}`);
    room.remove(session.self.name);
    session.left(room.name);
  });
}

// --- RENAME (IRCv3 draft/channel-rename) ---

export const rename: IrcCommand = {
  least: 2,
  run(session, { parameters }, reply) {
    const [name = '', wanted = ''] = parameters;
    const room = roomOf(session, name);
    if (room === undefined) return refuseAct(session, reply, name, Reason.noSuchRoom);
    const was = room.name;
    session.request(reply, 'rename-room', { room: was, name: wanted }, (answer) => {
      const fail = (code: string, why: string) =>
        session.fail(reply, 'RENAME', code, why, shown(was), shown(wanted));
      switch (reasonOf(answer)) {
        case Reason.none:
          if (was === wanted) return;
          roomRenamed(session, was, wanted);
          return tellRoomRenamed(session, reply, was, wanted, session.self.name);
        case Reason.nameInUse:
          return fail('CHANNEL_NAME_IN_USE', 'The channel name is taken');
        case Reason.nameNotAllowed:
        case Reason.noSuchUser:
          return fail('CANNOT_RENAME', 'No channel can be called so');
        case Reason.noSuchRoom:
        case Reason.notMember:
        case Reason.notPermitted:
          return room.name.startsWith('#~')
            ? fail('CANNOT_RENAME', 'A group has no name of its own')
            : refuseAct(session, reply, was, answer);
        default:
          return fail('CANNOT_RENAME', whyNot(answer));
      }
    });
  },
};

// --- NAMES, TOPIC, INVITE ---

export const names: IrcCommand = {
  run(session, { parameters }, reply) {
    const [all = ''] = parameters;
    if (all === '') return session.numeric(reply, Numeric.endOfNames, '* :End of /NAMES list');
    // Each room once: the members of a large one are a long answer.
    const different = new Map(listed(all).map((name) => [nameKey(name), name]));
    if (different.size > TARGETS_MAX) {
      session.numeric(reply, Numeric.tooManyTargets, `${shown(all)} :Too many targets`);
    }
    for (const name of [...different.values()].slice(0, TARGETS_MAX)) {
      session.later(reply, () => tellNames(session, reply, name));
    }
  },
};

/** Of a small room the lines are as few as they can be; of a large one they come as its pages do. */
function tellNames(session: IrcSession, reply: Reply, name: string): void {
  const small: Member[] = [];
  eachPage(
    session,
    reply,
    name,
    (people, room) => {
      if (isLarge(room)) namesLines(session, reply, room, people);
      else small.push(...people);
      return false;
    },
    (room) => {
      if (room !== null) namesLines(session, reply, room, small);
      endOfNames(session, reply, shown(name));
    },
  );
}

export const topic: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const [name = '', text] = parameters;
    if (text === undefined) return tellTopic(session, reply, name);
    const known = roomOf(session, name)?.name ?? name;
    const words = cut(text, TOPIC_CHARACTERS_MAX);
    session.request(reply, 'topic', { room: known, topic: words }, (answer) => {
      if (reasonOf(answer) !== Reason.none) return refuseAct(session, reply, known, answer);
      reply.line(`:${session.self.source} TOPIC ${known} :${words}`);
    });
  },
};

function tellTopic(session: IrcSession, reply: Reply, name: string): void {
  session.request(reply, 'who', { room: name, limit: 1 }, (answer) => {
    const room = dataOf<'who'>(answer);
    if (room === null) return refuseAct(session, reply, name, answer);
    const { topic: text } = room;
    if (text === '')
      return session.numeric(reply, Numeric.noTopic, `${room.room} :No topic is set`);
    session.numeric(reply, Numeric.topic, `${room.room} :${text}`);
  });
}

export const invite: IrcCommand = {
  run(session, { parameters }, reply) {
    const [whom, name] = parameters;
    if (whom === undefined) {
      return session.numeric(reply, Numeric.endOfInviteList, ':End of /INVITE list');
    }
    if (name === undefined) return session.tooFew(reply, 'INVITE');
    const room = roomOf(session, name);
    meant(session, reply, whom, (person) => {
      if (room?.members.has(person) === true) {
        const rest = `${shown(whom)} ${room.name} :is already on channel`;
        return session.numeric(reply, Numeric.alreadyOnChannel, rest);
      }
      const given = { room: room?.name ?? name, name: person };
      session.request(reply, 'invite', given, (answer) => {
        const reason = reasonOf(answer);
        if (reason === Reason.none) {
          return session.numeric(reply, Numeric.inviting, `${shown(whom)} ${given.room}`);
        }
        refuseAct(session, reply, given.room, answer, whom);
      });
    });
  },
};

// --- LIST ---

/** Conditions of LIST (`ELIST=MNU`): masks, masks that are not to match, and numbers of members. */
function conditionsOf(text: string): (room: string, count: number) => boolean {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  let least = 0;
  let most = Number.POSITIVE_INFINITY;
  for (const word of listed(text)) {
    const number = /^[<>](\d{1,9})$/.exec(word)?.[1];
    if (number !== undefined && word.startsWith('<')) most = Number(number) - 1;
    else if (number !== undefined) least = Number(number) + 1;
    else if (word.startsWith('!')) unwanted.push(nameKey(word.slice(1)));
    else wanted.push(nameKey(word));
  }
  return (room, count) => {
    const key = nameKey(room);
    const isWanted = wanted.length === 0 || wanted.some((mask) => matches(mask, key));
    const isNot = unwanted.some((mask) => matches(mask, key));
    return isWanted && !isNot && count >= least && count <= most;
  };
}

export const list: IrcCommand = {
  run(session, { parameters }, reply) {
    const fits = conditionsOf(parameters[0] ?? '');
    session.numeric(reply, Numeric.listStart, 'Channel :Users  Name');
    const page = (after: string | undefined) => {
      const given = { limit: PAGE_ROOMS_MAX, ...(after !== undefined && { after }) };
      session.request(reply, 'rooms', given, (answer) => {
        const data = dataOf<'rooms'>(answer);
        const rooms = data?.rooms ?? [];
        for (const { room, members: count, topic: text } of rooms) {
          if (fits(room, count)) session.numeric(reply, Numeric.list, `${room} ${count} :${text}`);
        }
        const last = rooms.at(-1);
        if (data?.more === true && last !== undefined) {
          return session.later(reply, () => page(last.room));
        }
        session.numeric(reply, Numeric.listEnd, ':End of /LIST');
      });
    };
    page(undefined);
  },
};
