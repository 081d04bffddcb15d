/** Pseudo-people of the gateway's own: NickServ for accounts, and Chinwag, which helps. */
import { type Answer, reasonOf } from '../../chat/answer.ts';
import { Reason } from '../../protocol/frames.ts';
import { nameFits, nameKey } from '../../protocol/names.ts';
import { meant } from './addressing.ts';
import { chanServ } from './chan-serv.ts';
import { shown } from './commands/refusals.ts';
import { dataOf } from './entering.ts';
import { accountLine, becomeAccount, loggedInLine } from './logging-in.ts';
import { missingLines } from './missing.ts';
import { CHANNEL_SERVICE, NICK_SERVICE, SERVER_SERVICE } from './network.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';
import { type Say, typed } from './typed-services.ts';
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
  const say: Say = (...lines) => answer(session, reply, CHANNEL_SERVICE, ...lines);
  chanServ(session, reply, words, say);
}

function answer(session: IrcSession, reply: Reply, service: string, ...lines: string[]): void {
  const source = session.network.sourceOf(service);
  for (const line of lines) reply.line(`:${source} NOTICE ${session.nick} :${line}`);
}

const NICK_SERVICE_HELP = [
  'REGISTER <password> [<e-mail>] [<invitation>] makes your nickname yours; no e-mail is kept: write * for it',
  'IDENTIFY [<account>] <password> logs you in, while you are in no channel',
  'SET PASSWORD <old> <new>; RENAME <name>; DROP <password> gives up the account, with all that you wrote',
  'SESSIONS shows the devices that stay logged in, and REVOKE <number> logs one out; INFO [<nick>]; INVITECODE',
];

function nickServ(session: IrcSession, reply: Reply, [word = '', ...words]: string[]): void {
  const say: Say = (...lines) => answer(session, reply, NICK_SERVICE, ...lines);
  const asked = (line: string, done: string) =>
    typed(session, reply, say, line, { done, usage: NICK_SERVICE_HELP[2] ?? '' });
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
      // How bots ask for a nick that they were refused: a guest gets it by logging in, and nobody loses it.
      if (session.self.guest !== false && words.length > 1) {
        return identify(session, reply, words, say);
      }
      return say('That is not needed: several connections may be logged in to one account');
    case 'SET':
      if (words[0]?.toUpperCase() !== 'PASSWORD') return say(...NICK_SERVICE_HELP);
      return asked(`change-password ${words.slice(1).join(' ')}`, PASSWORD_SET);
    case 'DROP':
    case 'UNREGISTER':
      return asked(`unregister ${words.join(' ')}`, 'The account is gone');
    case 'SESSIONS':
      return asked('sessions', 'No device is remembered');
    case 'REVOKE':
      return asked(`revoke ${words.join(' ')}`, 'That device is logged out');
    case 'RENAME':
      return asked(`rename ${words.join(' ')}`, `You are called ${words[0]} now`);
    case 'INVITECODE':
      return asked('invite-code', '');
    case 'INFO':
      return info(session, reply, words[0] ?? session.nick, say);
    case 'LOGOUT':
      return say('To log out, disconnect');
    default:
      return say(...NICK_SERVICE_HELP);
  }
}

const PASSWORD_SET =
  'The password is changed; your other connections are ended, and have to log in again';

function info(session: IrcSession, reply: Reply, nick: string, say: Say): void {
  meant(session, reply, nick, (name) => {
    if (!nameFits(name)) return say(`${shown(nick)} is not here`);
    session.request(reply, 'presence', { names: [name] }, (answer) => {
      const [one] = dataOf<'presence'>(answer)?.people ?? [];
      if (one === undefined) return say(`Not shown: ${whyNot(answer)}`);
      const isMe = one.name === session.self.name;
      const self = session.self.guest === false ? ', and registered' : ', and not registered';
      const state = one.state === 'here' || one.state === 'away' ? one.state : 'not here';
      say(`${shown(nick)} is ${state}${isMe ? self : ''}`);
    });
  });
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
  if (session.self.guest === false) return say(`You are already logged in as ${session.self.name}`);
  if (!session.confidential) return say('Passwords may only be sent over TLS: reconnect with it');
  if (session.rooms.size > 0) {
    return say('Log in before you join channels: with SASL, or leave them first');
  }
  becomeAccount(session, reply, account, secret, (outcome: Answer<'login'>) => {
    if (reasonOf(outcome) === Reason.none) {
      loggedInLine(session, reply);
      accountLine(session, reply);
      // The words of other services, which bots wait for.
      say(`You are now identified for ${session.self.name}`);
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
  if (word !== 'notices') return say(...HELP, ...missingLines(session));
  if (more !== 'on' && more !== 'off') return say('notices on, or notices off');
  session.modes.notices = more === 'on';
  say(`notices are ${more}`);
}
