/**
 * Rooms with new names (IRCv3 draft/channel-rename): RENAME for clients that have it; others leave the one and come into
 * the other, as the specification says.
 */
import { Cap } from './capabilities.ts';
import { showRoom } from './entering.ts';
import type { Reply } from './reply.ts';
import type { IrcSession } from './session.ts';

/** The room that was called `was` is called `name`: what the session and all others know of it goes along. */
export function roomRenamed(session: IrcSession, was: string, name: string): void {
  session.network.rooms.renamed(was, name);
  const view = session.rooms.get(was);
  if (view === undefined) return;
  session.rooms.delete(was);
  session.rooms.set(name, view);
}

/** Tells the client, which knows the room as `was`; `by`: who did it. */
export function tellRoomRenamed(
  session: IrcSession,
  reply: Reply,
  was: string,
  name: string,
  by: string | null,
): void {
  const { network, self } = session;
  if (session.has(Cap.channelRename)) {
    const source = by === null ? network.server : network.people.named(by).source;
    return reply.line(`:${source} RENAME ${was} ${name} :`);
  }
  const view = session.rooms.get(name);
  if (view === undefined) return;
  reply.line(`:${self.source} PART ${was} :Changing channel name to ${name}`);
  // As one who comes in; the others are still there.
  session.rooms.delete(name);
  showRoom(session, reply, name);
}
