/** People: WHO, WHOX, WHOIS, WHOWAS, AWAY, ISON, USERHOST (modern.ircdocs.horse, "User-based queries"). */
import { reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { AWAY_CHARACTERS_MAX, PAGE_MEMBERS_MAX } from '../../../protocol/limits.ts';
import type { State } from '../../../protocol/members.ts';
import { isRoomName, personNameFits } from '../../../protocol/names.ts';
import { namesOf } from '../addressing.ts';
import { Cap } from '../capabilities.ts';
import { dataOf, eachPage, wordLines } from '../entering.ts';
import { REAL_NAME_BYTES_MAX } from '../isupport.ts';
import { matches } from '../masks.ts';
import { prefixOf, type Standing } from '../modes.ts';
import { Numeric } from '../numerics.ts';
import type { IrcPerson } from '../people.ts';
import type { Reply } from '../reply.ts';
import { noteMember } from '../room-changes.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { cut, shown } from './refusals.ts';

/** Names in one ISON or USERHOST (modern.ircdocs.horse: 5; clients send up to ten). */
const NAMES_MAX = 10;
/** Answers to one WHOWAS. */
const WHOWAS_MAX = 20;
/** People whom a mask finds. */
const FOUND_MAX = 100;

// --- AWAY ---

export const away: IrcCommand = {
  run(session, { parameters }, reply) {
    const text = cut(parameters[0] ?? '', AWAY_CHARACTERS_MAX);
    session.request(reply, 'away', { text: text === '' ? null : text }, (answer) => {
      if (reasonOf(answer) !== Reason.none) return;
      session.self.state = text === '' ? 'here' : 'away';
      if (text === '') session.numeric(reply, Numeric.unAway, ':You are no longer marked as away');
      else session.numeric(reply, Numeric.nowAway, ':You have been marked as being away');
    });
  },
};

// --- SETNAME (IRCv3 setname) ---

export const setName: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const realName = (parameters[0] ?? '').trim();
    if (realName === '' || Buffer.byteLength(realName) > REAL_NAME_BYTES_MAX) {
      const why = `Real names have 1 to ${REAL_NAME_BYTES_MAX} bytes`;
      return session.fail(reply, 'SETNAME', 'INVALID_REALNAME', why);
    }
    const { self, network } = session;
    self.realName = realName;
    const line = `:${self.source} SETNAME :${realName}`;
    if (session.has(Cap.setname)) reply.line(line);
    for (const one of network.rooms.around(self)) {
      if (one.has(Cap.setname)) one.hear(`${line}\r\n`);
    }
  },
};

// --- ISON, USERHOST ---

export const ison: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const nicks = parameters.flatMap((one) => one.split(' ')).filter((one) => one !== '');
    present(session, reply, nicks.slice(0, FOUND_MAX), false, (states) => {
      const here = nicks.filter((nick) => states.get(nick)?.isHere === true);
      session.numeric(reply, Numeric.isOn, `:${here.join(' ')}`);
    });
  },
};

export const userhost: IrcCommand = {
  least: 1,
  run(session, { parameters }, reply) {
    const nicks = parameters.slice(0, NAMES_MAX);
    present(session, reply, nicks, false, (states) => {
      const words = nicks.flatMap((nick) => {
        const found = states.get(nick);
        if (found === undefined || !found.isHere) return [];
        const { person, isAway } = found;
        return [`${person.nick}=${isAway ? '-' : '+'}${person.user}@${person.host}`];
      });
      session.numeric(reply, Numeric.userHost, `:${words.join(' ')}`);
    });
  },
};

interface Presence {
  readonly person: IrcPerson;
  readonly isHere: boolean;
  readonly isAway: boolean;
  readonly text: string;
  /** Seconds; null: not told. */
  readonly idle: number | null;
  /** Seconds since 1970. */
  readonly since: number;
}

