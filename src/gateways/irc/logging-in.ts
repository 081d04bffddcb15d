/** How a client becomes somebody: as a guest, or with a password or a token. */
import { type Answer, reasonOf } from '../../chat/answer.ts';
import { Reason } from '../../protocol/frames.ts';
import { TOKEN_PREFIX } from '../../protocol/limits.ts';
import { nameKey } from '../../protocol/names.ts';
import { Cap } from './capabilities.ts';
import { Numeric } from './numerics.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';
import { welcome } from './welcome.ts';
import { whyNot } from './words.ts';

const HOW_TO_LOG_IN =
  'This nickname is registered. If it is yours, log in: with SASL, or with the server password set to account:password';

/** Begins the login once the client has said who it is, and welcomes it. */
export function goOn(session: IrcSession, reply: Reply): void {
  const { opening } = session;
  if (session.ready || !opening.complete) return;
  if (session.person !== null) return welcome(session, reply);
  const nick = opening.nick ?? '';
  if (opening.pass !== null) return withPass(session, reply, nick, opening.pass);
  asGuest(session, reply, nick);
}

/** Logs in with the `secret` of an account; `then` is told the answer. */
export function withSecret(
  session: IrcSession,
  reply: Reply,
  name: string,
  secret: string,
  then: (answer: Answer<'login'>) => void,
): void {
  const proof = secret.startsWith(TOKEN_PREFIX) ? { token: secret } : { password: secret };
  session.opening.busy = true;
  session.request(reply, 'login', { name, ...proof }, (answer) => {
    session.opening.busy = false;
    if (reasonOf(answer) === Reason.none && session.person !== null) session.person.guest = false;
    then(answer);
  });
}

/** The guest of this session, who is in no room, logs in as `account`; or stays who it was. */
export function becomeAccount(
  session: IrcSession,
  reply: Reply,
  account: string,
  secret: string,
  then: (answer: Answer<'login'>) => void,
): void {
  const guest = session.self.name;
  session.switching = true;
  session.request(reply, 'logout', {}, () => {
    session.modes.isOperator = false;
    withSecret(session, reply, account, secret, (answer) => {
      const stay = () => {
        session.switched();
        const names = session.monitored.targets.map(({ name }) => name);
        // The logout has ended that.
        if (names.length > 0) session.request(reply, 'watch', { names }, () => {});
        then(answer);
      };
      if (reasonOf(answer) === Reason.none) return stay();
      session.request(reply, 'login', { name: guest }, stay);
    });
  });
}

/** 900 (IRCv3 SASL 3.1). */
export function loggedInLine(session: IrcSession, reply: Reply): void {
  const { name, source } = session.self;
  session.numeric(reply, Numeric.loggedIn, `${source} ${name} :You are now logged in as ${name}`);
}

/** IRCv3 account-notify. */
export function accountLine(session: IrcSession, reply: Reply): void {
  if (!session.has(Cap.accountNotify)) return;
  const { source, nick } = session.self;
  reply.line(`:${source} ACCOUNT ${nick}`);
}

/**
 * PASS is a login: `account:password`, or the password of the account that the nick names. Where a password may
 * travel, one for nobody's account is of no use, and harms nothing.
 */
function withPass(session: IrcSession, reply: Reply, nick: string, pass: string): void {
  const colon = pass.indexOf(':');
  // Behind a slash is the name of a device, which is of no use yet: `account/laptop`.
  const [account] = (colon > 0 ? pass.slice(0, colon) : nick).split('/');
  const secret = pass.slice(colon + 1);
  session.opening.pass = null;
  withSecret(session, reply, account ?? nick, secret, (answer) => {
    const reason = reasonOf(answer);
    if (reason === Reason.none) {
      loggedInLine(session, reply);
      return goOn(session, reply);
    }
    if (reason === Reason.noSuchUser && colon <= 0) return goOn(session, reply);
    const why = whyNot(answer);
    // RFC 2812 section 5.2, ERR_PASSWDMISMATCH.
    session.numeric(reply, Numeric.badPassword, `:Password incorrect (${why})`);
    session.quit(why);
  });
}

/** Is `nick`, for a client of IRC, the name of nobody else who is here, though it may be spelled otherwise? */
export function ifFree(
  session: IrcSession,
  reply: Reply,
  nick: string,
  then: (isFree: boolean) => void,
): void {
  session.request(reply, 'list', {}, (answer) => {
    const names = typeof answer === 'object' && 'kind' in answer ? answer.names : [];
    const key = nameKey(nick);
    const own = session.person?.name;
    then(!names.some((one) => one.key === key && one.text !== nick && one.text !== own));
  });
}

/** Nobody may come as a guest whose name is, for a client of IRC, that of somebody who is here. */
function asGuest(session: IrcSession, reply: Reply, nick: string): void {
  const { opening } = session;
  opening.busy = true;
  ifFree(session, reply, nick, (isFree) => {
    opening.busy = false;
    if (!isFree) return inUse(session, reply);
    opening.busy = true;
    session.request(reply, 'login', { name: nick }, (outcome) => {
      opening.busy = false;
      entered(session, reply, outcome);
    });
  });
}

function entered(session: IrcSession, reply: Reply, answer: Answer<'login'>): void {
  const nick = session.opening.nick ?? '*';
  switch (reasonOf(answer)) {
    case Reason.none:
      if (session.person !== null) session.person.guest = true;
      return welcome(session, reply);
    case Reason.nameInUse:
      return inUse(session, reply);
    case Reason.passwordNeeded:
      session.notice(reply, HOW_TO_LOG_IN);
      return inUse(session, reply, 'Nickname is registered: log in, or take another');
    case Reason.nameNotAllowed:
      session.opening.nick = null;
      return session.numeric(reply, Numeric.badNick, `${nick} :Erroneous nickname`);
    default:
      return session.quit(whyNot(answer));
  }
}

/** 433: the client tries another. */
function inUse(session: IrcSession, reply: Reply, why = 'Nickname is already in use'): void {
  const nick = session.opening.nick ?? '*';
  session.opening.nick = null;
  session.numeric(reply, Numeric.nickInUse, `${nick} :${why}`);
}
