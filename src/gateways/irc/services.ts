/** Pseudo-people of the gateway's own: NickServ for accounts, and Chinwag, which helps. */
import { type Answer, reasonOf } from '../../chat/answer.ts';
import { Reason } from '../../protocol/frames.ts';
import { nameKey } from '../../protocol/names.ts';
import { accountLine, becomeAccount, loggedInLine } from './logging-in.ts';
import { NICK_SERVICE, SERVER_SERVICE } from './network.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';
import { ownRooms } from './welcome.ts';
import { whyNot } from './words.ts';

/** What is said to a service; what it does not understand, it explains. */
export function toService(
  session: IrcSession,
  reply: Reply,
  service: string,
  text: string,
  isNotice: boolean,
): void {
  // Services answer with notices, and never to one.
  if (isNotice) return;
  const words = text.trim().split(/ +/);
  if (nameKey(service) === nameKey(NICK_SERVICE)) return nickServ(session, reply, words);
  if (nameKey(service) === nameKey(SERVER_SERVICE)) return chinwag(session, reply, words);
  answer(session, reply, service, 'There is no such service here: roles are modes, o and h');
}

function answer(session: IrcSession, reply: Reply, service: string, ...lines: string[]): void {
  const source = session.network.sourceOf(service);
  for (const line of lines) reply.line(`:${source} NOTICE ${session.nick} :${line}`);
}

const NICK_SERVICE_HELP = [
  'REGISTER <password> [<e-mail>] [<invitation>] makes your nickname yours; no e-mail is kept: write * for it',
  'IDENTIFY [<account>] <password> logs you in, while you are in no channel',
];

function nickServ(session: IrcSession, reply: Reply, [word = '', ...words]: string[]): void {
  const say = (...lines: string[]) => answer(session, reply, NICK_SERVICE, ...lines);
  switch (word.toUpperCase()) {
    case 'REGISTER':
      return register(session, reply, words, say);
    case 'IDENTIFY':
    case 'LOGIN':
    case 'ID':
      return identify(session, reply, words, say);
    case 'GHOST':
    case 'RECOVER':
    case 'REGAIN':
    case 'RELEASE':
      return say('That is not needed: several connections may be logged in to one account');
    case 'LOGOUT':
      return say('To log out, disconnect');
    default:
      return say(...NICK_SERVICE_HELP);
  }
}

function register(
  session: IrcSession,
  reply: Reply,
  [password = '', email = '*', invitation]: string[],
  say: (...lines: string[]) => void,
): void {
  if (session.self.guest === false) return say('You are registered, and logged in');
  if (password === '') return say(...NICK_SERVICE_HELP);
  // Nobody should rely on an address that nothing is ever sent to.
  const isAddress = email.includes('@');
  if (isAddress) return say('E-mail addresses are not kept here: write * instead of yours');
  const code = invitation ?? (email === '*' ? undefined : email);
  const given = {
    name: session.self.name,
    password,
    ...(code !== undefined && { invitation: code }),
  };
  session.switching = true;
  session.request(reply, 'register', given, (outcome) => {
    session.switched();
    if (reasonOf(outcome) !== Reason.none) return say(`Not registered: ${whyNot(outcome)}`);
    session.self.guest = false;
    loggedInLine(session, reply);
    accountLine(session, reply);
    say(`${session.self.name} is registered, and you are logged in`);
  });
}

function identify(
  session: IrcSession,
  reply: Reply,
  words: readonly string[],
  say: (...lines: string[]) => void,
): void {
  const [first = '', second] = words;
  const account = second === undefined ? session.self.name : first;
  const secret = second ?? first;
  if (secret === '') return say(...NICK_SERVICE_HELP);
  if (session.self.guest === false) return say(`You are logged in as ${session.self.name}`);
  if (!session.confidential) return say('Passwords may only be sent over TLS: reconnect with it');
  if (session.rooms.size > 0) {
    return say('Log in before you join channels: with SASL, or leave them first');
  }
  becomeAccount(session, reply, account, secret, (outcome: Answer<'login'>) => {
    if (reasonOf(outcome) === Reason.none) {
      loggedInLine(session, reply);
      accountLine(session, reply);
      say(`You are now logged in as ${session.self.name}`);
      session.hearing.hold();
      ownRooms(session, reply, () => session.later(reply, () => session.hearing.release()));
      return;
    }
    say(`Not logged in: ${whyNot(outcome)}`);
  });
}

const HELP = [
  'This is a Chinwag server. Channels are its rooms, and people over other clients are in them too.',
  'To keep your nickname: /msg NickServ REGISTER <password>',
  'Edits, reactions and deletions come as notices: /msg Chinwag notices off turns them off, until you reconnect.',
];

function chinwag(session: IrcSession, reply: Reply, words: readonly string[]): void {
  const say = (...lines: string[]) => answer(session, reply, SERVER_SERVICE, ...lines);
  const [word = '', more = ''] = words.map((one) => one.toLowerCase());
  if (word !== 'notices') return say(...HELP);
  if (more !== 'on' && more !== 'off') return say('notices on, or notices off');
  session.notices = more === 'on';
  say(`notices are ${more}`);
}
