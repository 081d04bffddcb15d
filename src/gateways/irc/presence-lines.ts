/** What a client is told of somebody in one of its rooms who comes, goes, is away, or has an account now. */
import type { EventData } from '../../chat/delivery/event.ts';
import { Cap } from './capabilities.ts';
import { accountTags, timeTags } from './message-lines.ts';
import { standingModes } from './modes.ts';
import type { OutputLine } from './reply.ts';
import type { Before } from './room-changes.ts';
import type { RoomView } from './room-views.ts';
import type { IrcSession } from './session.ts';

/** `shared`: the rooms of the session in which they are. */
export function presenceLines(
  session: IrcSession,
  json: EventData<'presence'>,
  before: Before,
  shared: readonly RoomView[],
): OutputLine[] {
  const { network, caps } = session;
  const person = network.people.named(json.name);
  const time = timeTags(caps, network.settings.now());
  const tags = [...time, ...accountTags(caps, person.accountName)];
  const line = (body: string) => ({ tags, body });
  if (json.state === 'offline') {
    return before.state === 'offline' ? [] : [line(`:${person.source} QUIT :${json.why ?? ''}`)];
  }
  const isAway = json.state === 'away';
  const away = session.has(Cap.awayNotify)
    ? [line(`:${person.source} AWAY${isAway ? ` :${json.text || 'away'}` : ''}`)]
    : [];
  if (before.state !== 'offline') {
    const isNew = before.guest === true && json.guest !== true && session.has(Cap.accountNotify);
    const account = isNew ? [line(`:${person.source} ACCOUNT ${person.nick}`)] : [];
    const isAsBefore = before.state === json.state && !isAway;
    return isAsBefore ? account : [...account, ...away];
  }
  const more = session.has(Cap.extendedJoin) ? ` ${person.account('*')} :${person.realName}` : '';
  const joins = shared.flatMap((room) => {
    const standing = room.standingOf(json.name);
    const join = line(`:${person.source} JOIN ${room.name}${more}`);
    const modes = standing === null ? null : standingModes(person.nick, standing);
    if (modes === null) return [join];
    return [join, { tags: time, body: `:${network.server} MODE ${room.name} ${modes}` }];
  });
  return [...joins, ...(isAway ? away : [])];
}
