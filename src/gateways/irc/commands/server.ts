/** What the server says of itself (modern.ircdocs.horse, "Server queries and commands"). */
import { Numeric } from '../numerics.ts';
import type { IrcCommand } from '../session.ts';
import { lusers as lusersLines, motd as motdLines } from '../welcome.ts';
import { shown } from './refusals.ts';

export const lusers: IrcCommand = {
  run(session, _line, reply) {
    lusersLines(session, reply, () => {});
  },
};

export const motd: IrcCommand = {
  run(session, _line, reply) {
    motdLines(session, reply);
  },
};

export const version: IrcCommand = {
  run(session, _line, reply) {
    const { server, settings } = session.network;
    const rest = `chinwag-${settings.version} ${server} :Chinwag`;
    session.numeric(reply, Numeric.version, rest);
  },
};

export const time: IrcCommand = {
  run(session, _line, reply) {
    const { server, settings } = session.network;
    const now = new Date(settings.now());
    session.numeric(reply, Numeric.time, `${server} :${now.toUTCString()}`);
  },
};

export const info: IrcCommand = {
  run(session, _line, reply) {
    const { settings } = session.network;
    session.numeric(
      reply,
      Numeric.info,
      `:Chinwag ${settings.version}, a chat server for any client`,
    );
    session.numeric(reply, Numeric.endOfInfo, ':End of INFO list');
  },
};

export const admin: IrcCommand = {
  run(session, _line, reply) {
    const rest = `${session.network.server} :No administrative info available`;
    session.numeric(reply, Numeric.noAdmin, rest);
  },
};

export const stats: IrcCommand = {
  run(session, { parameters }, reply) {
    const [letter = '*'] = parameters;
    if (letter === 'u') {
      const { startedAt, settings } = session.network;
      const seconds = Math.floor((settings.now() - startedAt) / 1000);
      const clock = new Date(seconds * 1000).toISOString().slice(11, 19);
      const days = Math.floor(seconds / 86_400);
      session.numeric(reply, Numeric.statsUptime, `:Server Up ${days} days ${clock}`);
    }
    session.numeric(reply, Numeric.endOfStats, `${shown(letter)} :End of /STATS report`);
  },
};

export const links: IrcCommand = {
  run(session, _line, reply) {
    session.numeric(reply, Numeric.endOfLinks, '* :End of /LINKS list');
  },
};

const HELP = [
  'JOIN #room, PART #room, TOPIC, NAMES, INVITE, KICK, MODE, LIST, WHO, WHOIS, AWAY',
  'Roles: MODE #room +o nick makes an owner, +h a moderator',
  'MODE #room +b nick!*@* keeps somebody out, +b m:nick!*@* lets them only listen',
  '/msg Chinwag help tells what this server is',
];

export const help: IrcCommand = {
  run(session, { parameters }, reply) {
    const topic = shown(parameters[0] ?? 'index');
    if (parameters[0] !== undefined && parameters[0].toLowerCase() !== 'index') {
      return session.numeric(
        reply,
        Numeric.noSuchHelp,
        `${topic} :No help available on this topic`,
      );
    }
    session.numeric(reply, Numeric.helpStart, `${topic} :Help`);
    for (const line of HELP) session.numeric(reply, Numeric.helpText, `${topic} :${line}`);
    session.numeric(reply, Numeric.endOfHelp, `${topic} :End of help`);
  },
};
