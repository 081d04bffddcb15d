/** The first lines that a client gets once it is somebody (modern.ircdocs.horse, "Connection registration"). */
import type { ReplyData } from '../../protocol/contracts.ts';
import { PAGE_ROOMS_MAX } from '../../protocol/limits.ts';
import { dataOf, showRoom } from './entering.ts';
import { isupportLines } from './isupport.ts';
import { ALL_CHANNEL_MODES, PARAMETER_MODES, USER_MODES } from './modes.ts';
import { Numeric } from './numerics.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';

export function welcome(session: IrcSession, reply: Reply): void {
  const { network, opening, self } = session;
  const { server } = network;
  const { version, networkName } = network.settings;
  self.introduce(opening.user ?? '~u', opening.realName || self.nick);
  self.state = 'here';
  session.ready = true;
  network.came(session);
  // 001 names the nick that holds, whatever was asked for.
  const { nick, source } = self;
  const say = (number: Numeric, rest: string) => session.numeric(reply, number, rest);
  say(Numeric.welcome, `:Welcome to the ${networkName} network, ${source}`);
  say(Numeric.yourHost, `:Your host is ${server}, running chinwag-${version}`);
  const since = new Date(network.startedAt).toUTCString();
  say(Numeric.created, `:This server was started ${since}`);
  const modes = `${USER_MODES} ${ALL_CHANNEL_MODES} ${PARAMETER_MODES}`;
  say(Numeric.myInfo, `${server} chinwag-${version} ${modes}`);
  for (const tokens of isupportLines(networkName)) {
    say(Numeric.isupport, `${tokens} :are supported by this server`);
  }
  session.later(reply, () => {
    lusers(session, reply, () => {
      motd(session, reply);
      if (opening.nick !== null && opening.nick !== nick) {
        session.notice(reply, `You are logged in as ${self.name}, so your nickname is ${nick}`);
      }
      reply.line(`:${nick} MODE ${nick} +i`);
      const welcomed = () => session.later(reply, () => session.welcomed());
      if (self.guest === false) ownRooms(session, reply, welcomed);
      else session.welcomed();
    });
  });
}

/** LUSERS: who is logged in, as far as everybody may know that. */
export function lusers(session: IrcSession, reply: Reply, then: () => void): void {
  const { network } = session;
  session.request(reply, 'list', {}, (answer) => {
    const known = typeof answer === 'object' && 'kind' in answer ? answer.names.length : null;
    const here = network.everybody.size;
    const most = Math.max(network.sessionsMost, here);
    const visible = known ?? here;
    const say = (number: Numeric, rest: string) => session.numeric(reply, number, rest);
    say(Numeric.luserClient, `:There are ${visible} users and 0 invisible on 1 servers`);
    say(Numeric.luserMe, `:I have ${here} clients and 0 servers`);
    say(Numeric.localUsers, `${here} ${most} :Current local users ${here}, max ${most}`);
    say(Numeric.globalUsers, `${here} ${most} :Current global users ${here}, max ${most}`);
    then();
  });
}

/** MOTD: clients wait for its end, or for 422, before they join rooms. */
export function motd(session: IrcSession, reply: Reply): void {
  const { settings, server } = session.network;
  if (settings.motd === null) {
    return session.numeric(reply, Numeric.noMotd, ':There is no message of the day');
  }
  session.numeric(reply, Numeric.motdStart, `:- ${server} Message of the day -`);
  for (const line of settings.motd) session.numeric(reply, Numeric.motd, `:- ${line}`);
  session.numeric(reply, Numeric.endOfMotd, ':End of /MOTD command');
}

/** Shows the rooms that one is in, each in a turn of its own, and what was missed; then calls `then`. */
export function ownRooms(session: IrcSession, reply: Reply, then: () => void): void {
  session.later(reply, () => {
    session.reading.prepare(reply, () => roomsAfter(session, reply, undefined, then));
  });
}

function roomsAfter(
  session: IrcSession,
  reply: Reply,
  after: string | undefined,
  then: () => void,
): void {
  const page = { mine: true, limit: PAGE_ROOMS_MAX, ...(after !== undefined && { after }) };
  session.request(reply, 'rooms', page, (answer) => {
    const data: ReplyData<'rooms'> | null = dataOf<'rooms'>(answer);
    const rooms = data?.rooms ?? [];
    for (const { room } of rooms) {
      session.later(reply, () => {
        showRoom(session, reply, room, (shown) => {
          if (shown !== null) session.reading.playBack(reply, shown, () => {});
        });
      });
    }
    const last = rooms.at(-1);
    session.later(reply, () => {
      if (data?.more === true && last !== undefined) {
        return roomsAfter(session, reply, last.room, then);
      }
      session.reading.missed(reply, () => {
        session.reading.prepared();
        then();
      });
    });
  });
}
