/** All commands of IRC that this gateway understands, by their words. */
import { CHANNEL_SERVICE, NICK_SERVICE } from '../network.ts';
import { toService } from '../services.ts';
import type { IrcCommand } from '../session.ts';
import { batch } from './batch.ts';
import { chatHistory } from './chat-history.ts';
import { error, ping, pong, quit } from './connection.ts';
import { markRead } from './marker.ts';
import { notice, privmsg, tagmsg } from './messages.ts';
import { kick, mode } from './moderation.ts';
import { monitor } from './monitor.ts';
import { kill, oper, rehash, wallops } from './operators.ts';
import { away, ison, setName, userhost, who, whois, whowas } from './people.ts';
import { redact } from './redaction.ts';
import { authenticate, cap, nick, pass, user } from './registration.ts';
import { invite, join, list, names, part, rename, topic } from './rooms.ts';
import { admin, help, info, links, lusers, motd, stats, time, version } from './server.ts';

/** `NS REGISTER …` is `PRIVMSG NickServ :REGISTER …`. */
function serviceCommand(service: string): IrcCommand {
  return {
    run(session, { parameters }, reply) {
      toService(session, reply, service, parameters.join(' '), false);
    },
  };
}

export const ircCommands: ReadonlyMap<string, IrcCommand> = new Map<string, IrcCommand>([
  ['CAP', cap],
  ['PASS', pass],
  ['NICK', nick],
  ['USER', user],
  ['AUTHENTICATE', authenticate],
  ['PING', ping],
  ['PONG', pong],
  ['ERROR', error],
  ['QUIT', quit],
  ['JOIN', join],
  ['PART', part],
  ['NAMES', names],
  ['TOPIC', topic],
  ['RENAME', rename],
  ['INVITE', invite],
  ['LIST', list],
  ['KICK', kick],
  ['MODE', mode],
  ['PRIVMSG', privmsg],
  ['NOTICE', notice],
  ['TAGMSG', tagmsg],
  ['BATCH', batch],
  ['REDACT', redact],
  ['CHATHISTORY', chatHistory],
  ['MARKREAD', markRead],
  ['WHO', who],
  ['WHOIS', whois],
  ['WHOWAS', whowas],
  ['MONITOR', monitor],
  ['SETNAME', setName],
  ['AWAY', away],
  ['ISON', ison],
  ['USERHOST', userhost],
  ['OPER', oper],
  ['KILL', kill],
  ['WALLOPS', wallops],
  ['REHASH', rehash],
  ['LUSERS', lusers],
  ['MOTD', motd],
  ['VERSION', version],
  ['TIME', time],
  ['INFO', info],
  ['ADMIN', admin],
  ['STATS', stats],
  ['LINKS', links],
  ['HELP', help],
  ['HELPOP', help],
  ['NS', serviceCommand(NICK_SERVICE)],
  ['NICKSERV', serviceCommand(NICK_SERVICE)],
  ['CS', serviceCommand(CHANNEL_SERVICE)],
  ['CHANSERV', serviceCommand(CHANNEL_SERVICE)],
]);
