/** The IRC gateway: RFC 1459 and 2812, as modern.ircdocs.horse tells them, and IRCv3 (docs/IRC.md). */
import type { Entrance } from '../../chat/entrance.ts';
import type { OpenGateway } from '../../chat/ports.ts';
import { ircCommands } from './commands/commands.ts';
import { SessionHearing } from './hearing.ts';
import { IrcNetwork } from './network.ts';
import { SessionReading } from './reading.ts';
import { RoomChanges } from './room-changes.ts';
import { RoomLines } from './room-lines.ts';
import { IrcSession } from './session.ts';
import type { IrcSettings } from './settings.ts';
import { behindGateways } from './webirc.ts';

/** Opens IRC gateways to a hub through its `entrance`. */
export function ircGateway(entrance: Entrance, settings: IrcSettings): OpenGateway {
  const network = new IrcNetwork(settings);
  const changes = new RoomChanges(network.people, network.rooms);
  const roomLines = new RoomLines(network, changes);
  const parts = {
    commands: ircCommands,
    hearing: (session: IrcSession) => new SessionHearing(session, changes, roomLines),
    reading: (session: IrcSession) => new SessionReading(session),
  };
  return behindGateways(
    settings.webirc,
    (transport) => new IrcSession(entrance, network, parts, transport),
  );
}
