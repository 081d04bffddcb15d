/** Shows incoming messages and events, and marks what was shown as read. */
import {
  type ClientEvent,
  type EventOf,
  isStored,
  type Received,
  type RoomEvent,
  type Unread,
} from '../../client/events.ts';
import type { State } from '../../protocol/members.ts';
import { isRoomName } from '../../protocol/names.ts';
import { oneLine } from '../../protocol/visible.ts';
import type { KnownNames } from '../commands/completion.ts';
import { countsInWords, unreadNotices } from '../presentation/archive-presentation.ts';
import { eventText } from '../presentation/event-wording.ts';
import type { MessageLines } from '../presentation/message-lines.ts';
import { explanation } from '../presentation/wording.ts';
import type { KnownMessages } from './known-messages.ts';
import type { OwnRooms } from './own-rooms.ts';
import type { ReadMarks } from './read-marks.ts';

/** How many missed messages are shown after a login. */
export const MISSED_MAX = 100;

/** How many people are remembered as away. */
const AWAY_MAX = 1000;

export interface ArrivalsWorld {
  readonly lines: MessageLines;
  readonly messages: KnownMessages;
  readonly names: KnownNames;
  readonly ownRooms: OwnRooms;
  readonly marks: ReadMarks;
  print(text: string): void;
  notice(text: string): void;
  /** The user is in `room` from now on. */
  entered(room: string): void;
  /** The user is not in `room` any more. */
  putOut(room: string): void;
}

export class Arrivals {
  readonly #world: ArrivalsWorld;
  /** Conversations that were unread at the login and have not been shown since. */
  readonly #unread = new Map<string, Unread>();
  /** People who were shown as away, so that their return is worth a notice. */
  readonly #away = new Set<string>();
  /** How people who are watched were last. */
  readonly #watchedAs = new Map<string, State>();
  #missed = 0;

  constructor(world: ArrivalsWorld) {
    this.#world = world;
  }

  /** Just logged in: `conversations` are unread; the messages that this device missed arrive next. */
  unread(conversations: readonly Unread[]): void {
    this.#missed = 0;
    this.#unread.clear();
    for (const one of conversations) {
      this.#unread.set(one.with, one);
      this.#world.names.wrote(one.with);
    }
    for (const line of unreadNotices(conversations)) this.#world.notice(line);
  }

  /** `self` has received `message`; `missed`: it was sent before the login. */
  message(message: Received, missed: boolean, self: string | null): void {
    const { lines, names, ownRooms, marks, print } = this.#world;
    const { from, to } = message;
    print(lines.live(message).join('\n'));
    if (isRoomName(to)) {
      names.wrote(to);
      ownRooms.entered(to);
    } else if (from === self && to !== self) return names.wrote(to);
    names.wrote(from);
    const conversation = isRoomName(to) ? to : from;
    if (isStored(message) && from !== self) marks.shown(conversation, message.id);
    if (missed) this.#countMissed(conversation);
  }

  /** An event about a message, a room or a person; one that has no words here is not shown. */
  event(what: ClientEvent, self: string | null): void {
    const { lines, messages, names, print, notice } = this.#world;
    const now = new Date();
    switch (what.kind) {
      case 'edited':
        return print(lines.edited(what).join('\n'));
      case 'presence':
        return this.#presence(what);
      case 'watched':
        return this.#watched(what);
      case 'invitation':
        return notice(invitationText(what, self));
      case 'deleted':
        notice(eventText(what, self, messages, now));
        return messages.amended(what.message, null);
      case 'room':
        names.wrote(what.room);
        if (what.what === 'joined') names.wrote(what.by);
        // The user's own coming and going shows in a reply, or in a fuller notice.
        if (!isOwnWay(what, self)) notice(eventText(what, self, messages, now));
        return this.#moved(what, self);
      case 'reacted':
      case 'blocked':
        return notice(eventText(what, self, messages, now));
    }
  }

  /** Somebody, or a room, that was called `was` is called `name`; `by`: who renamed the room. */
  renamed(was: string, name: string, by: string | null = null): void {
    const unread = this.#unread.get(was);
    if (unread !== undefined) {
      this.#unread.delete(was);
      this.#unread.set(name, { ...unread, with: name });
    }
    if (this.#away.delete(was)) this.#away.add(name);
    const whose = by === null ? '' : `, says ${oneLine(by)}`;
    this.#world.notice(`${oneLine(was)} is called ${oneLine(name)} now${whose}`);
  }

  #moved({ room, what, by, name }: RoomEvent, self: string | null): void {
    if (what === 'joined' && by === self) return this.#world.entered(room);
    const isOut = (what === 'kicked' || what === 'banned') && name === self;
    const hasLeft = what === 'left' && by === self;
    if (isOut || hasLeft || what === 'removed') this.#world.putOut(room);
  }

  #presence({ name, state, text, why }: EventOf<'presence'>): void {
    const { notice } = this.#world;
    const wasAway = this.#away.delete(name);
    if (state === 'away') {
      if (this.#away.size < AWAY_MAX) this.#away.add(name);
      notice(awayText(name, text));
    } else if (state === 'here' && wasAway) notice(`${oneLine(name)} is back`);
    // Others who go do so without a word.
    else if (why !== null) notice(`${oneLine(name)} is gone: ${explanation(why)}`);
  }

  /** Those who share a room with them have been told who is away. */
  #watched({ name, state, text }: EventOf<'watched'>): void {
    const { notice } = this.#world;
    const before = this.#watchedAs.get(name);
    if (this.#watchedAs.size >= AWAY_MAX) this.#watchedAs.clear();
    this.#watchedAs.set(name, state);
    if (state === 'away') return this.#away.has(name) ? undefined : notice(awayText(name, text));
    if (state === 'offline') notice(`${oneLine(name)} is gone`);
    else if (before !== 'away') notice(`${oneLine(name)} is here`);
  }

  #countMissed(conversation: string): void {
    const unread = this.#unread.get(conversation);
    if (unread !== undefined && unread.count > 1) {
      this.#unread.set(conversation, { ...unread, count: unread.count - 1 });
    } else this.#unread.delete(conversation);
    if (++this.#missed !== MISSED_MAX) return;
    const [first] = this.#unread.values();
    if (first === undefined) return;
    const left = countsInWords([...this.#unread.values()]);
    this.#world.notice(`not shown: ${left}; history ${oneLine(first.with)} shows the newest`);
  }
}

function invitationText({ room, by, name }: EventOf<'invitation'>, self: string | null): string {
  const inviter = by === self ? 'you' : oneLine(by);
  return `${oneLine(room)}: ${inviter} invited ${oneLine(name)}`;
}

function awayText(name: string, text: string | null): string {
  return `${oneLine(name)} is away${text === null ? '' : `: ${explanation(text)}`}`;
}

/** Did `self` come or go by their own action? */
function isOwnWay({ what, by, addedBy }: RoomEvent, self: string | null): boolean {
  return addedBy === null && by === self && (what === 'joined' || what === 'left');
}
