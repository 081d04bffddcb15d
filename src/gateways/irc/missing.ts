/** What a client lacks here, and how its user may have it: for clients that do not know IRCv3, or do not ask for all of it. */
import { Cap, type Capabilities } from './capabilities.ts';
import { takesBatches } from './commands/open-batch.ts';
import type { IrcSession } from './session.ts';

interface Lack {
  /** What a client needs one of. */
  readonly of: Capabilities;
  /** Their names, as its settings have them. */
  readonly names: string;
  /** How it is without. */
  readonly without: string;
}

/** The most useful first. */
const LACKS: readonly Lack[] = [
  {
    of: Cap.chatHistory,
    names: 'draft/chathistory',
    without: 'you cannot scroll back: only what you missed comes, when you join',
  },
  {
    of: Cap.serverTime,
    names: 'server-time',
    without: 'the time of what was said before stands in front of it, in UTC',
  },
  {
    of: Cap.messageTags,
    names: 'message-tags',
    without:
      'reactions come as notices; which message is answered, and who is typing, you are not told',
  },
  {
    of: Cap.echoMessage | Cap.selfMessage,
    names: 'echo-message',
    without: 'what you write on other devices to somebody is not shown here',
  },
  {
    of: Cap.messageRedaction,
    names: 'draft/message-redaction',
    without: 'deleted messages stay on your screen, and a notice tells of it',
  },
  {
    of: Cap.readMarker,
    names: 'draft/read-marker',
    without: 'what you are sent counts as read, on your other devices too',
  },
  {
    of: Cap.awayNotify,
    names: 'away-notify',
    without: 'you are told that somebody is away only when you write to them',
  },
];

const MULTILINE: Lack = {
  of: Cap.multiline,
  names: 'batch draft/multiline',
  without: 'a message of several lines comes as several messages, of at most a hundred lines',
};

/** What the client of `session` is missing, in lines; each has room in one. */
export function missingLines(session: IrcSession): string[] {
  const lacks = LACKS.filter(({ of }) => !session.has(of));
  if (!takesBatches(session)) lacks.splice(1, 0, MULTILINE);
  const lines = lacks.map(({ names, without }) => `- without ${names}: ${without}`);
  if (session.person?.guest !== false) {
    lines.push('- without an account: nothing said to you is kept while you are away');
    if (!session.confidential) {
      lines.push(
        '- without TLS: no password is taken; where this server has it, it is on the same port',
      );
    }
  }
  if (lines.length === 0) return ['Your client has all that there is here.'];
  return ['This is what you are missing:', ...lines, ...(lacks.length === 0 ? [] : howTo(session))];
}

function howTo({ opening, caps }: IrcSession): string[] {
  const asks = opening.capVersion > 0 || caps !== 0;
  return [
    asks
      ? 'Your client asks for capabilities, but not for these. In WeeChat, /set irc.server_default.capabilities * and /reconnect asks for all that it knows; elsewhere a newer version may.'
      : 'Your client asks for no capabilities (IRCv3): a newer version of it, or another client, may.',
    'Halloy, senpai, gamja and Goguma know most of them, and a browser shows everything: open the address of this server in one.',
  ];
}
