/** What a client is told of people whom it monitors (IRCv3 monitor and extended-monitor). */
import type { EventData } from '../../chat/delivery/event.ts';
import { Cap } from './capabilities.ts';
import { timeTags } from './message-lines.ts';
import { Numeric } from './numerics.ts';
import type { OutputLine } from './reply.ts';
import type { IrcSession } from './session.ts';

export function watchedLines(
  session: IrcSession,
  { name, state, text }: EventData<'watched'>,
): OutputLine[] {
  const { network, nick } = session;
  const person = network.people.named(name);
  const change = session.monitored.became(name, state);
  const told = (number: Numeric, of: string) => [
    { tags: [], body: `:${network.server} ${number} ${nick} :${of}` },
  ];
  if (change === 'online') return told(Numeric.monitorOnline, person.source);
  if (change === 'offline') return told(Numeric.monitorOffline, person.nick);
  const isExtended = session.has(Cap.extendedMonitor) && session.has(Cap.awayNotify);
  // Others in a room with them have been told so.
  if (!isExtended || state === 'offline' || session.sees(person)) return [];
  const tags = timeTags(session.caps, network.settings.now());
  const words = state === 'away' ? ` :${text || 'away'}` : '';
  return [{ tags, body: `:${person.source} AWAY${words}` }];
}
