/** CHATHISTORY (IRCv3 draft/chathistory). */
import type { ReplyData } from '../../../protocol/contracts.ts';
import { PAGE_CONVERSATIONS_MAX, PAGE_ROOMS_MAX } from '../../../protocol/limits.ts';
import { isRoomName } from '../../../protocol/names.ts';
import { meant } from '../addressing.ts';
import { Cap } from '../capabilities.ts';
import { dataOf } from '../entering.ts';
import {
  backward,
  forward,
  isFrom,
  isUpTo,
  type Message,
  type Place,
  tellMessage,
} from '../history.ts';
import { decodeTime, encodeTime } from '../ids.ts';
import { HISTORY_MAX } from '../isupport.ts';
import type { Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { roomOf, shown } from './refusals.ts';

export const chatHistory: IrcCommand = {
  run(session, { parameters }, reply) {
    const [word = '', ...rest] = parameters;
    const subcommand = word.toUpperCase();
    const fail = (code: string, text: string, ...context: string[]) =>
      session.fail(reply, 'CHATHISTORY', code, text, shown(subcommand), ...context);
    if (subcommand === 'TARGETS') return targets(session, reply, rest, fail);
    const select = selections[subcommand];
    if (select === undefined) return fail('INVALID_PARAMS', 'Unknown subcommand');
    if (rest.length < select.parameters + 2) {
      return fail('INVALID_PARAMS', 'Insufficient parameters');
    }
    const [given = '', ...more] = rest;
    const places: (Place | 'none')[] = [];
    for (const text of more.slice(0, select.parameters)) {
      const place = placeOf(session, text);
      if (place === null) return fail('INVALID_MSGREFTYPE', 'No such reference', shown(given));
      // Only LATEST may be without a place.
      if (place === 'none' && subcommand !== 'LATEST') {
        return fail('INVALID_PARAMS', 'A reference is needed', shown(given));
      }
      places.push(place);
    }
    const limit = limitOf(more[select.parameters]);
    if (limit === null) return fail('INVALID_PARAMS', 'Invalid limit', shown(given));
    const room = roomOf(session, given);
    if (isRoomName(given) && room === undefined) {
      return fail('INVALID_TARGET', 'Messages could not be retrieved', shown(given));
    }
    meant(session, reply, room?.name ?? given, (target) => {
      const tell = (messages: Message[]) => {
        inBatch(session, reply, `chathistory ${room?.name ?? shown(given)}`, () => {
          for (const message of messages) tellMessage(session, reply, target, message);
        });
      };
      // A message that nobody has stored has nothing before it, and nothing behind.
      if (places.some((place) => place !== 'none' && 'id' in place && place.id < 0)) {
        return tell([]);
      }
      select.find({ session, reply, target, limit }, places as Place[], tell);
    });
  },
};

interface Search {
  readonly session: IrcSession;
  readonly reply: Reply;
  readonly target: string;
  readonly limit: number;
}

interface Selection {
  /** The number of references. */
  readonly parameters: 1 | 2;
  readonly find: (
    search: Search,
    places: readonly (Place | 'none')[],
    tell: (messages: Message[]) => void,
  ) => void;
}

const never = () => false;

/** In all of them the messages are told oldest first. */
const selections: Readonly<Record<string, Selection>> = {
  LATEST: {
    parameters: 1,
    find({ session, reply, target, limit }, [place], tell) {
      const isKnown = (message: Message) =>
        place !== undefined && place !== 'none' && isUpTo(message, place);
      backward(session, reply, target, null, limit, isKnown, tell);
    },
  },
  BEFORE: {
    parameters: 1,
    find({ session, reply, target, limit }, places, tell) {
      backward(session, reply, target, placeIn(places, 0), limit, never, tell);
    },
  },
  AFTER: {
    parameters: 1,
    find({ session, reply, target, limit }, places, tell) {
      forward(session, reply, target, behind(placeIn(places, 0)), limit, never, tell);
    },
  },
  AROUND: {
    parameters: 1,
    find({ session, reply, target, limit }, places, tell) {
      const place = placeIn(places, 0);
      const half = Math.floor(limit / 2);
      backward(session, reply, target, place, half, never, (before) => {
        const from = 'id' in place ? { id: place.id - 1 } : place;
        forward(session, reply, target, from, limit - before.length, never, (after) => {
          tell([...before, ...after]);
        });
      });
    },
  },
  BETWEEN: {
    parameters: 2,
    find({ session, reply, target, limit }, places, tell) {
      const [first, second] = [placeIn(places, 0), placeIn(places, 1)];
      // The limit takes those that are nearest to the first.
      if (isBehind(first, second)) {
        const isPast = (message: Message) => isUpTo(message, second);
        return backward(session, reply, target, first, limit, isPast, tell);
      }
      const isPast = (message: Message) => isFrom(message, second);
      forward(session, reply, target, behind(first), limit, isPast, tell);
    },
  },
};

function placeIn(places: readonly (Place | 'none')[], at: number): Place {
  const place = places[at];
  if (place === undefined || place === 'none') throw new Error('a reference was not checked');
  return place;
}

/** For `forward`, which begins at a time and behind a message. */
function behind(place: Place): Place {
  return 'id' in place ? place : { at: place.at + 1 };
}

function isBehind(one: Place, other: Place): boolean {
  if ('id' in one && 'id' in other) return one.id > other.id;
  return 'at' in one && 'at' in other && one.at > other.at;
}

/** `timestamp=…`, `msgid=…` or `*`; null: it is none of these. */
function placeOf(session: IrcSession, text: string): Place | 'none' | null {
  if (text === '*') return 'none';
  const equals = text.indexOf('=');
  const value = text.slice(equals + 1);
  switch (text.slice(0, Math.max(0, equals))) {
    case 'timestamp': {
      const at = decodeTime(value);
      return at === null ? null : { at };
    }
    case 'msgid':
      // An id that is none of ours is that of no stored message.
      return { id: session.network.ids.decode(value) ?? -1 };
    default:
      return null;
  }
}

/** A positive number, at most as large as 005 says; null: it is none. */
function limitOf(text = ''): number | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  const limit = Number(text);
  return limit === 0 ? null : Math.min(limit, HISTORY_MAX);
}

