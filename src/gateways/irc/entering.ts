/** Rooms as a client sees them when it comes in: JOIN, the topic, and who is there. */
import { type Answer, reasonOf } from '../../chat/answer.ts';
import type { ReplyData } from '../../protocol/contracts.ts';
import { Reason } from '../../protocol/frames.ts';
import { PAGE_MEMBERS_MAX } from '../../protocol/limits.ts';
import { Cap } from './capabilities.ts';
import { prefixOf } from './modes.ts';
import { Numeric } from './numerics.ts';
import { BODY_BYTES_MAX, type Reply } from './reply.ts';
import { noteMember } from './room-changes.ts';
import { MEMBERS_KNOWN_MAX } from './room-views.ts';
import type { IrcSession } from './session.ts';

export type RoomData = ReplyData<'who'>;
export type Member = RoomData['people'][number];

/** All members of a room, by pages; null: it is not to be seen. */
export function members(
  session: IrcSession,
  reply: Reply,
  room: string,
  then: (found: { readonly room: RoomData; readonly people: readonly Member[] } | null) => void,
): void {
  const people: Member[] = [];
  const page = (after: string | undefined) => {
    const given = { room, limit: PAGE_MEMBERS_MAX, ...(after !== undefined && { after }) };
    session.request(reply, 'who', given, (answer) => {
      const data = dataOf<'who'>(answer);
      if (data === null) return then(null);
      people.push(...data.people);
      const last = data.people.at(-1);
      // A first page with those before others who are here is never the first of several.
      if (data.more && last !== undefined) page(last.name);
      else then({ room: data, people });
    });
  };
  page(undefined);
}

/** The data of an answer; null where it is a refusal. */
export function dataOf<Name extends 'who' | 'rooms' | 'presence' | 'bans' | 'unread'>(
  answer: Answer<Name>,
): ReplyData<Name> | null {
  if (reasonOf(answer as Answer) !== Reason.none || typeof answer === 'number') return null;
  return 'data' in answer ? (answer.data as ReplyData<Name>) : null;
}

/** Takes note of who is in `room`, which this session is in or is coming into. */
function noteMembers(session: IrcSession, room: string, people: readonly Member[]): void {
  const { network } = session;
  const view = network.rooms.get(room);
  for (const { name, role, ...one } of people) {
    const person = network.people.named(name);
    noteMember(person, one);
    if (people.length <= MEMBERS_KNOWN_MAX) view?.add(person, role);
  }
  if (view === undefined) return;
  const names = new Set(people.map(({ name }) => name));
  for (const name of [...view.members.keys()]) if (!names.has(name)) view.remove(name);
}

/** Learns of the members of a small room what an event does not say. */
export function lookUp(session: IrcSession, room: string): void {
  if (session.executing) return;
  session.request(session.newReply(null), 'who', { room, limit: PAGE_MEMBERS_MAX }, (answer) => {
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
  members(session, reply, name, (found) => {
    if (found === null || session.person === null) return then(null);
    const { room, people } = found;
    const self = session.person;
    session.rooms.set(room.room, session.network.rooms.enter(room.room));
    noteMembers(session, room.room, people);
    const more = session.has(Cap.extendedJoin) ? ` ${self.account('*')} :${self.realName}` : '';
    reply.line(`:${self.source} JOIN ${room.room}${more}`);
    if (room.topic !== '') {
      session.numeric(reply, Numeric.topic, `${room.room} :${room.topic}`);
    }
    const names = () => {
      if (!session.has(Cap.noImplicitNames)) namesLines(session, reply, room, people);
    };
    if (!session.has(Cap.readMarker) || !room.kept || self.guest !== false) {
      names();
      return then(room);
    }
    // IRCv3 draft/read-marker: behind JOIN and before the end of the names. Nothing comes between.
    session.hearing.hold();
    session.reading.marker(reply, room.room, (at) => {
      session.reading.markerLine(reply, room.room, at);
      names();
      then(room);
      session.hearing.release();
    });
  });
}

/** 353 and 366 (modern.ircdocs.horse, "NAMES message"): who is here. */
export function namesLines(
  session: IrcSession,
  reply: Reply,
  room: RoomData,
  people: readonly Member[],
  asked: string = room.room,
): void {
  const symbol = room.access === 'private' ? '@' : '=';
  const { network } = session;
  const whole = session.has(Cap.userhostInNames);
  const words = people
    .filter(({ state }) => state !== 'offline')
    .map(({ name, role }) => {
      const person = network.people.named(name);
      return prefixOf(role) + (whole ? person.source : person.nick);
    });
  wordLines(session, reply, Numeric.names, `${symbol} ${room.room} :`, words);
  session.numeric(reply, Numeric.endOfNames, `${asked} :End of /NAMES list`);
}

/** Lines of one number with as many of `words` as fit each. */
export function wordLines(
  session: IrcSession,
  reply: Reply,
  number: Numeric,
  head: string,
  words: readonly string[],
): void {
  const fixed = `:${session.network.server} ${number} ${session.nick} ${head}`;
  const room = BODY_BYTES_MAX - Buffer.byteLength(fixed);
  let line = '';
  let bytes = 0;
  for (const word of words) {
    const more = Buffer.byteLength(word) + 1;
    if (bytes + more > room && line !== '') {
      session.numeric(reply, number, `${head}${line}`);
      line = '';
      bytes = 0;
    }
    line += line === '' ? word : ` ${word}`;
    bytes += more;
  }
  if (line !== '') session.numeric(reply, number, `${head}${line}`);
}