/** Who of `nicks` is here, by the nick as it was given. */
function present(
  session: IrcSession,
  reply: Reply,
  nicks: readonly string[],
  idle: boolean,
  then: (states: ReadonlyMap<string, Presence>) => void,
): void {
  const { people } = session.network;
  // A nick that could be nobody's name is nobody's, and no reason to refuse the others.
  const asked = nicks.flatMap((nick) =>
    namesOf(session, nick)
      .filter(personNameFits)
      .map((name) => ({ nick, name })),
  );
  const states = new Map<string, Presence>();
  const page = (from: number) => {
    const part = asked.slice(from, from + PAGE_MEMBERS_MAX);
    if (part.length === 0) return then(states);
    const given = { names: part.map(({ name }) => name), ...(idle && { idle }) };
    session.request(reply, 'presence', given, (answer) => {
      for (const [at, one] of (dataOf<'presence'>(answer)?.people ?? []).entries()) {
        const nick = part[at]?.nick;
        if (nick === undefined || one.state === 'offline' || states.has(nick)) continue;
        const person = people.named(one.name);
        const isAway = one.state === 'away';
        const since = Math.floor((one.since ?? 0) / 1000);
        const words = { text: one.text ?? '', idle: one.idle ?? null, since };
        states.set(nick, { person, isHere: true, isAway, ...words });
      }
      page(from + PAGE_MEMBERS_MAX);
    });
  };
  page(0);
}

// --- WHO and WHOX ---

/** One line of WHO. */
interface Row {
  readonly person: IrcPerson;
  /** `*`: none that the client may know of. */
  readonly room: string;
  readonly standing: Standing;
  readonly state: State;
}

/** What WHOX answers, in this order whatever was asked for. */
const FIELDS = 'tcuihsnfdlaor';
const TOKEN = /^\d{1,3}$/;

export const who: IrcCommand = {
  run(session, { parameters }, reply) {
    const [mask = '', options = ''] = parameters;
    const end = () =>
      session.numeric(reply, Numeric.endOfWho, `${shown(mask || '*')} :End of /WHO list`);
    if (isRoomName(mask)) return whoIn(session, reply, mask, options, end);
    const finish = (rows: readonly Row[]) => {
      for (const row of rows) whoLine(session, reply, row, options);
      end();
    };
    // Nobody here has the rank that `o` asks for.
    if (options === 'o') return finish([]);
    if (mask === '' || mask === '0' || /[*?]/.test(mask)) return finish(found(session, mask));
    present(session, reply, [mask], false, (states) => {
      const one = states.get(mask);
      if (one === undefined) return finish([]);
      const shared = sharedRooms(session, one.person.name)[0];
      const room = shared?.name ?? '*';
      const standing = shared?.standing ?? { role: 'member' };
      finish([{ person: one.person, room, standing, state: one.isAway ? 'away' : 'here' }]);
    });
  },
};

function whoIn(
  session: IrcSession,
  reply: Reply,
  name: string,
  options: string,
  end: () => void,
): void {
  eachPage(
    session,
    reply,
    name,
    (people, { room }) => {
      for (const one of people) {
        const { state } = one;
        const person = session.network.people.listed(one.name);
        noteMember(person, one);
        if (state !== 'offline')
          whoLine(session, reply, { person, room, standing: one, state }, options);
      }
      return false;
    },
    end,
  );
}

/** People in one's own rooms whose nick, user, host or real name `mask` matches. */
function found(session: IrcSession, mask: string): Row[] {
  const wanted = (mask === '' || mask === '0' ? '*' : mask).toLowerCase();
  const rows = new Map<IrcPerson, Row>();
  for (const room of session.rooms.values()) {
    for (const standing of room.members.values()) {
      const { person } = standing;
      if (rows.size >= FOUND_MAX) return [...rows.values()];
      if (rows.has(person) || person.state === 'offline') continue;
      const { nick, user, host, realName } = person;
      const fits = [nick, user, host, realName, session.network.server].some((part) =>
        matches(wanted, part.toLowerCase()),
      );
      if (fits)
        rows.set(person, { person, room: room.name, standing, state: person.state ?? 'here' });
    }
  }
  return [...rows.values()];
}

function sharedRooms(session: IrcSession, name: string): { name: string; standing: Standing }[] {
  return [...session.rooms.values()].flatMap((room) => {
    const standing = room.standingOf(name);
    return standing === null ? [] : [{ name: room.name, standing }];
  });
}

