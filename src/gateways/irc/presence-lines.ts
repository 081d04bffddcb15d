/** What a client is told of somebody in one of its rooms who comes, goes, is away, or has an account now. */
import type { EventData } from '../../chat/delivery/event.ts';
import { Cap } from './capabilities.ts';
import { accountTags, timeTags } from './message-lines.ts';
import { prefixOf, roleChange } from './modes.ts';
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
    const role = room.roleOf(json.name) ?? 'member';
    const join = line(`:${person.source} JOIN ${room.name}${more}`);
    if (prefixOf(role) === '') return [join];
    const mode = `:${network.server} MODE ${room.name} ${roleChange(person.nick, 'member', role)}`;
    return [join, { tags: time, body: mode }];
  });
  return [...joins, ...(isAway ? away : [])];
}
