/** Who a client is: PASS, NICK, USER, AUTHENTICATE, and CAP (modern.ircdocs.horse, "Connection messages"). */
import { type Answer, reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { nameKey } from '../../../protocol/names.ts';
import { bitOf, Cap, type CapabilityName, capabilityNames, namesIn } from '../capabilities.ts';
import { REAL_NAME_BYTES_MAX, USER_BYTES_MAX } from '../isupport.ts';
import type { IrcLine } from '../line.ts';
import { goOn, ifFree, loggedInLine, withSecret } from '../logging-in.ts';
import { MULTILINE_BYTES_MAX, MULTILINE_LINES_MAX } from '../multiline.ts';
import { isNick } from '../nicks.ts';
import { Numeric } from '../numerics.ts';
import { SASL_CHUNK } from '../opening.ts';
import { BODY_BYTES_MAX, type Reply } from '../reply.ts';
import type { IrcCommand, IrcSession } from '../session.ts';
import { beginning } from '../splitting.ts';
import { whyNot } from '../words.ts';

/** A nick that is refused, in the answer that refuses it. */
const NICK_SHOWN_BYTES_MAX = 100;

export const pass: IrcCommand = {
  least: 1,
  early: true,
  run(session, { parameters }, reply) {
    if (session.ready) return registered(session, reply);
    session.opening.pass = parameters[0] || null;
  },
};

export const nick: IrcCommand = {
  early: true,
  run(session, { parameters }, reply) {
    const wanted = parameters[0] ?? '';
    if (wanted === '') return session.numeric(reply, Numeric.noNick, ':No nickname given');
    if (session.ready && wanted === session.nick) return;
    const shown = beginning(wanted, NICK_SHOWN_BYTES_MAX).replaceAll(' ', '_');
    if (!isNick(wanted)) {
      return session.numeric(reply, Numeric.badNick, `${shown} :Erroneous nickname`);
    }
    if (session.network.people.isService(wanted)) {
      return session.numeric(reply, Numeric.nickInUse, `${shown} :Nickname is already in use`);
    }
    if (!session.ready) {
      session.opening.nick = wanted;
      return goOn(session, reply);
    }
    changeNick(session, reply, wanted);
  },
};

/** A guest takes another name; that of an account is its nick. */
function changeNick(session: IrcSession, reply: Reply, wanted: string): void {
  if (session.self.guest === false) {
    const why = 'Your nickname is the name of your account';
    return session.numeric(reply, Numeric.noNickChange, `${wanted} :${why}`);
  }
  ifFree(session, reply, wanted, (isFree) => {
    if (!isFree) return inUse(session, reply, wanted);
    session.request(reply, 'rename', { name: wanted }, (answer) =>
      renamed(session, reply, wanted, answer),
    );
  });
}

/** Of success the client has been told already. */
function renamed(
  session: IrcSession,
  reply: Reply,
  wanted: string,
  answer: Answer<'rename'>,
): void {
  switch (reasonOf(answer)) {
    case Reason.none:
      return;
    case Reason.nameInUse:
      return inUse(session, reply, wanted);
    case Reason.nameNotAllowed:
      return session.numeric(reply, Numeric.badNick, `${wanted} :Erroneous nickname`);
    default:
      session.numeric(reply, Numeric.nickTooFast, `${wanted} :${whyNot(answer)}`);
  }
}

function inUse(session: IrcSession, reply: Reply, wanted: string): void {
  session.numeric(reply, Numeric.nickInUse, `${wanted} :Nickname is already in use`);
}

export const user: IrcCommand = {
  least: 4,
  early: true,
  run(session, { parameters }, reply) {
    const { opening } = session;
    if (session.ready || opening.user !== null) return registered(session, reply);
    const [name = '', , , realName = ''] = parameters;
    const plain = name.replace(/[^A-Za-z0-9._-]/g, '').slice(0, USER_BYTES_MAX);
    opening.user = `~${plain || 'u'}`;
    opening.realName = beginning(realName.trim(), REAL_NAME_BYTES_MAX);
    goOn(session, reply);
  },
};

function registered(session: IrcSession, reply: Reply): void {
  session.numeric(reply, Numeric.alreadyRegistered, ':You may not reregister');
}

// --- AUTHENTICATE (IRCv3 SASL 3.1 and 3.2) ---

export const authenticate: IrcCommand = {
  least: 1,
  early: true,
  run(session, { parameters }, reply) {
    const [word = ''] = parameters;
    const { opening } = session;
    const say = (number: Numeric, rest: string) => session.numeric(reply, number, rest);
    if (!session.confidential) {
      return say(Numeric.saslFail, ':SASL authentication failed: TLS is needed for passwords');
    }
    if (word === '*') {
      opening.sasl = null;
      return say(Numeric.saslAborted, ':SASL authentication aborted');
    }
    if (session.person?.guest === false) {
      return say(Numeric.saslAlready, ':You have already authenticated using SASL');
    }
    if (session.ready) {
      return say(Numeric.saslFail, ':SASL authentication failed: reconnect, and log in first');
    }
    if (opening.sasl === null) return begin(session, reply, word.toUpperCase());
    if (word.length > SASL_CHUNK || opening.addSasl(word === '+' ? '' : word)) {
      opening.sasl = null;
      return say(Numeric.saslTooLong, ':SASL message too long');
    }
    // A full chunk is followed by another, be it an empty one.
    if (word.length === SASL_CHUNK) return;
    const data = opening.sasl;
    opening.sasl = null;
    plain(session, reply, data);
  },
};

function begin(session: IrcSession, reply: Reply, mechanism: string): void {
  if (mechanism === 'PLAIN') {
    session.opening.sasl = '';
    return reply.line('AUTHENTICATE +');
  }
  session.numeric(reply, Numeric.saslMechanisms, 'PLAIN :are available SASL mechanisms');
  failed(session, reply, 'no such mechanism');
}

function failed(session: IrcSession, reply: Reply, why: string): void {
  session.numeric(reply, Numeric.saslFail, `:SASL authentication failed: ${why}`);
}

/** RFC 4616: authzid NUL authcid NUL password. */
function plain(session: IrcSession, reply: Reply, data: string): void {
  const parts = Buffer.from(data, 'base64').toString('utf8').split('\0');
  const [authzid = '', authcid = '', secret = ''] = parts;
  const [account = ''] = authcid.split('/');
  const isOther = authzid !== '' && nameKey(authzid) !== nameKey(account);
  if (parts.length !== 3 || account === '' || secret === '' || isOther) {
    return failed(session, reply, 'invalid credentials');
  }
  withSecret(session, reply, account, secret, (answer: Answer<'login'>) => {
    if (reasonOf(answer) !== Reason.none) return failed(session, reply, whyNot(answer));
    loggedInLine(session, reply);
    session.numeric(reply, Numeric.saslSuccess, ':SASL authentication successful');
    goOn(session, reply);
  });
}

// --- CAP (IRCv3 capability negotiation) ---

export const cap: IrcCommand = {
  least: 1,
  early: true,
  run(session, line, reply) {
    const [word = ''] = line.parameters;
    const run = capCommands[word.toUpperCase()];
    if (run !== undefined) return run(session, line, reply);
    session.numeric(reply, Numeric.invalidCap, `${word.slice(0, 32)} :Invalid CAP command`);
  },
};

const capCommands: Readonly<
  Record<string, (session: IrcSession, line: IrcLine, reply: Reply) => void>
> = {
  LS(session, { parameters }, reply) {
    const { opening } = session;
    const version = Number.parseInt(parameters[1] ?? '', 10);
    if (!session.ready) opening.negotiating = true;
    if (version > opening.capVersion) opening.capVersion = version;
    // From 302 on this capability is implied.
    if (opening.capVersion >= 302) session.caps |= Cap.capNotify;
    const values = opening.capVersion >= 302;
    list(
      session,
      reply,
      'LS',
      offered(session).map((name) => withValue(name, values)),
      values,
    );
  },

  LIST(session, _line, reply) {
    list(session, reply, 'LIST', namesIn(session.caps), session.opening.capVersion >= 302);
  },

  REQ(session, { parameters }, reply) {
    if (!session.ready) session.opening.negotiating = true;
    const words = (parameters[1] ?? '').split(' ').filter((word) => word !== '');
    const wanted = requested(session, words);
    // All or nothing; each answer repeats what was asked, in as many lines as that needs.
    if (wanted !== null) session.caps = wanted;
    const head = `:${session.network.server} CAP ${session.nick} ${wanted === null ? 'NAK' : 'ACK'} :`;
    for (const part of packed(words, BODY_BYTES_MAX - Buffer.byteLength(head))) {
      reply.line(head + part);
    }
  },

  END(session, _line, reply) {
    session.opening.negotiating = false;
    goOn(session, reply);
  },
};

/** Passwords travel only where nobody else can listen. */
function offered({ confidential }: IrcSession): readonly CapabilityName[] {
  return capabilityNames.filter((name) => name !== 'sasl' || confidential);
}

/** What is said of a capability to a client that reads it (CAP LS 302). */
const VALUES: Readonly<Partial<Record<CapabilityName, string>>> = {
  sasl: 'PLAIN',
  'draft/multiline': `max-bytes=${MULTILINE_BYTES_MAX},max-lines=${MULTILINE_LINES_MAX}`,
};

function withValue(name: CapabilityName, values: boolean): string {
  const value = values ? VALUES[name] : undefined;
  return value === undefined ? name : `${name}=${value}`;
}

/** The capabilities after the request `words`; null: it asks for what is not to be had. */
function requested(session: IrcSession, words: readonly string[]): number | null {
  const names: readonly string[] = offered(session);
  let { caps } = session;
  for (const word of words) {
    const off = word.startsWith('-');
    const name = off ? word.slice(1) : word;
    const bit = bitOf(name);
    if (bit === undefined || !names.includes(name)) return null;
    // "cap-notify … MUST NOT be disabled" under 302.
    if (off && bit === Cap.capNotify && session.opening.capVersion >= 302) return null;
    caps = off ? caps & ~bit : caps | bit;
  }
  return caps;
}

/** Words in lines of at most `bytesMax` bytes; no words are one empty line. */
function packed(words: readonly string[], bytesMax: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && Buffer.byteLength(line) + 1 + Buffer.byteLength(word) > bytesMax) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? word : ` ${word}`;
  }
  return [...lines, line];
}

function list(
  session: IrcSession,
  reply: Reply,
  word: 'LS' | 'LIST',
  names: readonly string[],
  several: boolean,
): void {
  const head = `:${session.network.server} CAP ${session.nick} ${word} `;
  const room = BODY_BYTES_MAX - Buffer.byteLength(head) - 3;
  const lines = packed(names, room);
  for (const [at, line] of lines.entries()) {
    const isLast = at === lines.length - 1;
    reply.line(`${head}${!isLast && several ? '* ' : ''}:${line}`);
  }
}