function inBatch(session: IrcSession, reply: Reply, type: string, tell: () => void): void {
  const isBatch = session.has(Cap.batch);
  if (isBatch) reply.begin(type);
  tell();
  if (isBatch) reply.end();
}

// --- TARGETS ---

interface Recent {
  readonly target: string;
  readonly at: number;
}

/** Conversations whose newest message is between two times. */
function targets(
  session: IrcSession,
  reply: Reply,
  [from = '', to = '', most]: readonly string[],
  fail: (code: string, text: string) => void,
): void {
  const [first, second] = [placeOf(session, from), placeOf(session, to)];
  const limit = limitOf(most);
  const areTimes =
    first !== null && second !== null && typeof first === 'object' && typeof second === 'object';
  if (!areTimes || !('at' in first) || !('at' in second) || limit === null) {
    return fail('INVALID_PARAMS', 'Two timestamps and a limit are needed');
  }
  const [least, greatest] = [Math.min(first.at, second.at), Math.max(first.at, second.at)];
  const isWanted = ({ at }: Recent) => at > least && at < greatest;
  people(session, reply, least, (withPeople) => {
    rooms(session, reply, (inRooms) => {
      const all = [...withPeople, ...inRooms].filter(isWanted);
      // Those that are nearest to the first time, as with messages.
      all.sort((one, other) => one.at - other.at);
      const found = first.at > second.at ? all.reverse() : all;
      inBatch(session, reply, 'draft/chathistory-targets', () => {
        for (const { target, at } of found.slice(0, limit)) {
          const name = isRoomName(target) ? target : session.network.people.nickOf(target);
          reply.line(`:${session.network.server} CHATHISTORY TARGETS ${name} ${encodeTime(at)}`);
        }
      });
    });
  });
}

function people(
  session: IrcSession,
  reply: Reply,
  least: number,
  then: (found: Recent[]) => void,
): void {
  const found: Recent[] = [];
  const page = (beneath: number | undefined) => {
    const given = { limit: PAGE_CONVERSATIONS_MAX, ...(beneath !== undefined && { beneath }) };
    session.request(reply, 'conversations', given, (answer) => {
      const isReply = typeof answer === 'object' && 'data' in answer;
      const data = isReply ? (answer.data as ReplyData<'conversations'>) : null;
      for (const { with: target, at } of data?.conversations ?? []) found.push({ target, at });
      const last = data?.conversations.at(-1);
      if (data?.more !== true || last === undefined || last.at <= least) return then(found);
      page(last.newest);
    });
  };
  page(undefined);
}

/** Of rooms that keep what is said, the time of the newest message. */
function rooms(session: IrcSession, reply: Reply, then: (found: Recent[]) => void): void {
  const names: string[] = [];
  const found: Recent[] = [];
  const next = () => {
    const name = names.shift();
    if (name === undefined) return then(found);
    session.later(reply, () => {
      backward(session, reply, name, null, 1, never, ([message]) => {
        if (message !== undefined) found.push({ target: name, at: message.at });
        next();
      });
    });
  };
  const page = (after: string | undefined) => {
    const given = { mine: true, limit: PAGE_ROOMS_MAX, ...(after !== undefined && { after }) };
    session.request(reply, 'rooms', given, (answer) => {
      const data = dataOf<'rooms'>(answer);
      for (const { room, kept } of data?.rooms ?? []) if (kept) names.push(room);
      const last = data?.rooms.at(-1);
      if (data?.more === true && last !== undefined) return page(last.room);
      next();
    });
  };
  page(undefined);
}
