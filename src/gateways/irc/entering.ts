/** Rooms as a client sees them when it comes in: JOIN, the topic, and who is there. */
import { type Answer, reasonOf } from '../../chat/answer.ts';
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MEMBERS_MAX, PRESENCE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { nameKey } from '../../protocol/names.ts';
import { roomFlags } from '../../protocol/room-flags.ts';
import { Cap } from './capabilities.ts';
import { prefixOf } from './modes.ts';
import { Numeric } from './numerics.ts';
import type { IrcPerson } from './people.ts';
import { BODY_BYTES_MAX, type Reply } from './reply.ts';
import { noteMember } from './room-changes.ts';
import type { IrcSession } from './session.ts';

export type RoomData = ReplyData<'who'>;
export type Member = RoomData['people'][number];

/**
 * Gives the members of a room, by pages, to `taken`, until it returns true; then calls `then` with the room, or null
 * where it is not to be seen. Of a large room, each page is read in a turn of its own.
 */
export function eachPage(
  session: IrcSession,
  reply: Reply,
  room: string,
  taken: (people: readonly Member[], room: RoomData) => boolean,
  then: (room: RoomData | null) => void,
): void {
  const page = (after: string | undefined) => {
    const given = { room, limit: PAGE_MEMBERS_MAX, ...(after !== undefined && { after }) };
    session.request(reply, 'who', given, (answer) => {
      const data = dataOf<'who'>(answer);
      if (data === null) return then(null);
      const isEnough = taken(data.people, data);
      const last = data.people.at(-1);
      if (isEnough || !data.more || last === undefined) return then(data);
      // A first page with those before others who are here is never the first of several.
      if (isLarge(data)) session.later(reply, () => page(last.name));
      else page(last.name);
    });
  };
  page(undefined);
}

/** Is nobody told who comes and goes there, so that it is not remembered who is in it? */
export function isLarge(room: RoomData): boolean {
  return room.members > PRESENCE_MEMBERS_MAX;
}

/** The member of `room` whose name is `name`, or means the same; null: nobody there is. */
export function memberOf(
  session: IrcSession,
  reply: Reply,
  room: string,
  name: string,
  then: (member: Pick<Member, 'name' | 'role' | 'voice'> | null) => void,
): void {
  const known = session.rooms.get(room)?.members.get(name);
  if (known !== undefined) {
    const { role, voice } = known;
    return then(voice ? { name, role, voice } : { name, role });
  }
  const key = nameKey(name);
  let exact = undefined as Member | undefined;
  let similar = undefined as Member | undefined;
  eachPage(
    session,
    reply,
    room,
    (people) => {
      exact = people.find((one) => one.name === name);
      similar ??= people.find((one) => one.guest !== true && nameKey(one.name) === key);
      return exact !== undefined;
    },
    () => then(exact ?? similar ?? null),
  );
}

/** The data of an answer; null where it is a refusal. */
export function dataOf<Name extends 'who' | 'rooms' | 'presence' | 'bans' | 'unread'>(
  answer: Answer<Name>,
): ReplyData<Name> | null {
  if (reasonOf(answer as Answer) !== Reason.none || typeof answer === 'number') return null;
  return 'data' in answer ? (answer.data as ReplyData<Name>) : null;
}

/** Takes note of who is in `room`, a small one that this session is in or is coming into. */
function noteMembers(session: IrcSession, room: string, people: readonly Member[]): void {
  const { network } = session;
  const view = network.rooms.get(room);
  if (view === undefined) return;
  for (const { name, role, voice = false, ...one } of people) {
    const person = network.people.named(name);
    noteMember(person, one);
    view.add(person, role, voice);
  }
  const names = new Set(people.map(({ name }) => name));
  for (const name of [...view.members.keys()]) if (!names.has(name)) view.remove(name);
}

/** Learns of the members of a small room what an event does not say. */
export function lookUp(session: IrcSession, reply: Reply, room: string): void {
  session.request(reply, 'who', { room, limit: PAGE_MEMBERS_MAX }, (answer) => {
    const data = dataOf<'who'>(answer);
    if (data === null) return;
    for (const { name, role: _, ...one } of data.people) {
      noteMember(session.network.people.named(name), one);
    }
  });
}