function whoLine(session: IrcSession, reply: Reply, row: Row, options: string): void {
  const { person, room, standing, state } = row;
  const all = session.has(Cap.multiPrefix);
  const { server } = session.network;
  const flags = `${state === 'away' ? 'G' : 'H'}${prefixOf(standing, all)}`;
  const { user, host, nick, realName } = person;
  const percent = options.indexOf('%');
  if (percent === -1) {
    const rest = `${room} ${user} ${host} ${server} ${nick} ${flags} :0 ${realName}`;
    return session.numeric(reply, Numeric.whoReply, rest);
  }
  const [fields = '', token = ''] = options.slice(percent + 1).split(',');
  const values: Readonly<Record<string, string>> = {
    t: TOKEN.test(token) ? token : '0',
    c: room,
    u: user,
    // Nobody's address is shown.
    i: '255.255.255.255',
    h: host,
    s: server,
    n: nick,
    f: flags,
    d: '0',
    l: '0',
    a: person.account('0'),
    o: 'n/a',
    r: `:${realName}`,
  };
  const asked = [...FIELDS].filter((field) => fields.includes(field));
  const rest = asked.map((field) => values[field]).join(' ');
  session.numeric(reply, Numeric.whoxReply, rest);
}

// --- WHOIS, WHOWAS ---

export const whois: IrcCommand = {
  run(session, { parameters }, reply) {
    // The first of two is a server, and there is one.
    const nick = parameters[1] ?? parameters[0] ?? '';
    if (nick === '') return session.numeric(reply, Numeric.noNick, ':No nickname given');
    const say = (number: Numeric, rest: string) => session.numeric(reply, number, rest);
    const end = () => say(Numeric.endOfWhois, `${shown(nick)} :End of /WHOIS list`);
    present(session, reply, [nick], true, (states) => {
      const one = states.get(nick);
      if (one === undefined) {
        say(Numeric.noSuchNick, `${shown(nick)} :No such nick/channel`);
        return end();
      }
      const { person, isAway, text } = one;
      const { server } = session.network;
      say(Numeric.whoisUser, `${person.nick} ${person.user} ${person.host} * :${person.realName}`);
      const shared = sharedRooms(session, person.name).map(
        ({ name, standing }) => prefixOf(standing, session.has(Cap.multiPrefix)) + name,
      );
      wordLines(session, reply, Numeric.whoisChannels, `${person.nick} :`, shared);
      say(Numeric.whoisServer, `${person.nick} ${server} :Chinwag`);
      if (person.guest === false) {
        say(Numeric.whoisAccount, `${person.nick} ${person.name} :is logged in as`);
      }
      if (person === session.person) {
        const rest = `${person.nick} :is connecting from *@${session.address} ${session.address}`;
        say(Numeric.whoisHost, rest);
      }
      if (one.idle !== null) {
        const rest = `${person.nick} ${one.idle} ${one.since} :seconds idle, signon time`;
        say(Numeric.whoisIdle, rest);
      }
      if (isAway) say(Numeric.away, `${person.nick} :${text || 'away'}`);
      end();
    });
  },
};

/** The last who left, or have another nick now. */
export const whowas: IrcCommand = {
  run(session, { parameters }, reply) {
    const [nick = '', count = ''] = parameters;
    if (nick === '') return session.numeric(reply, Numeric.noNick, ':No nickname given');
    const name = shown(nick);
    const { network } = session;
    const wanted = Number(/^[1-9]\d{0,2}$/.exec(count)?.[0] ?? WHOWAS_MAX);
    const found = network.whowas.called(nick, Math.min(wanted, WHOWAS_MAX));
    if (found.length === 0) {
      session.numeric(reply, Numeric.wasNoSuchNick, `${name} :There was no such nickname`);
    }
    for (const { nick: was, user, host, realName, at } of found) {
      session.numeric(reply, Numeric.whowasUser, `${was} ${user} ${host} * :${realName}`);
      const left = new Date(at).toUTCString();
      session.numeric(reply, Numeric.whoisServer, `${was} ${network.server} :${left}`);
    }
    session.numeric(reply, Numeric.endOfWhowas, `${name} :End of WHOWAS`);
  },
};
