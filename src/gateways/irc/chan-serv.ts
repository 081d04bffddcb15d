/** ChanServ: what there is to do about channels, for people who are used to ask a service for it. */
import { reasonOf } from '../../chat/answer.ts';
import { decodeLenient } from '../../protocol/bytes.ts';
import { Reason } from '../../protocol/frames.ts';
import { isRoomName, nameKey } from '../../protocol/names.ts';
import { kick, mode } from './commands/moderation.ts';
import { invite } from './commands/rooms.ts';
import type { Reply } from './reply.ts';
import type { IrcCommand, IrcSession } from './session.ts';
import { beginning } from './splitting.ts';
import { type Say, typed } from './typed-services.ts';
import { whyNot } from './words.ts';

const HELP = [
  'OP, DEOP, HALFOP, DEHALFOP <#channel> [<nick>]; KICK, BAN, UNBAN <#channel> <nick> [<why>]; INVITE <#channel> [<nick>]',
  'INFO <#channel>; SLOW <#channel> <30s|off>; PINS <#channel>; PIN, UNPIN <#channel> <msgid>; DROP <#channel> <#channel>',
];

/** Words that are changes of modes, with the letters. */
const MODES: Readonly<Record<string, string>> = {
  OP: '+o',
  DEOP: '-o',
  HALFOP: '+h',
  DEHALFOP: '-h',
  BAN: '+b',
  UNBAN: '-b',
};

const TEXT_BYTES_MAX = 200;

export function chanServ(
  session: IrcSession,
  reply: Reply,
  [word = '', room = '', ...words]: string[],
  say: Say,
): void {
  const act = word.toUpperCase();
  const [first = ''] = words;
  if (act === 'REGISTER') {
    return say(
      'A channel that somebody registered makes is kept, with all that is said in it: /join one that is not there',
    );
  }
  if (!isRoomName(room)) return say(...HELP);
  const run = (command: IrcCommand, name: string, ...parameters: string[]) =>
    command.run(session, { tags: new Map(), command: name, parameters }, reply);
  const asked = (line: string, done: string) =>
    typed(session, reply, say, line, { done, usage: HELP[1] ?? '' });
  switch (act) {
    case 'OP':
    case 'DEOP':
    case 'HALFOP':
    case 'DEHALFOP':
      return run(mode, 'MODE', room, MODES[act] ?? '', first || session.nick);
    case 'BAN':
    case 'UNBAN': {
      if (first === '') return say(...HELP);
      const mask = /[!@*?]/.test(first) ? first : `${first}!*@*`;
      return run(mode, 'MODE', room, MODES[act] ?? '', mask);
    }
    case 'KICK':
      if (first === '') return say(...HELP);
      return run(kick, 'KICK', room, first, words.slice(1).join(' '));
    case 'INVITE':
      return run(invite, 'INVITE', first || session.nick, room);
    case 'INFO':
      return info(session, reply, room, say);
    case 'SLOW':
      return asked(`slow ${room} ${words.join(' ')}`, `Done: ${words.join(' ')}`);
    case 'PINS':
      return pins(session, reply, room, say);
    case 'PIN':
    case 'UNPIN': {
      const message = session.network.ids.decode(first);
      if (message === null) return say('There is no such message');
      const off = act === 'UNPIN';
      return asked(`pin ${message}${off ? ' off' : ''}`, off ? 'Not pinned any more' : 'Pinned');
    }
    case 'DROP':
      // With its history, so it is said twice.
      if (nameKey(first) !== nameKey(room)) {
        return say(`Everything said in ${room} would be gone: DROP ${room} ${room} does it`);
      }
      return asked(`remove-room ${room}`, `${room} is gone`);
    default:
      return say(...HELP);
  }
}

function info(session: IrcSession, reply: Reply, room: string, say: Say): void {
  session.request(reply, 'who', { room, limit: 1 }, (answer) => {
    if (reasonOf(answer) !== Reason.none) return say(`Not shown: ${whyNot(answer)}`);
    if (typeof answer !== 'object' || !('data' in answer)) return;
    const { data } = answer;
    const kept = data.kept ? 'is kept' : 'is not kept';
    const slow = data.slow > 0 ? `, ${data.slow} s between two messages` : '';
    say(`${data.room}: ${data.access}, ${data.members} members, what is said ${kept}${slow}`);
    if (data.topic !== '') say(`Topic: ${data.topic}`);
  });
}

function pins(session: IrcSession, reply: Reply, room: string, say: Say): void {
  const { ids, people } = session.network;
  session.request(reply, 'pins', { room }, (answer) => {
    if (reasonOf(answer) !== Reason.none) return say(`Not shown: ${whyNot(answer)}`);
    if (typeof answer !== 'object' || !('data' in answer)) return;
    const lines = answer.data.messages.map(({ id, from }, at) => {
      const text = decodeLenient(answer.texts?.[at] ?? new Uint8Array(0));
      const line = beginning(text.replaceAll(/\s+/gu, ' '), TEXT_BYTES_MAX);
      return `${ids.encode(id)} ${people.nickOf(from)}: ${line}`;
    });
    say(...(lines.length === 0 ? ['Nothing is pinned'] : lines));
  });
}