/** Tells the client that it is in `room`; `then` is told what the room is like, or null where it is not there. */
export function showRoom(
  session: IrcSession,
  reply: Reply,
  name: string,
  then: (room: RoomData | null) => void = () => {},
): void {
  if (session.rooms.has(name)) return then(null);
  const wantsNames = !session.has(Cap.noImplicitNames);
  const people: Member[] = [];
  let shown = null as RoomData | null;
  eachPage(
    session,
    reply,
    name,
    (page, room) => {
      if (session.person === null) return true;
      if (shown === null) cameLines(session, reply, room, session.person);
      shown = room;
      if (!isLarge(room)) people.push(...page);
      else if (wantsNames) namesLines(session, reply, room, page);
      return isLarge(room) && !wantsNames;
    },
    () => {
      if (shown === null) return then(null);
      const room = shown;
      if (isLarge(room)) session.network.rooms.get(room.room)?.clear();
      else noteMembers(session, room.room, people);
      markerLine(session, reply, room, () => {
        if (wantsNames) {
          namesLines(session, reply, room, people);
          endOfNames(session, reply, room.room);
        }
        then(room);
      });
    },
  );
}

/** IRCv3 draft/read-marker: behind JOIN and before the end of the names. Nothing comes between. */
function markerLine(session: IrcSession, reply: Reply, room: RoomData, then: () => void): void {
  if (!session.has(Cap.readMarker) || !room.kept || session.person?.guest !== false) return then();
  session.hearing.hold();
  session.reading.marker(reply, room.room, (at) => {
    session.reading.markerLine(reply, room.room, at);
    then();
    session.later(reply, () => session.hearing.release());
  });
}

/** JOIN and the topic, for who has come. */
function cameLines(session: IrcSession, reply: Reply, room: RoomData, self: IrcPerson): void {
  session.rooms.set(room.room, session.network.rooms.enter(room.room, session));
  const more = session.has(Cap.extendedJoin) ? ` ${self.account('*')} :${self.realName}` : '';
  reply.line(`:${self.source} JOIN ${room.room}${more}`);
  if (room.topic !== '') session.numeric(reply, Numeric.topic, `${room.room} :${room.topic}`);
}

/** 366. */
export function endOfNames(session: IrcSession, reply: Reply, room: string): void {
  session.numeric(reply, Numeric.endOfNames, `${room} :End of /NAMES list`);
}

/** 353 (modern.ircdocs.horse, "NAMES message"): who of `people` is here. */
export function namesLines(
  session: IrcSession,
  reply: Reply,
  room: RoomData,
  people: readonly Member[],
): void {
  const symbol = roomFlags(room).listed ? '=' : '@';
  const { network } = session;
  const whole = session.has(Cap.userhostInNames);
  const all = session.has(Cap.multiPrefix);
  const words = people
    .filter(({ state }) => state !== 'offline')
    .map(({ name, ...standing }) => {
      const person = network.people.listed(name);
      return prefixOf(standing, all) + (whole ? person.source : person.nick);
    });
  wordLines(session, reply, Numeric.names, `${symbol} ${room.room} :`, words);
}

/** Lines of one number with as many of `words` as fit each, between `head` and `tail`. */
export function wordLines(
  session: IrcSession,
  reply: Reply,
  number: Numeric,
  head: string,
  words: readonly string[],
  separator = ' ',
  tail = '',
): void {
  const fixed = `:${session.network.server} ${number} ${session.nick} ${head}`;
  const room = BODY_BYTES_MAX - Buffer.byteLength(fixed + tail);
  let line = '';
  let bytes = 0;
  for (const word of words) {
    const more = Buffer.byteLength(word) + 1;
    if (bytes + more > room && line !== '') {
      session.numeric(reply, number, `${head}${line}${tail}`);
      line = '';
      bytes = 0;
    }
    line += line === '' ? word : separator + word;
    bytes += more;
  }
  if (line !== '') session.numeric(reply, number, `${head}${line}${tail}`);
}
