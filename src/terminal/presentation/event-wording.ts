/** The wording of events about rooms, messages and people, one short line each. */
import type { EventOf, OfMessage, RoomEvent } from '../../client/events.ts';
import { isRoomName } from '../../protocol/names.ts';
import { roomFlagWords } from '../../protocol/room-flags.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { KnownMessages } from '../conversation/known-messages.ts';
import { clockOrDate } from './local-time.ts';
import { explanation } from './wording.ts';

/** Events shown as a notice of the client; an edit is shown as a message, and others are not shown. */
type TellingEvent = EventOf<'deleted' | 'reacted' | 'room' | 'blocked'>;

/** The notice for `what`; `self` is the name of the logged-in user. */
export function eventText(
  what: TellingEvent,
  self: string | null,
  messages: KnownMessages,
  now: Date,
): string {
  const who = (name: string): string => (name === self ? 'you' : oneLine(name));
  switch (what.kind) {
    case 'deleted': {
      const { from, by } = what;
      const place = placeOf(what);
      const number = what.message > 0 ? `message ${what.message}` : 'a message';
      if (from === by) return `${place}${who(by)} took back ${number}`;
      return `${place}${who(by)} removed ${number} of ${from === self ? 'yours' : oneLine(from)}`;
    }
    case 'reacted': {
      const emoji = explanation(what.emoji);
      const done = what.off ? `took back ${emoji} to` : `reacted ${emoji} to`;
      return `${placeOf(what)}${who(what.by)} ${done} ${targetOf(what, who, messages)}`;
    }
    case 'room':
      return roomText(what, self, messages, now);
    case 'blocked':
      return `${oneLine(what.name)} is ${what.on ? 'blocked now' : 'not blocked any more'}`;
  }
}

function placeOf({ to }: { to: string | null }): string {
  return to !== null && isRoomName(to) ? `${oneLine(to)}: ` : '';
}

function targetOf(
  { message, from }: OfMessage,
  who: (name: string) => string,
  messages: KnownMessages,
): string {
  const known = messages.get(message);
  if (known !== undefined) return `${who(from)}: ${known.text}`;
  return message > 0 ? `${who(from)}, message ${message}` : who(from);
}

function roomText(
  what: RoomEvent,
  self: string | null,
  messages: KnownMessages,
  now: Date,
): string {
  const room = oneLine(what.room);
  if (what.what === 'invited' && (what.name === null || what.name === self)) {
    return `${oneLine(what.by)} invites you to ${room}; join ${room} goes in`;
  }
  if (what.addedBy !== null) {
    return `${nameOf(what.addedBy, self)} put ${nameOf(what.by, self)} into ${room}; leave ${room} goes out`;
  }
  if (what.what === 'removed') return `${room} was removed by ${nameOf(what.by, self)}`;
  return `${room}: ${actText(what, self, messages, now)}`;
}

function nameOf(name: string, self: string | null): string {
  return name === self ? 'you' : oneLine(name);
}

/** The wording of an action in a room. */
function actText(
  { what, by, name, role, until, why, topic, seconds, message, flags }: RoomEvent,
  self: string | null,
  messages: KnownMessages,
  now: Date,
): string {
  const doer = nameOf(by, self);
  const was = name === self ? 'you were' : `${oneLine(name ?? 'somebody')} was`;
  const because = why === null ? '' : `: ${explanation(why)}`;
  const end = until === null ? '' : ` until ${clockOrDate(new Date(until), now)}`;
  switch (what) {
    case 'joined':
      return `${doer} joined`;
    case 'left':
      return `${doer} left${because}`;
    case 'kicked':
      return `${was} kicked by ${doer}${because}`;
    case 'banned':
    case 'muted':
      return `${was} ${what} by ${doer}${end}${because}`;
    case 'unbanned':
    case 'unmuted':
      return `${was} ${what} by ${doer}`;
    case 'role':
      // Whoever inherits a room was not made its owner by another person.
      if (by === name)
        return `${doer} ${name === self ? 'are' : 'is'} ${role ?? 'something else'} now`;
      return `${was} made ${role ?? 'something else'} by ${doer}`;
    case 'topic':
      return topic ? `${doer} set the topic: ${explanation(topic)}` : `${doer} cleared the topic`;
    case 'slow':
      return seconds
        ? `${doer} turned slow mode on: ${seconds} s between two messages`
        : `${doer} turned slow mode off`;
    case 'pinned':
    case 'unpinned': {
      const known = message === null ? undefined : messages.get(message);
      const number = message !== null && message > 0 ? `message ${message}` : 'a message';
      return `${doer} ${what} ${known ? `${oneLine(known.from)}: ${known.text}` : number}`;
    }
    case 'invited':
      return `${doer} invited ${oneLine(name ?? 'somebody')}`;
    case 'kept':
      return 'what is said here is kept';
    case 'removed':
      return `removed by ${doer}`;
    case 'flags':
      return `${doer} set the room: ${roomFlagWords(flags ?? {}).join(', ')}`;
    case 'voiced':
      return `${was} given a voice by ${doer}`;
    case 'unvoiced':
      return `${name === self ? 'you have' : `${oneLine(name ?? 'somebody')} has`} no voice any more, by ${doer}`;
  }
}
