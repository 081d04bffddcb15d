/** Refusals of the chat as numbers of IRC, and words of the client's in answers. */
import { type Answer, reasonOf } from '../../../chat/answer.ts';
import { Reason } from '../../../protocol/frames.ts';
import { nameKey } from '../../../protocol/names.ts';
import { Numeric } from '../numerics.ts';
import type { Reply } from '../reply.ts';
import type { RoomView } from '../room-views.ts';
import type { IrcSession } from '../session.ts';
import { beginning } from '../splitting.ts';
import { whyNot } from '../words.ts';

const SHOWN_BYTES_MAX = 100;

/** A word of the client's that is repeated in an answer: one parameter, and not a long one. */
export function shown(word: string): string {
  const short = beginning(word, SHOWN_BYTES_MAX).replaceAll(' ', '_');
  return short === '' || short.startsWith(':') ? `_${short}` : short;
}

/** The items of a list with commas. */
export function listed(text: string): string[] {
  return text.split(',').filter((one) => one !== '');
}

/** 403. */
export function noSuchChannel(session: IrcSession, reply: Reply, name: string): void {
  session.numeric(reply, Numeric.noSuchChannel, `${shown(name)} :No such channel`);
}

/** The room that the client means by `name`, if it is in it. */
export function roomOf(session: IrcSession, name: string): RoomView | undefined {
  const exact = session.rooms.get(name);
  if (exact !== undefined) return exact;
  const key = nameKey(name);
  for (const room of session.rooms.values()) if (nameKey(room.name) === key) return room;
  return undefined;
}

/** The first `max` UTF-16 code units of `text`, and no half of a character. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const isHalf = /[\ud800-\udbff]/.test(text.charAt(max - 1));
  return text.slice(0, isHalf ? max - 1 : max);
}

/** 441. */
export function notIn(session: IrcSession, reply: Reply, room: string, nick: string): void {
  const rest = `${shown(nick)} ${shown(room)} :They aren't on that channel`;
  session.numeric(reply, Numeric.userNotInChannel, rest);
}

/** Refuses an act in `room`; `whom`: the nick that it is about. */
export function refuseAct(
  session: IrcSession,
  reply: Reply,
  room: string,
  answer: Answer,
  whom = '',
): void {
  const name = shown(room);
  const say = (number: Numeric, rest: string) => session.numeric(reply, number, rest);
  switch (reasonOf(answer)) {
    case Reason.noSuchRoom:
      // What is said of a room that is not there is said of a hidden one.
      return noSuchChannel(session, reply, room);
    case Reason.notMember:
      return say(Numeric.notOnChannel, `${name} :You're not on that channel`);
    case Reason.noSuchUser:
      return say(Numeric.noSuchNick, `${shown(whom)} :No such nick/channel`);
    case Reason.notPermitted:
      return say(Numeric.notOperator, `${name} :You're not permitted to do that here`);
    case Reason.accountNeeded:
      return say(Numeric.needAccount, `${name} :Only for registered people`);
    default:
      return say(Numeric.unavailable, `${name} :${whyNot(answer)}`);
  }
}
